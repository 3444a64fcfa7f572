// The list of projects: taken off by name and brought back, put in another order, dropped in, trusted no longer.
import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer, projectMenu, projectRow, requests, send, turnEnds } from '../support/acts'
import { answerFolderDialog, expect, quit, test, type Bench, type Deck } from '../support/deck'

const open = async (bench: Bench, ...names: string[]): Promise<Deck & { paths: string[] }> => {
  const paths = names.map((name) => bench.folder(name))
  bench.remember(...paths.map((path) => ({ path, trust: 'trusted', source: 'demo' })))
  const deck = await bench.launch()
  await expect(composer(deck.page)).toBeEnabled()
  return { ...deck, paths }
}
const namesOf = (page: Page): Promise<string[]> =>
  page.locator('[data-nav-row="project"] > span:first-child').allInnerTexts()

test('a project is removed by name, and Undo brings it back as it was', async ({ bench }) => {
  const { page, paths } = await open(bench, 'keep', 'drop')
  await projectMenu(page, 'drop', 'Remove…')
  const dialog = page.getByRole('dialog', { name: 'Remove “drop” from the list?' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(await namesOf(page)).toEqual(['keep', 'drop'])

  await projectMenu(page, 'drop', 'Remove…')
  await dialog.getByRole('button', { name: 'Remove drop' }).click()
  await expect.poll(() => namesOf(page)).toEqual(['keep'])
  expect(paths.every((path) => existsSync(join(path, 'README.md')))).toBe(true)

  await page.getByTestId('notice').getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => namesOf(page)).toEqual(['keep', 'drop'])
  // Its trust and its source are there again: nothing is asked anew.
  await send(page, 'hello')
  await turnEnds(page, 'completed')
})

test('the order is changed from the menu and kept over a restart', async ({ bench }) => {
  const before = await open(bench, 'one', 'two', 'three')
  await projectMenu(before.page, 'three', 'Move up')
  await projectMenu(before.page, 'one', 'Move down')
  await expect.poll(() => namesOf(before.page)).toEqual(['three', 'one', 'two'])
  await quit(before)
  const { page } = await bench.launch()
  await expect.poll(() => namesOf(page)).toEqual(['three', 'one', 'two'])
})

test('a folder that is dropped on the window becomes a project, a file does not', async ({ bench }) => {
  const deck = await open(bench, 'first')
  const { page } = deck
  const file = join(bench.root, 'note.txt')
  writeFileSync(file, 'no folder')
  await drop(deck, file)
  await expect(page.getByTestId('notice')).toContainText('is a file')
  await drop(deck, bench.folder('dropped'))
  await expect(page.getByRole('dialog', { name: 'Do you trust “dropped”?' })).toBeVisible()
  await expect(projectRow(page, 'dropped')).toHaveAttribute('aria-current', 'true')
  expect(page.url()).toMatch(/^app:/)
})

test('trust that is taken back keeps a chat from writing, from the chip and from the settings alike', async ({
  bench,
}) => {
  const { page, paths } = await open(bench, 'p')
  const readOnly = page
    .getByRole('dialog', { name: /^Do you trust/ })
    .getByRole('button', { name: 'Keep it read-only' })
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByTestId('settings').getByRole('button', { name: 'Project' }).click()
  await expect(page.getByTestId('settings').getByTestId('trust-chip')).toHaveAccessibleName('Trust: Trusted')
  await page.getByTestId('settings').getByRole('button', { name: 'Change…' }).click()
  await readOnly.click()
  await expect(page.getByTestId('settings').getByTestId('trust-chip')).toHaveAccessibleName('Trust: Read-only')
  await page.getByRole('button', { name: 'Settings', exact: true }).click()

  await expect(page.getByTestId('picker-preset')).toHaveText('Read only')
  await send(page, 'edit a file')
  await turnEnds(page, 'completed')
  await expect(requests(page)).toHaveCount(0)
  expect(existsSync(join(paths[0] ?? '', 'DEMO.md'))).toBe(false)

  await page.getByTestId('transcript-pane').getByTestId('trust-chip').click()
  await page.getByRole('button', { name: 'Trust this folder' }).click()
  await expect(page.getByTestId('transcript-pane').getByTestId('trust-chip')).toHaveAccessibleName('Trust: Trusted')
  await page.getByTestId('transcript-pane').getByTestId('trust-chip').click()
  await readOnly.click()
  await expect(page.getByTestId('transcript-pane').getByTestId('trust-chip')).toHaveAccessibleName('Trust: Read-only')
})

test('a second folder is added from the sidebar, and the same one twice is one project', async ({ bench }) => {
  const { app, page } = await open(bench, 'first')
  await answerFolderDialog(app, bench.folder('second'))
  const add = page.getByRole('button', { name: 'Add project' })
  await add.click()
  await page.getByRole('button', { name: 'Keep it read-only' }).click()
  await projectRow(page, 'first').locator('[data-nav-row]').click()
  await add.click()
  await expect(projectRow(page, 'second')).toHaveAttribute('aria-current', 'true')
  expect(await namesOf(page)).toEqual(['first', 'second'])
})

test('a file in the place of a folder is told', async ({ bench }) => {
  const path = join(bench.root, 'file')
  writeFileSync(path, '')
  bench.remember({ path, trust: 'trusted', source: 'demo' })
  const { page } = await bench.launch()
  await expect(page.getByTestId('project-problem')).toContainText('a file where this folder was')
})

test('a folder that can’t be read is told', async ({ bench }) => {
  test.skip(process.getuid?.() === 0, 'root reads every folder')
  const path = bench.folder('shut')
  chmodSync(path, 0o000)
  try {
    bench.remember({ path, trust: 'trusted', source: 'demo' })
    const { page } = await bench.launch()
    await expect(page.getByTestId('project-problem')).toContainText('can’t be read')
  } finally {
    chmodSync(path, 0o700)
  }
})

/** Drops a path from outside onto the middle of the window, as the system does. */
async function drop({ app, page }: Deck, path: string): Promise<void> {
  const session = await app.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 300, data })
  await session.detach()
}
