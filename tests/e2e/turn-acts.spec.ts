// What can be done from a turn of the past: fork from it, go back to it and ask anew, ask on the side. Files are never touched.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer, items, send, turnEnds } from '../support/acts'
import { say } from '../support/responses-server'
import { expect, sharedStage, test } from '../support/stage'

const stage = sharedStage()

/** Sends a message and waits for this answer. */
async function talk(question: string, answer: string): Promise<void> {
  const { page, model } = stage()
  model.queue(say(answer))
  await send(page, question)
  await expect(items(page, 'agentMessage').filter({ hasText: answer })).toBeVisible()
  await turnEnds(page, 'completed')
  await expect(page.getByRole('form', { name: 'Composer' })).toHaveAttribute('data-ready', 'true')
}

/** Opens the menu of the n-th turn (from 0) and chooses an entry. */
async function turnMenu(page: Page, turn: number, entry: string): Promise<void> {
  const foot = page.getByTestId('turn-end').nth(turn)
  await foot.hover()
  await foot.getByRole('button', { name: 'More about this turn' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

const rollouts = (): string[] =>
  readdirSync(join(stage().home, 'sessions'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.jsonl'),
  )

test('a fork from the first turn has that turn only, says where it comes from, and leads back', async () => {
  const { page } = stage()
  await talk('the first question', 'the first answer')
  await talk('the second question', 'the second answer')

  await turnMenu(page, 0, 'Fork from here')
  await expect(page.getByTestId('forked-from')).toContainText('the first question')
  await expect(items(page, 'userMessage')).toHaveCount(1)
  await talk('another second question', 'another second answer')
  await expect(items(page, 'userMessage')).toHaveCount(2)

  await page.getByTestId('forked-from').getByRole('button').click()
  await expect(items(page, 'agentMessage').filter({ hasText: 'the second answer' })).toBeVisible()
  await expect(items(page, 'userMessage')).toHaveCount(2)
})

test('an earlier message is edited: what comes after it is dropped, the files stay, and a draft is not lost', async () => {
  const { page, path, model } = stage()
  const file = join(path, 'kept.txt')
  writeFileSync(file, 'written meanwhile')
  await talk('one', 'answer one')
  await talk('two with a tpyo', 'answer two')
  await talk('three', 'answer three')
  await composer(page).fill('half a thought')

  await turnMenu(page, 1, 'Edit this message…')
  const dialog = page.getByTestId('edit-message')
  await expect(dialog).toContainText('Files stay as they are')
  await expect(dialog).toContainText('the 1 turn after it')
  await dialog.getByRole('button', { name: 'Go back and edit' }).click()
  await expect(dialog).toBeHidden()
  await expect(items(page, 'userMessage')).toHaveCount(1)
  await expect(composer(page)).toBeFocused()
  await expect(composer(page)).toHaveValue('two with a tpyo')

  model.queue(say('answer two, again'))
  await send(page, 'two without')
  await expect(items(page, 'agentMessage').filter({ hasText: 'answer two, again' })).toBeVisible()
  await expect(items(page, 'userMessage')).toHaveCount(2)
  expect(readFileSync(file, 'utf8')).toBe('written meanwhile')
  // What the model was sent knows nothing of what was dropped.
  const last = JSON.stringify(model.requests.at(-1))
  expect(last).toContain('two without')
  expect(last).not.toContain('answer three')
  expect(last).not.toContain('tpyo')
  await composer(page).press('ArrowUp')
  await composer(page).press('ArrowUp')
  await expect(composer(page)).toHaveValue('half a thought')
})

test('editing may fork instead, and the chat stays whole', async () => {
  const { page } = stage()
  await talk('one of the fork', 'answer one')
  await talk('two of the fork', 'answer two')
  await turnMenu(page, 1, 'Edit this message…')
  await page.getByTestId('edit-message').getByRole('button', { name: 'Fork instead' }).click()
  await expect(page.getByTestId('forked-from')).toBeVisible()
  await expect(composer(page)).toHaveValue('two of the fork')
  await expect(items(page, 'userMessage')).toHaveCount(1)
  await page.getByTestId('forked-from').getByRole('button').click()
  await expect(items(page, 'userMessage')).toHaveCount(2)
})

test('a question on the side is answered from the chat, and leaves nothing behind', async () => {
  const { page, model } = stage()
  await talk('the main thing', 'the main answer')
  const before = rollouts()
  const rows = await page.getByTestId('thread-row').count()

  await turnMenu(page, 0, 'Ask on the side…')
  const side = page.getByTestId('side-question')
  const field = side.getByRole('textbox', { name: 'Question on the side' })
  await expect(field).toBeFocused()
  model.queue(say('an aside about it'))
  await field.fill('what was that again?')
  await field.press('Enter')
  await expect(side.getByText('an aside about it')).toBeVisible()
  // It knew the chat.
  expect(JSON.stringify(model.requests.at(-1))).toContain('the main answer')

  await field.press('Escape')
  await expect(side).toBeHidden()
  expect(rollouts()).toEqual(before)
  await expect(page.getByTestId('thread-row')).toHaveCount(rows)
  await expect(items(page, 'userMessage')).toHaveCount(1)
  model.queue(say('and on'))
  await send(page, 'go on')
  await expect(items(page, 'agentMessage').filter({ hasText: 'and on' })).toBeVisible()
  expect(JSON.stringify(model.requests.at(-1))).not.toContain('an aside about it')
  expect(existsSync(join(stage().path, 'README.md'))).toBe(true)
})
