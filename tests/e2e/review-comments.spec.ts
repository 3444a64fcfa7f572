// Comments on lines go to Codex as one message; a review can write nothing, is stopped, and its findings stand in the chat and on
// the lines; an edit is approved by the same diff.
import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { choosePreset, composer, items, lastTurn, requests, send, turnEnds } from '../support/acts'
import { customToolCall, events, functionCall, neverEnds, say } from '../support/responses-server'
import { expect, sharedStage, test } from '../support/stage'

const source = [
  'export function parse(text) {',
  '  return text.split(" ")',
  '}',
  '',
  'export function print(words) {',
  '  return words.join(" ")',
  '}',
  '',
].join('\n')

const stage = sharedStage({
  files: { 'src/parser.js': source, 'src/other.js': 'let other = 1\n' },
  before: ({ path }) => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.invalid', ...args], { cwd: path })
    git('init', '-q', '-b', 'main')
    git('add', '-A')
    git('commit', '-qm', 'Parser')
    git('branch', 'older')
  },
})

const changeParser = () =>
  writeFileSync(join(stage().path, 'src/parser.js'), source.replace('split(" ")', 'split(/\\s+/)'))
const panel = (page: Page) => page.getByTestId('changes')
const findings = (page: Page) => page.getByTestId('transcript-pane').getByTestId('finding')
const review = (title: string) =>
  say(
    JSON.stringify({
      findings: [
        {
          title: `[P1] ${title}`,
          body: 'An **empty** text gives `[""]`.',
          confidence_score: 0.9,
          priority: 1,
          code_location: { absolute_file_path: join(stage().path, 'src/parser.js'), line_range: { start: 2, end: 2 } },
        },
        {
          title: '[P3] Name it',
          body: 'The name says little.',
          confidence_score: 0.4,
          priority: 3,
          code_location: { absolute_file_path: join(stage().path, 'src/other.js'), line_range: { start: 1, end: 1 } },
        },
      ],
      overall_correctness: 'patch is incorrect',
      overall_explanation: 'One thing is wrong.',
      overall_confidence_score: 0.8,
    }),
  )

async function openChanges(page: Page): Promise<void> {
  if ((await panel(page).count()) === 0) await page.keyboard.press('ControlOrMeta+Shift+G')
  await expect(panel(page)).toBeVisible()
}

const line = (page: Page, text: string) => panel(page).locator('.dv-row', { hasText: text }).last()

async function comment(page: Page, on: string, words: string): Promise<void> {
  await line(page, on).hover()
  await panel(page)
    .getByRole('button', { name: /^Comment on line/ })
    .click()
  await panel(page)
    .getByRole('textbox', { name: /^Comment on line/ })
    .fill(words)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(panel(page).getByTestId('comment').filter({ hasText: words })).toBeVisible()
}

test('comments on lines follow their code and are sent with the next message', async () => {
  const { page, model, path } = stage()
  changeParser()
  await openChanges(page)
  await comment(page, 'split(/', 'Why a pattern?')
  await expect(page.getByTestId('comments-chip')).toHaveText(/1 comment/)

  // Escape keeps what was typed.
  await line(page, 'export function parse').hover()
  await panel(page)
    .getByRole('button', { name: /^Comment on line/ })
    .click()
  await panel(page)
    .getByRole('textbox', { name: /^Comment on line/ })
    .fill('half a')
  await page.keyboard.press('Escape')
  await expect(panel(page).getByTestId('comment-box')).toHaveCount(0)
  await line(page, 'export function parse').hover()
  await panel(page)
    .getByRole('button', { name: /^Comment on line/ })
    .click()
  await expect(panel(page).getByRole('textbox', { name: /^Comment on line/ })).toHaveValue('half a')
  await page.keyboard.press('Escape')

  // Two lines more above it: the comment goes down with its line.
  writeFileSync(join(path, 'src/parser.js'), `// one\n// two\n${source.replace('split(" ")', 'split(/\\s+/)')}`)
  await page.getByRole('button', { name: 'Read again' }).click()
  await page.getByTestId('comments-chip').click()
  await expect(page.getByRole('dialog', { name: 'Comments on the code' })).toContainText('src/parser.js:4')
  await page.keyboard.press('Escape')

  model.queue(say('Because of tabs.'))
  await composer(page).fill('Two questions.')
  await composer(page).press('Enter')
  await turnEnds(page, 'completed')
  const input = JSON.stringify(model.requests.at(-1)?.input)
  expect(input).toContain('Two questions.')
  expect(input).toContain('### 1. `src/parser.js:4`')
  expect(input).toContain('Why a pattern?')
  await expect(page.getByTestId('sent-comment')).toContainText('src/parser.js:4')
  await expect(page.getByTestId('comments-chip')).toHaveCount(0)
})

