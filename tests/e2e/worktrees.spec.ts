// A chat in a worktree of its own, from the question to the removal: made with its set-up, worked in by the real Codex, handed back.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { choosePreset, composer, projectMenu, send, turnEnds } from '../support/acts'
import { events, functionCall, say } from '../support/responses-server'
import { expect, openStage, test, type Stage } from '../support/stage'

const ids = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.invalid']
const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', [...ids, ...args], { cwd, encoding: 'utf8', stdio: 'pipe' }).trim()
const repository = ({ path }: Pick<Stage, 'path'>): void => {
  git(path, 'init', '-q', '-b', 'main')
  git(path, 'config', 'user.name', 'Ada')
  git(path, 'config', 'user.email', 'ada@example.invalid')
  git(path, 'add', '-A')
  git(path, 'commit', '-qm', 'First')
}
const worktreeFolder = ({ bench, projectId }: Stage): string => {
  const folder = join(bench.userData, 'worktrees', projectId)
  return join(folder, readdirSync(folder)[0] ?? '')
}

test('a chat in a new worktree: made, set up, worked in, handed back as changes, removed', async ({ bench, model }) => {
  const stage = await openStage(bench, model, {
    files: { 'a.txt': 'one\n', '.gitignore': '.env\n', '.env': 'A=1\n' },
    before: repository,
  })
  const { page, path } = stage
  await composer(page).fill('Fix the Parser, please')
  await page.getByTestId('picker-place').click()
  await page.getByRole('menuitemradio', { name: /^New worktree/ }).click()

  const dialog = page.getByTestId('new-worktree')
  const branch = dialog.getByLabel('New branch')
  await expect(branch).toHaveValue('codex/fix-the-parser-please')
  await branch.fill('a..b')
  await expect(dialog.getByText('can’t have “..” in it')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Make the worktree' })).toBeDisabled()
  await branch.fill('topic')
  await dialog.getByText(/What it gets/).click()
  await dialog.getByLabel('Set-up script').fill('echo "set up"; exit 3')
  await dialog.getByLabel('Untracked files to copy along').fill('.env')
  await dialog.getByRole('button', { name: 'Make the worktree' }).click()

  const making = page.getByTestId('making-worktree')
  await expect(making.getByText('It ended with exit code 3.')).toBeVisible()
  await expect(making.getByLabel('Output of the set-up script')).toHaveText('set up')
  await making.getByRole('button', { name: 'Start the chat anyway' }).click()
  await expect(page.getByTestId('picker-place')).toHaveText('topic')
  await expect(composer(page)).toHaveValue('Fix the Parser, please')
  const folder = worktreeFolder(stage)
  expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('A=1\n')

  await choosePreset(page, 'Auto')
  model.queue(events(functionCall('c_1', 'exec_command', { cmd: 'echo two > a.txt; echo new > b.txt' })), say('Done.'))
  await composer(page).press('Enter')
  await turnEnds(page, 'completed')
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('two\n')
  expect(readFileSync(join(path, 'a.txt'), 'utf8')).toBe('one\n')
  await expect(page.getByTestId('worktree-mark')).toHaveAccessibleName(/Worktree topic: 2 uncommitted changes/)

  await page.getByTestId('place-chip').click()
  const popover = page.getByTestId('worktree-popover')
  await expect(popover.getByTestId('worktree-state')).toHaveText('2 uncommitted changes')
  await popover.getByRole('button', { name: 'As changes…' }).click()
  await page.getByTestId('hand-back').getByRole('button', { name: 'Hand back' }).click()
  await expect(page.getByTestId('hand-back')).toHaveCount(0)
  expect(git(path, 'status', '--porcelain').split('\n')).toEqual(['M a.txt', '?? b.txt'])

  await page.getByTestId('place-chip').click()
  await popover.getByRole('button', { name: 'Remove…' }).click()
  const remove = page.getByTestId('remove-worktree')
  await expect(remove.getByRole('heading')).toHaveText('Remove the worktree topic?')
  await expect(remove.getByRole('button', { name: 'Remove topic' })).toBeDisabled()
  await remove.getByLabel(/Throw away the 2 changes/).click()
  await remove.getByRole('button', { name: 'Remove topic' }).click()
  await expect(page.getByTestId('place-chip')).toHaveCount(0)
  expect(existsSync(folder)).toBe(false)
  expect(git(path, 'branch', '--format=%(refname:short)')).toBe('main')

  // Undo brings it back with what was not committed in it, and the chat with it.
  const removed = page.getByTestId('notice').filter({ hasText: 'The worktree topic was removed.' })
  await removed.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByTestId('notice').filter({ hasText: 'topic is there again' })).toBeVisible()
  await expect(page.getByTestId('place-chip')).toContainText('topic')
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('two\n')
  expect(readFileSync(join(folder, 'b.txt'), 'utf8')).toBe('new\n')
  await page.getByTestId('place-chip').click()
  await popover.getByRole('button', { name: 'Remove…' }).click()
  await remove.getByLabel(/Throw away the 2 changes/).click()
  await remove.getByRole('button', { name: 'Remove topic' }).click()
  await expect(page.getByTestId('place-chip')).toHaveCount(0)

  // The chat goes on in the project's own folder.
  model.queue(events(functionCall('c_2', 'exec_command', { cmd: 'echo here > here.txt' })), say('Here.'))
  await send(page, 'And here')
  await expect.poll(() => existsSync(join(path, 'here.txt'))).toBe(true)
})

