// What the composer can put into a message besides words: images, files, skills; and the commands that never become one.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { composer, items, send, turnEnds } from '../support/acts'
import { say } from '../support/responses-server'
import { expect, sharedStage, test } from '../support/stage'

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const skill = '---\nname: haiku\ndescription: Writes everything in three lines.\n---\n\nCount seventeen syllables.\n'

const stage = sharedStage({
  files: { 'src/deeply/nested-file.ts': 'export {}\n' },
  before: ({ home }) => {
    mkdirSync(join(home, 'skills', 'haiku'), { recursive: true })
    writeFileSync(join(home, 'skills', 'haiku', 'SKILL.md'), skill)
  },
})
/** Everything that the model was sent last, as text. */
const sent = (): string => JSON.stringify(stage().model.requests.at(-1)?.raw ?? null)

test('a pasted image is shown, sent to the model as it is, and drawn in the chat', async () => {
  const { page } = stage()
  await page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))
    const image = new Blob([bytes], { type: 'image/png' })
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': image })])
  }, pixel)
  await composer(page).fill('what is this?')
  await composer(page).press('ControlOrMeta+v')
  const attached = page.getByRole('form', { name: 'Composer' }).getByRole('img')
  await expect(attached).toHaveAttribute('src', /^data:image\/png;base64,/)
  const data = await attached.getAttribute('src')
  await composer(page).press('Enter')
  await turnEnds(page, 'completed')
  expect(data).toMatch(/^data:image\/png;base64,iVBOR/)
  expect(sent()).toContain('"type":"input_image"')
  expect(sent()).toContain('data:image/png;base64,iVBOR')
  await expect(items(page, 'userMessage').getByRole('img', { name: 'Attached image' })).toBeVisible()
  await expect(page.getByRole('form', { name: 'Composer' }).getByRole('img')).toHaveCount(0)
})

test('@ finds a file by a part of its name and mentions it', async () => {
  const { page } = stage()
  await composer(page).fill('look at ')
  await composer(page).pressSequentially('@nestfi')
  const files = page.getByRole('listbox', { name: 'Files' })
  await expect(files.getByRole('option').first()).toContainText('nested-file.ts')
  await composer(page).press('Enter')
  await expect(composer(page)).toHaveValue('look at @src/deeply/nested-file.ts ')
  await expect(files).toBeHidden()
  await composer(page).press('Enter')
  await turnEnds(page, 'completed')
  await expect(items(page, 'userMessage').getByLabel('Attached')).toContainText('nested-file.ts')
  expect(sent()).toContain('src/deeply/nested-file.ts')
})

test('$ names a skill, whose instructions reach the model', async () => {
  const { page } = stage()
  await expect(async () => {
    await composer(page).fill('')
    await composer(page).pressSequentially('$hai')
    await expect(page.getByRole('listbox', { name: 'Skills' }).getByRole('option')).toContainText('three lines')
  }).toPass()
  await composer(page).press('Tab')
  await expect(composer(page)).toHaveValue('$haiku ')
  await composer(page).pressSequentially('about rain')
  await composer(page).press('Enter')
  await turnEnds(page, 'completed')
  await expect(items(page, 'userMessage').getByLabel('Attached')).toContainText('haiku')
  expect(sent()).toContain('Count seventeen syllables.')
})

test('Escape closes the list of commands and leaves the words alone', async () => {
  const { page } = stage()
  await composer(page).pressSequentially('/ren')
  const commands = page.getByRole('listbox', { name: 'Commands' })
  await expect(commands).toBeHidden() // renaming needs a chat
  await composer(page).fill('')
  await composer(page).pressSequentially('/st')
  await expect(commands.getByRole('option')).toContainText('/status')
  await composer(page).press('Escape')
  await expect(commands).toBeHidden()
  await expect(composer(page)).toHaveValue('/st')
  await composer(page).fill('')
})

test('commands act and are not sent: status, plan, rename, new', async () => {
  const { page, model } = stage()
  model.queue(say('hello'))
  await send(page, 'hello')
  await turnEnds(page, 'completed')
  const before = model.requests.length
  await send(page, '/status')
  await expect(page.getByTestId('status-card')).toContainText('Ask')
  await expect(page.getByTestId('status-card')).toContainText('GPT-5.5')
  await send(page, '/plan')
  await expect(page.getByTestId('toggle-plan')).toHaveAttribute('aria-pressed', 'true')
  await send(page, '/plan')
  await expect(page.getByTestId('toggle-plan')).toHaveAttribute('aria-pressed', 'false')
  await send(page, '/rename A better name')
  await expect(page.getByTestId('thread-title').first()).toContainText('A better name')
  await expect(page.locator('[data-testid="thread-row"][aria-current]')).toContainText('A better name')
  await send(page, '/new')
  await expect(page.getByTestId('turn')).toHaveCount(0)
  expect(model.requests).toHaveLength(before)
})

test('an unknown command is a message like any other', async () => {
  const { page } = stage()
  await send(page, '/etc/hosts, what is in there?')
  await turnEnds(page, 'completed')
  await expect(items(page, 'userMessage')).toContainText('/etc/hosts')
})

test('what was sent comes back with the arrow up, and the draft with the arrow down', async () => {
  const { page } = stage()
  await send(page, 'a sentence to remember')
  await turnEnds(page, 'completed')
  await composer(page).press('ArrowUp')
  await expect(composer(page)).toHaveValue('a sentence to remember')
  await composer(page).press('ArrowDown')
  await expect(composer(page)).toHaveValue('')
})
