// Sessions: the sidebar with its sections and marks, search, import, outline, find, acts on past turns, inspector, usage.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { idAt, numbers, writeNames, writeOddFiles, writeSession } from '../../tests/support/large-home.mjs'
import { untilReady } from '../drive/app.mjs'

const provider = 'deck-demo'
const quiet = '[analytics]\nenabled = false\n\n[features]\nplugins = false\n'
const hourMs = 3_600_000
const dayMs = 24 * hourMs

const titles = [
  ['Fix the race in the file watcher', 0.2, 'fix/watcher-race'],
  ['Why does the release build drop source maps?', 2, 'main'],
  [
    'Add cursor paging to the orders endpoint and keep the old offset parameters working for a release',
    5,
    'orders-paging',
  ],
  ['Rename the parser’s error codes', 26, null],
  ['日本語の入力で候補が消える', 30, 'ime'],
  ['Review the migration before it runs', 70, 'db/migrate-2026'],
  ['Which tests are slow, and why?', 24 * 8, null],
  ['Sketch the plugin interface', 24 * 40, 'main'],
]

const talk = (turn) => ({
  user: [
    'The watcher tells the same change twice when two saves come within ten milliseconds. Where does that come from?',
    'Write a test that holds it, then mend it.',
    'Does the same happen on network drives?',
  ][turn % 3],
  agent: [
    'Both events pass the **debounce**, because its timer is made anew by the second one:\n\n```ts\nclearTimeout(timer)\ntimer = setTimeout(flush, 10)\n```\n\nThe queue is flushed by the first timer already.',
    'The test fails without the change and passes with it. The queue is now taken by whoever flushes first.',
    'Yes, and more often: their events come in bursts. The same queue takes care of that.',
  ][turn % 3],
  command: ['rg -n "setTimeout" src/watch', 'npm test -- watcher', 'cat src/watch/network.ts'][turn % 3],
  output: '3 files, 41 tests passed\n',
})

const closeOverlay = ({ page }) => page.keyboard.press('Escape')
const row = (page, threadId) => page.locator(`[data-testid="thread-row"][data-thread-id="${threadId}"]`)