test('a comment whose code is gone says so and moves to no other code', async () => {
  const { page, path } = stage()
  changeParser()
  await openChanges(page)
  await page.getByRole('button', { name: 'Read again' }).click()
  // What the test before wrote is read away: its lines would move under the pointer.
  await expect(panel(page)).not.toContainText('// two')
  await comment(page, 'split(/', 'Gone soon')
  writeFileSync(join(path, 'src/parser.js'), source.replace('split(" ")', 'trim().split(";")'))
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(panel(page).getByTestId('comment')).toHaveAttribute('data-outdated', 'true')
  await expect(page.getByTestId('comments-chip')).toContainText('1 outdated')
  await page.getByTestId('comments-chip').click()
  await page.getByRole('button', { name: /^Delete the comment/ }).click()
  await expect(page.getByTestId('comments-chip')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(page.getByTestId('comments-chip')).toBeVisible()
  await page.getByTestId('comments-chip').click()
  await page.getByRole('button', { name: /^Delete the comment/ }).click()
})

test('a review reports, can write nothing, and its findings become turns', async () => {
  const { page, model, path } = stage()
  changeParser()
  await choosePreset(page, 'Auto in folder')
  model.queue(say('Hello.'))
  await send(page, 'Hello')
  await turnEnds(page, 'completed')

  model.queue(events(functionCall('c1', 'exec_command', { cmd: 'echo no > written.txt' })), review('Empty text'))
  await composer(page).fill('/review')
  await composer(page).press('Enter')
  await page.getByTestId('review-dialog').getByRole('button', { name: 'Start review' }).click()
  await expect(findings(page)).toHaveCount(2)
  await expect(page.locator('[data-testid="turn-end"]').nth(1)).toBeVisible()
  expect(existsSync(join(path, 'written.txt'))).toBe(false)
  // Told once, not once more as a message.
  await expect(items(page, 'exitedReviewMode')).toHaveCount(1)
  await expect(lastTurn(page).page().getByText('One thing is wrong.')).toHaveCount(1)

  // The way from a finding to its line.
  await findings(page).first().getByRole('button', { name: 'src/parser.js:2' }).click()
  await expect(panel(page).getByTestId('finding')).toContainText('Empty text')

  await findings(page).nth(1).getByRole('button', { name: 'Dismiss' }).click()
  await expect(findings(page).nth(1)).toHaveAttribute('data-dismissed', 'true')

  // The chat may write as before.
  model.queue(events(functionCall('c2', 'exec_command', { cmd: 'echo yes > mended.txt' })), say('Mended.'))
  await findings(page).first().getByRole('button', { name: 'Fix this' }).click()
  await expect(items(page, 'agentMessage').last()).toContainText('Mended.')
  expect(existsSync(join(path, 'mended.txt'))).toBe(true)
  expect(JSON.stringify(model.requests.at(-1)?.input)).toContain('Fix this finding of the review')
})

test('a review of a branch begins a chat with a name, and its findings are there after a reload', async () => {
  const { page, model } = stage()
  changeParser()
  await openChanges(page)
  model.queue(review('Once more'))
  await page.getByTestId('review-bar').getByRole('button', { name: 'Review…' }).click()
  const dialog = page.getByTestId('review-dialog')
  await dialog.getByText('This branch').click()
  await dialog.getByRole('radio', { name: /^older/ }).click()
  await dialog.getByRole('button', { name: 'Start review' }).click()
  await expect(findings(page)).toHaveCount(2)
  await turnEnds(page, 'completed')
  await expect(page.getByRole('heading', { name: 'Review against older' })).toBeVisible()
  await findings(page).first().getByRole('button', { name: 'Dismiss' }).click()
  await page.reload()
  await page.getByTestId('thread-row').filter({ hasText: 'Review against older' }).click()
  await expect(findings(page)).toHaveCount(2)
  await expect(findings(page).first()).toHaveAttribute('data-dismissed', 'true')
  // One turn, without the reviewer's orders and without a second, interrupted one.
  await expect(page.getByTestId('turn')).toHaveCount(1)
  await expect(items(page, 'userMessage')).toHaveCount(0)
})

test('a review is stopped by Stop', async () => {
  const { page, model } = stage()
  model.queue(neverEnds('thinking'))
  await composer(page).fill('/review look for leaks')
  await composer(page).press('Enter')
  await expect(items(page, 'enteredReviewMode')).toContainText('Reviewing')
  await page.getByTestId('stop').click()
  await turnEnds(page, 'interrupted')
  await expect(page.getByText('The review ended without a result.')).toBeVisible()
})

test('an edit is approved by the diff of the Changes panel', async () => {
  const { page, model, path } = stage()
  await choosePreset(page, 'Ask')
  const patch = [
    '*** Begin Patch',
    '*** Update File: src/other.js',
    '*** Move to: src/moved.js',
    '@@',
    '-let other = 1',
    '+let other = 2',
    '*** Add File: src/new.js',
    '+let added = "\u202E"',
    '*** End Patch',
  ].join('\n')
  model.queue(events(customToolCall('p1', 'apply_patch', patch)), say('Done.'))
  await send(page, 'Move it')
  const card = requests(page)
  await expect(card.locator('.dv-row')).not.toHaveCount(0)
  await expect(card).toContainText('Moved')
  await expect(card).toContainText('moved.js')
  await expect(card).not.toContainText('Moved to:')
  await expect(card).toContainText('U+202E')
  // Somebody else writes to it: the card says so, and is answered again.
  writeFileSync(join(path, 'src/other.js'), 'let other = 1\n// mine\n')
  await card.getByRole('button', { name: 'Allow once' }).click()
  await expect(card.getByRole('alert')).toContainText('src/other.js')
  await card.getByRole('button', { name: 'Allow once' }).click()
  await turnEnds(page, 'completed')
  expect(existsSync(join(path, 'src/moved.js'))).toBe(true)
  await expect(items(page, 'fileChange')).not.toContainText('Moved to:')
})
