// Codex's cloud tasks in the window: signed in, listed, looked at in Changes, applied by Codex's own command, taken back.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startCloudBackend } from '../support/cloud-backend'
import { expect } from '../support/deck'
import { closeSettings, openForLogin, openSettings, signIn, test } from '../support/login-deck'

const edit = (word: string): string =>
  `diff --git a/README.md b/README.md\nindex 1111111..2222222 100644\n--- a/README.md\n+++ b/README.md\n@@ -1 +1 @@\n-# p\n+# ${word}\n`

async function openTasks(page: Page): Promise<void> {
  await page.getByTestId('changes-source').click()
  await page.getByText('A cloud task…').click()
  await expect(page.getByTestId('tasks')).toBeVisible()
}

test('a task is listed, shown, applied and taken back; a clash is named and changes nothing', async ({
  bench,
  login,
}) => {
  const cloud = await startCloudBackend([
    { id: 'task_title', title: 'A better title', diffs: [edit('Weather'), edit('Climate')] },
    { id: 'task_clash', title: 'Made for another state', diffs: [edit('x').replace('-# p', '-# q'), edit('y')] },
  ])
  try {
    const { page } = await openForLogin(bench, login, { env: cloud.env })
    const folder = join(bench.root, 'p')
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.invalid', ...args], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      })
    git('init', '-q', '-b', 'main')
    git('add', '-A')
    git('commit', '-qm', 'first')
    const readme = (): string => readFileSync(join(folder, 'README.md'), 'utf8')

    await page.getByTestId('changes-button').click()
    await openTasks(page)
    await expect(page.getByTestId('tasks').getByRole('alert')).toContainText('signed in with ChatGPT')
    await page.keyboard.press('Escape')
    await openSettings(page, 'Accounts')
    await signIn(page, login)
    await closeSettings(page)

    if ((await page.getByTestId('changes').count()) === 0) await page.getByTestId('changes-button').click()
    await openTasks(page)
    const tasks = page.getByTestId('tasks')
    await tasks.getByRole('option', { name: /A better title/ }).click()
    await tasks.getByRole('button', { name: 'Show changes' }).click()
    await expect(page.getByTestId('diff-list')).toContainText('# Weather')

    await openTasks(page)
    await tasks.getByRole('option', { name: /A better title/ }).click()
    await tasks.getByRole('combobox', { name: 'Attempt' }).selectOption('2')
    await tasks.getByRole('button', { name: 'Apply here' }).click()
    const report = page.getByTestId('apply-report')
    await expect(report).toContainText('exit code 0')
    await expect(report).toContainText('README.md')
    expect(readme()).toBe('# Climate\n')
    expect(git('diff', '--cached', '--name-only')).toBe('')
    await page.keyboard.press('Escape')
    await page.getByTestId('notice').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(readme).toBe('# p\n')

    writeFileSync(join(folder, 'README.md'), '# mine\n')
    await openTasks(page)
    await tasks.getByRole('option', { name: /another state/ }).click()
    await tasks.getByRole('combobox', { name: 'Attempt' }).selectOption('1')
    await tasks.getByRole('button', { name: 'Apply here' }).click()
    await expect(report).toContainText('Your files are as they were.')
    expect(readme()).toBe('# mine\n')
    expect(git('status', '--porcelain')).toBe(' M README.md\n')
  } finally {
    await cloud.close()
  }
})