export const act = {
  name: 'sessions',
  prepare: async (stage) => {
    const names = ['watchtower', 'quarterly-report-generator-ng', 'notes']
    const folders = []
    for (const name of names) folders.push(await stage.folder(name, { 'README.md': `# ${name}\n` }))
    await stage.remember(folders.map((path) => ({ path, trust: 'trusted', source: 'demo' })))
    const ids = []
    const now = Date.now()
    for (const [at, folder] of folders.entries()) {
      const home = await stage.prepareHome(folder, quiet)
      const next = numbers(at + 1)
      const own = at === 2 ? [] : at === 1 ? titles.slice(3) : titles
      const named = {}
      for (const [place, [title, hours, branch]] of own.entries()) {
        const atMs = now - hours * hourMs - at * dayMs
        const turns = at === 0 && place === 0 ? 42 : 3
        const say = (turn) => (turn === 0 ? { ...talk(turn), user: title } : talk(turn))
        const threadId = idAt(atMs, next)
        writeSession(home, { threadId, atMs, cwd: folder, turns, provider, branch, say })
        named[threadId] = title
        if (at === 0) ids.push(threadId)
      }
      writeNames(home, named)
      if (at === 1) writeOddFiles(home, now - dayMs)
    }
    const terminal = join(stage.root, 'terminal-home')
    await mkdir(terminal)
    const next = numbers(77)
    for (const [at, cwd] of [
      folders[0],
      folders[0],
      '/srv/other/service',
      '/srv/other/service',
      '/srv/blog',
    ].entries()) {
      const atMs = now - (at + 1) * dayMs
      const say = () => ({ user: titles[at][0], agent: 'Done.' })
      writeSession(terminal, { threadId: idAt(atMs, next), atMs, cwd, turns: 2, provider, branch: 'main', say })
    }
    writeOddFiles(terminal, now - 9 * dayMs)
    return { folders, ids, terminal }
  },
  scenes: [
    {
      name: 'sidebar',
      drive: async ({ page, ids }) => {
        await untilReady(page)
        await row(page, ids[0]).waitFor()
        await row(page, ids[5]).click({ button: 'right' })
        await page.getByRole('menuitem', { name: 'Pin', exact: true }).click()
        await page.getByTestId('section-row').waitFor()
        await page.getByRole('button', { name: /^Show the chats of quarterly/u }).click()
        await row(page, ids[0]).click()
        await page.getByText('The same queue takes care of that.').last().waitFor()
      },
    },
    {
      name: 'thread-menu',
      drive: async ({ page, ids }) => {
        await row(page, ids[2]).click({ button: 'right' })
        await page.getByRole('menuitem', { name: 'Export' }).hover()
        await page.getByRole('menuitem', { name: 'Markdown…' }).waitFor()
      },
      after: async (context) => {
        await closeOverlay(context)
        await closeOverlay(context)
      },
    },
    {
      name: 'turn-menu',
      drive: async ({ page }) => {
        await page.getByTestId('turn-end').last().hover()
        await page.getByTestId('turn-end').last().getByRole('button', { name: 'More about this turn' }).click()
        await page.getByRole('menuitem', { name: 'Edit this message…' }).waitFor()
      },
      after: closeOverlay,
    },
    {
      name: 'edit-message',
      drive: async ({ page }) => {
        await page.getByTestId('turn-end').last().hover()
        await page.getByTestId('turn-end').last().getByRole('button', { name: 'More about this turn' }).click()
        await page.getByRole('menuitem', { name: 'Edit this message…' }).click()
        await page.getByTestId('edit-message').waitFor()
      },
      after: closeOverlay,
    },
    {
      name: 'side-question',
      drive: async ({ page }) => {
        await page.getByTestId('turn-end').last().hover()
        await page.getByTestId('turn-end').last().getByRole('button', { name: 'More about this turn' }).click()
        await page.getByRole('menuitem', { name: 'Ask on the side…' }).click()
        const field = page.getByRole('textbox', { name: 'Question on the side' })
        await page.getByTestId('side-question').getByText('Ask anything').waitFor()
        await field.fill('hello, what are you?')
        await field.press('Enter')
        await page.getByTestId('side-question').locator('[data-testid="turn-end"]').waitFor()
      },
      after: async ({ page }) => {
        await page.getByRole('button', { name: 'Close and forget' }).click()
        await page.getByTestId('side-question').waitFor({ state: 'hidden' })
      },
    },
    {
      name: 'outline',
      drive: async ({ page }) => {
        await page.keyboard.press('Control+Shift+O')
        await page.getByText('42 turns', { exact: true }).waitFor()
      },
      after: closeOverlay,
    },
    {
      name: 'find',
      drive: async ({ page }) => {
        await page.keyboard.press('Control+f')
        await page.getByRole('searchbox', { name: 'Find in this chat' }).fill('queue')
        await page.getByTestId('find-count').getByText('places').waitFor()
        await page.keyboard.press('Enter')
        await page.getByText(/^\d+ of \d+$/u).waitFor()
      },
      after: closeOverlay,
    },
    {
      name: 'inspector',
      drive: async ({ page }) => {
        await page.keyboard.press('Control+Shift+D')
        await page.getByTestId('inspector').locator('[data-testid="inspector-row"][data-kind="agent"]').first().click()
        await page.getByTestId('inspector-raw').waitFor()
      },
    },
    {
      name: 'inspector-live',
      drive: async ({ page }) => {
        await page.getByTestId('inspector').getByRole('radio', { name: 'Live' }).click()
      },
    },
    {
      name: 'inspector-usage',
      drive: async ({ page }) => {
        await page.getByTestId('inspector').getByRole('tab', { name: 'Usage' }).click()
        await page.getByTestId('inspector').getByRole('img').first().waitFor()
      },
      after: ({ page }) => page.keyboard.press('Control+Shift+D'),
    },
    {
      name: 'search',
      drive: async ({ page }) => {
        await page.keyboard.press('Control+Shift+F')
        await page.getByTestId('search-input').fill('debounce')
        await page.locator('[data-testid="search-status"][data-state="done"]').waitFor()
        await page.getByTestId('search-hit').first().waitFor()
      },
    },
    {
      name: 'search-nothing',
      drive: async ({ page }) => {
        await page.getByTestId('search-input').fill('no such words in any session of anyone')
        await page.locator('[data-testid="search-status"][data-state="done"]').waitFor()
      },
    },
    {
      name: 'search-recent',
      drive: async ({ page }) => {
        await page.getByTestId('search-input').fill('')
        await page.getByTestId('search-session').first().waitFor()
      },
      after: closeOverlay,
    },
    {
      name: 'import-sources',
      drive: async ({ page }) => {
        await page.keyboard.press('Control+k')
        await page.getByTestId('palette').getByRole('combobox').fill('Import sessions')
        await page.keyboard.press('Enter')
        await page.getByTestId('import-dialog').getByRole('button', { name: 'Choose a folder…' }).waitFor()
      },
    },
    {
      name: 'import-choose',
      drive: async ({ page, app, terminal }) => {
        await app.evaluate(({ dialog }, chosen) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
        }, terminal)
        await page.getByTestId('import-dialog').getByRole('button', { name: 'Choose a folder…' }).click()
        await page.getByTestId('import-session').first().waitFor()
      },
    },
    {
      name: 'import-report',
      drive: async ({ page }) => {
        await page
          .getByTestId('import-dialog')
          .getByRole('button', { name: /^Copy /u })
          .click()
        await page.getByTestId('import-report').waitFor()
      },
      after: closeOverlay,
    },
    {
      name: 'delete-undo',
      drive: async ({ page, ids }) => {
        await row(page, ids[3]).focus()
        await page.keyboard.press('Delete')
        await page.getByRole('button', { name: 'Undo' }).waitFor()
      },
      after: ({ page }) => page.getByRole('button', { name: 'Undo' }).click(),
    },
    {
      name: 'fork',
      drive: async ({ page }) => {
        await page.getByTestId('turn-end').last().hover()
        await page.getByTestId('turn-end').last().getByRole('button', { name: 'More about this turn' }).click()
        await page.getByRole('menuitem', { name: 'Fork from here' }).click()
        await page.getByTestId('forked-from').waitFor()
      },
    },
    {
      name: 'settings-project',
      drive: async ({ page }) => {
        await page.getByRole('button', { name: 'Settings', exact: true }).first().click()
        await page.getByRole('button', { name: 'Project', exact: true }).click()
        await page.getByText('CODEX_HOME').first().waitFor()
      },
    },
    {
      name: 'settings-usage',
      drive: async ({ page }) => {
        await page.getByRole('button', { name: 'Usage', exact: true }).click()
        await page.getByTestId('settings').getByRole('img').first().waitFor()
      },
    },
  ],
}
