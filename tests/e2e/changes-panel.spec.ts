// The Changes panel with real git and a real turn: look, stage a hunk, commit; what a turn changed; revert and undo; rewind.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { choosePreset, composer, send, turnEnds } from '../support/acts'
import { customToolCall, events, say } from '../support/responses-server'
import { expect, sharedStage, test } from '../support/stage'

const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: stage().path, stdio: 'pipe', encoding: 'utf8' })
const lines = (change: (line: number) => string | null) =>
  Array.from({ length: 60 }, (_, at) => `${change(at) ?? `export const line${at} = ${at}`}\n`).join('')

const stage = sharedStage({
  files: { 'src/parser.ts': lines(() => null), 'docs/guide.md': '# Guide\n\nWords.\n' },
  before: ({ path }) => {
    const run = (...args: string[]) => execFileSync('git', args, { cwd: path, stdio: 'pipe' })
    run('init', '-q', '-b', 'main')
    run('config', 'user.email', 'person@example.com')
    run('config', 'user.name', 'A Person')
    run('add', '.')
    run('commit', '-qm', 'First')
  },
})

const panel = (page: Page): Locator => page.getByTestId('changes')
const sum = (page: Page): Locator => page.getByTestId('changes-sum')
const inFile = (name: string): string => readFileSync(join(stage().path, name), 'utf8')

async function openPanel(page: Page): Promise<void> {
  if ((await panel(page).count()) === 0) await page.getByTestId('changes-button').click()
  await expect(panel(page)).toBeVisible()
}

async function choose(page: Page, source: RegExp): Promise<void> {
  await openPanel(page)
  await page.getByTestId('changes-source').click()
  await page.getByRole('menuitemradio', { name: source }).click()
}

let calls = 0
/** Has Codex edit files in a turn of the chat in view. */
async function edit(page: Page, patch: string, words = 'Done.'): Promise<void> {
  calls += 1
  stage().model.queue(events(customToolCall(`edit_${calls}`, 'apply_patch', patch)), say(words))
  await choosePreset(page, 'Auto in folder')
  const ended = await page.getByTestId('turn-end').count()
  await send(page, `edit ${calls}`)
  await expect(page.getByTestId('turn-end')).toHaveCount(ended + 1)
  await turnEnds(page, 'completed')
}

test('a hunk is staged, committed with a message, and the rest stays', async () => {
  const { page, path } = stage()
  writeFileSync(
    join(path, 'src/parser.ts'),
    lines((line) => (line === 5 || line === 50 ? `export const line${line} = 'changed'` : null)),
  )
  await choose(page, /Unstaged/)
  await expect(sum(page)).toContainText('1 file')
  await panel(page).getByRole('button', { name: 'Stage this hunk' }).first().click()
  await expect.poll(() => git('diff', '--cached')).toContain("+export const line5 = 'changed'")
  expect(git('diff', '--cached')).not.toContain('line50')

  await choose(page, /^Staged/)
  await expect(panel(page).getByText("export const line5 = 'changed'")).toBeVisible()
  await panel(page).getByRole('textbox', { name: 'Commit message' }).fill('Change the fifth line')
  await panel(page).getByRole('textbox', { name: 'Commit message' }).press('Control+Enter')
  await expect(page.getByTestId('committed')).toContainText('Change the fifth line')
  expect(git('log', '-1', '--format=%s').trim()).toBe('Change the fifth line')
  expect(git('diff')).toContain('line50')
  await expect(panel(page).getByText('Nothing staged')).toBeVisible()
  git('checkout', '-q', '--', '.')
})

test('a revert is undone from its notice', async () => {
  const { page, path } = stage()
  const changed = '# Guide\n\nOther words.\n'
  writeFileSync(join(path, 'docs/guide.md'), changed)
  await choose(page, /Unstaged/)
  await panel(page).getByRole('button', { name: 'Revert this file' }).click()
  await expect.poll(() => inFile('docs/guide.md')).toBe('# Guide\n\nWords.\n')
  await page.getByTestId('notice').getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => inFile('docs/guide.md')).toBe(changed)
  git('checkout', '-q', '--', '.')
})

test('what a turn changed is shown from its foot, and goes back with the chat', async () => {
  const { page, path } = stage()
  writeFileSync(join(path, 'mine.txt'), 'mine\n')
  await edit(page, '*** Begin Patch\n*** Add File: made.txt\n+made by codex\n*** End Patch')
  await edit(page, '*** Begin Patch\n*** Add File: second.txt\n+the second\n*** End Patch')

  const foot = page.getByTestId('turn').first()
  await foot.hover()
  await foot.getByRole('button', { name: 'Show in Changes' }).click()
  await expect(panel(page).getByText('made by codex')).toBeVisible()
  await expect(panel(page).getByText('the second')).toHaveCount(0)
  await choose(page, /This chat/)
  await expect(sum(page)).toContainText('2 files')

  await page
    .getByTestId('item')
    .filter({ hasText: `edit ${calls}` })
    .hover()
  await page.getByRole('button', { name: 'Rewind to before this…' }).nth(1).click()
  const dialog = page.getByTestId('rewind')
  await expect(dialog).toContainText('1 file would change')
  await dialog.getByRole('button', { name: 'Rewind both' }).click()
  await expect(dialog).toBeHidden()
  expect(existsSync(join(path, 'second.txt'))).toBe(false)
  expect(inFile('made.txt')).toBe('made by codex\n')
  expect(inFile('mine.txt')).toBe('mine\n')
  await expect(composer(page)).toHaveValue(`edit ${calls}`)
  await page.getByTestId('notice').getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => existsSync(join(path, 'second.txt'))).toBe(true)
})

test('a message is drafted from what is staged by a chat that nobody sees', async () => {
  const { page, model, path } = stage()
  writeFileSync(join(path, 'docs/guide.md'), '# Guide\n\nDrafted words.\n')
  git('add', 'docs/guide.md')
  await choose(page, /^Staged/)
  model.queue(say('Reword the guide'))
  await panel(page).getByRole('button', { name: 'Draft message' }).click()
  await expect(panel(page).getByRole('textbox', { name: 'Commit message' })).toHaveValue('Reword the guide')
  expect(JSON.stringify(model.requests.at(-1))).toContain('Drafted words.')
  await expect(page.getByText('Reword the guide', { exact: true })).toHaveCount(1)
})
