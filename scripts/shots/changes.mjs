// Changes: what a folder and a turn changed, side by side and inline, a comment on a line, committing, going back, the cloud's tasks.
import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { button, requestCard, send, untilReady } from '../drive/app.mjs'
import { childEnvironment } from '../setup/run.mjs'

const panel = (page) => page.getByTestId('changes')

const choose = async (page, name) => {
  await page.getByTestId('changes-source').click()
  await page
    .getByRole('menuitemradio')
    .filter({ hasText: new RegExp(`^${name}`, 'u') })
    .click()
}

const parser = (changed) =>
  [
    '// Reads settings: one `name = value` a line.',
    "import { readFileSync } from 'node:fs'",
    '',
    'export interface Setting {',
    '  name: string',
    changed ? '  value: string | number' : '  value: string',
    ...(changed ? ['  /** 1-based. */', '  line: number'] : []),
    '}',
    '',
    'export function parse(text: string): Setting[] {',
    ...(changed
      ? ["  return text.split('\\n').flatMap((one, at) => read(one.replace(/#.*$/, ''), at + 1))"]
      : ["  return text.split('\\n').map((line) => read(line))"]),
    '}',
    '',
    ...Array.from({ length: 14 }, (_, at) => `export const limit${at} = ${at * 100}`),
    '',
    changed ? 'function read(text: string, line: number): Setting[] {' : 'function read(text: string): Setting {',
    "  const [name = '', value = ''] = text.split('=').map((part) => part.trim())",
    changed ? "  return name === '' ? [] : [{ name, value, line }]" : '  return { name, value }',
    '}',
    '',
  ].join('\n')

/** A red or a green square. */
const picture = (colour) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64"><rect width="96" height="64" rx="8" fill="${colour}"/></svg>\n`

export const act = {
  name: 'changes',
  prepare: async (stage) => {
    const folder = await stage.folder('settings-reader', {
      'src/parser.ts': parser(false),
      'src/legacy/windows-registry-fallback-reader.ts': 'export const old = true\n',
      'docs/guide.md': '# Guide\n\nWrite one setting a line.\n',
      'assets/logo.svg': picture('#c0392b'),
      'README.md': '# Settings reader\n',
    })
    const env = childEnvironment({
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'A Person',
      GIT_AUTHOR_EMAIL: 'person@example.com',
      GIT_COMMITTER_NAME: 'A Person',
      GIT_COMMITTER_EMAIL: 'person@example.com',
    })
    const git = (...args) => execFileSync('git', args, { cwd: folder, env, stdio: 'pipe' })
    git('init', '--quiet', '--initial-branch=main')
    git('config', 'user.name', 'A Person')
    git('config', 'user.email', 'person@example.com')
    git('add', '--all')
    git('commit', '--quiet', '--message=Read settings')
    await writeFile(join(folder, 'src/parser.ts'), parser(true))
    await writeFile(
      join(folder, 'docs/guide.md'),
      '# Guide\n\nWrite one setting a line. Everything after `#` is a comment.\n',
    )
    await writeFile(join(folder, 'assets/logo.svg'), picture('#27ae60'))
    await writeFile(join(folder, 'src/parser.test.ts'), "test('reads a comment', () => {})\n")
    await rm(join(folder, 'src/legacy/windows-registry-fallback-reader.ts'))
    git('add', 'docs/guide.md')
    await stage.remember([{ path: folder, trust: 'trusted', source: 'demo' }])
    return { folder }
  },
  scenes: [
    {
      name: 'changes',
      drive: async ({ page }) => {
        await untilReady(page)
        await page.getByTestId('changes-button').click()
        await choose(page, 'Unstaged')
        await page.getByTestId('diff-list').locator('.dv-row').first().waitFor()
      },
    },
    {
      name: 'changes-sources',
      drive: async ({ page }) => {
        await page.getByTestId('changes-source').click()
        await page.getByRole('menuitemradio').first().waitFor()
      },
      after: ({ page }) => page.keyboard.press('Escape'),
    },
    {
      name: 'changes-wide-split',
      drive: async ({ page }) => {
        await button(panel(page), 'Over the chat').click()
        await button(panel(page), 'Side by side').click()
        await button(panel(page), 'Files').click()
        await page.getByTestId('diff-list').locator('.dv-half').first().waitFor()
      },
    },
    {
      name: 'changes-comment',
      drive: async ({ page }) => {
        await button(panel(page), 'One column').click()
        const line = page.getByTestId('diff-list').locator('.dv-row[data-kind="add"]').first()
        await line.hover()
        await button(page.getByTestId('diff-list'), /^Comment/u)
          .first()
          .click()
        await page.getByTestId('comment-box').getByRole('textbox').fill('Could this stay a string? Callers compare it.')
      },
      after: async ({ page }) => {
        await page.getByTestId('comment-box').getByRole('textbox').press('Control+Enter')
        await page.getByTestId('comment').first().waitFor()
      },
    },
    {
      name: 'changes-commit',
      drive: async ({ page }) => {
        await choose(page, 'Staged')
        await panel(page).getByRole('textbox', { name: 'Commit message' }).fill('Say how comments are written')
      },
      after: ({ page }) => button(panel(page), 'Beside the chat').click(),
    },
    {
      name: 'changes-tasks',
      drive: async ({ page }) => {
        await page.getByTestId('changes-source').click()
        await page.getByText('A cloud task…').click()
        await page.getByTestId('tasks').getByRole('alert').waitFor()
      },
      after: ({ page }) => page.keyboard.press('Escape'),
    },
    {
      name: 'changes-of-a-turn',
      drive: async ({ page }) => {
        await send(page, 'Show me what you can do')
        await requestCard(page).waitFor()
        await button(requestCard(page), 'Allow once').click()
        await page.locator('[data-testid="request"][data-method*="fileChange"]').first().waitFor()
        await button(requestCard(page), 'Allow once').click()
        await requestCard(page).getByRole('radio').first().check()
        await button(requestCard(page), 'Send answer').click()
        await page.getByTestId('turn-end').waitFor()
        await choose(page, 'Last turn')
        await page.getByTestId('diff-list').locator('.dv-row').first().waitFor()
      },
    },
    {
      name: 'rewind',
      drive: async ({ page }) => {
        await page.getByTestId('turn-end').last().hover()
        await page.getByTestId('turn-end').last().getByRole('button', { name: 'More about this turn' }).click()
        await page
          .getByRole('menuitem', { name: /^Rewind/u })
          .first()
          .click()
        await page.getByTestId('rewind-files').waitFor()
        await page.getByTestId('rewind-files').locator('.dv-header').first().waitFor()
      },
      after: ({ page }) => page.keyboard.press('Escape'),
    },
    {
      name: 'new-worktree',
      drive: async ({ page }) => {
        await page.getByTestId('project-row').first().click({ button: 'right' })
        await page.getByRole('menuitem', { name: /worktree/iu }).click()
        await page.getByRole('dialog').waitFor()
      },
      after: ({ page }) => page.keyboard.press('Escape'),
    },
  ],
}