test('a merge that conflicts names the files, and one that fits brings the commits', async ({ bench, model }) => {
  const stage = await openStage(bench, model, { files: { 'a.txt': 'one\n' }, before: repository })
  const { page, path } = stage
  await projectMenu(page, 'p', 'New chat in a worktree…')
  await page.getByTestId('new-worktree').getByLabel('New branch').fill('topic')
  await page.getByTestId('new-worktree').getByRole('button', { name: 'Make the worktree' }).click()
  await expect(page.getByTestId('picker-place')).toHaveText('topic')
  model.queue(say('Hello.'))
  await send(page, 'Hello')
  await turnEnds(page, 'completed')
  const folder = worktreeFolder(stage)
  execFileSync('sh', ['-c', 'echo theirs > a.txt'], { cwd: folder })
  git(folder, 'commit', '-qam', 'Theirs')
  execFileSync('sh', ['-c', 'echo ours > a.txt'], { cwd: path })
  git(path, 'commit', '-qam', 'Ours')

  await page.getByTestId('place-chip').click()
  await expect(page.getByTestId('worktree-state')).toHaveText('1 commit since main')
  await page.getByTestId('worktree-popover').getByRole('button', { name: 'Merge…' }).click()
  const dialog = page.getByTestId('hand-back')
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('a.txt: It was changed on both sides.')
  expect(git(path, 'status', '--porcelain')).toBe('')

  git(path, 'reset', '-q', '--hard', 'HEAD~1')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog).toHaveCount(0)
  const merged = page.getByTestId('notice').filter({ hasText: /^Merged topic into main/ })
  await expect(merged).toBeVisible()
  expect(readFileSync(join(path, 'a.txt'), 'utf8')).toBe('theirs\n')
  await merged.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByTestId('notice').filter({ hasText: 'Taken back: Merged topic' })).toBeVisible()
  expect(readFileSync(join(path, 'a.txt'), 'utf8')).toBe('one\n')
})

test('a chat whose worktree is gone says so and does no work in the main checkout', async ({ bench, model }) => {
  const stage = await openStage(bench, model, { files: { 'a.txt': 'one\n' }, before: repository })
  const { page, path } = stage
  await projectMenu(page, 'p', 'New chat in a worktree…')
  await page.getByTestId('new-worktree').getByLabel('New branch').fill('topic')
  await page.getByTestId('new-worktree').getByRole('button', { name: 'Make the worktree' }).click()
  await expect(page.getByTestId('picker-place')).toHaveText('topic')
  model.queue(say('Hello.'))
  await send(page, 'Hello')
  await turnEnds(page, 'completed')
  git(path, 'worktree', 'remove', worktreeFolder(stage))

  await page.getByTestId('place-chip').click()
  await expect(page.getByTestId('worktree-state')).toHaveText('Its folder is gone')
  await page.keyboard.press('Escape')
  await send(page, 'Go on')
  await expect(page.getByText(/The worktree of this chat is not there any more/)).toBeVisible()
  await expect(composer(page)).toHaveValue('Go on')
  await expect(page.getByTestId('worktree-mark')).toHaveAccessibleName('Worktree topic: Its folder is gone')
})
