// A long chat: copied from, virtual, at its end while the reader is there, in its place while they are not.
import { composer, items, lastTurn, send, turnEnds } from '../support/acts'
import { clipboardText, quit } from '../support/deck'
import { paused, say } from '../support/responses-server'
import { expect, openStage, sharedStage, test, type Stage } from '../support/stage'
import { gate } from '../support/waiting'

const stage = sharedStage()
const lines = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `line ${from + at}\n\n`)
const transcript = ({ page }: Stage) => page.getByTestId('transcript')
/** Pixels between what is in view and the end. */
const belowView = (on: Stage): Promise<number> =>
  transcript(on).evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight)

test('the copy button of a code block puts the code on the clipboard, and nothing else', async () => {
  const { app, page, model } = stage()
  const code = 'const a = "<b>";\n\tif (a) { /* \u00fc */ }'
  model.queue(say(`Here:\n\n\`\`\`ts\n${code}\n\`\`\`\n\nDone.`))
  await send(page, 'some code')
  await turnEnds(page, 'completed')
  await items(page, 'agentMessage').getByRole('button', { name: 'Copy code' }).click()
  await expect.poll(() => clipboardText(app)).toBe(code)
})

test('an answer that streams stays at its end, and lets go of a reader who scrolls up', async () => {
  const on = stage()
  const { page, model } = on
  const more = gate()
  model.queue(say(lines(0, 80).join('')), paused(lines(100, 60), more.opened, lines(200, 60)))
  await send(page, 'first')
  await turnEnds(page, 'completed')
  await send(page, 'second')
  await expect(items(page, 'agentMessage').last()).toContainText('line 159')
  await expect.poll(() => belowView(on)).toBeLessThan(40)
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeHidden()

  await transcript(on).hover()
  await page.mouse.wheel(0, -900)
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeVisible()
  // The wheel's way takes some frames: the reader's place is where it ends.
  await expect.poll(() => belowView(on)).toBeGreaterThanOrEqual(899)
  const place = await topLine(on)
  more.open()
  await turnEnds(page, 'completed')
  await expect.poll(() => belowView(on)).toBeGreaterThan(900)
  expect(await topLine(on)).toBe(place)

  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect.poll(() => belowView(on)).toBeLessThan(40)
  await expect(page.getByText('line 259')).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeHidden()
})

test('a chat of forty turns is drawn in part, and its older turns come in from the top', async ({ bench, model }) => {
  const first = await openStage(bench, model)
  await fortyTurns(first)
  await quit(first)

  const on = { ...first, ...(await bench.launch()) }
  const { page } = on
  await page.getByTestId('thread-row').first().click()
  await expect(page.getByText('answer 40', { exact: true })).toBeInViewport()
  await expect.poll(() => belowView(on)).toBeLessThan(40)
  // Ten turns a page: the first thirty are still on disk, and of the rest only what is near the view is drawn.
  await expect(page.getByText('answer 1', { exact: true })).toHaveCount(0)
  expect(await items(page, 'agentMessage').count()).toBeLessThan(40)

  await transcript(on).hover()
  await expect(async () => {
    await page.mouse.wheel(0, -2000)
    await expect(items(page, 'userMessage').filter({ hasText: /question 1$/ })).toBeVisible({ timeout: 250 })
  }).toPass({ timeout: 20_000 })
  expect(await items(page, 'agentMessage').count()).toBeLessThan(40)
  await expect(page.getByText('answer 39', { exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(page.getByText('answer 40', { exact: true })).toBeInViewport()
  await expect(composer(page)).toBeEnabled()
  await expect(lastTurn(page)).toHaveAttribute('data-status', 'completed')
})

/** The first line of an answer that is wholly in view. */
function topLine(on: Stage): Promise<string> {
  return transcript(on).evaluate((element) => {
    const top = element.getBoundingClientRect().top
    // A block whose turn to be parsed has not come yet stands there as plain text, in the same place.
    const seen = [...element.querySelectorAll('[data-item-type="agentMessage"] :is(p, .deck-plain)')]
    return (seen.find((line) => line.getBoundingClientRect().top >= top)?.textContent ?? '').trim()
  })
}

/** Forty turns in a new thread, through the page's own bridge: as quick as Codex answers. */
async function fortyTurns({ page, projectId, model }: Stage): Promise<void> {
  const paragraph = 'Words that take up some room in the window. '.repeat(12)
  model.queue(...Array.from({ length: 40 }, (_, at) => say(`answer ${at + 1}\n\n`, paragraph)))
  const outcome = await page.evaluate(async (id) => {
    const call = async (method: string, params: unknown) => {
      const result = await window.deck.call('codex/request', { projectId: id, method, params })
      if (!result.ok) throw new Error(`${method}: ${result.error.message}`)
      return result.value
    }
    let ended: () => void = () => undefined
    window.deck.onEvents((events) => {
      for (const event of events) if (event.type === 'codex' && event.notification.method === 'turn/completed') ended()
    })
    const thread: unknown = Reflect.get(Object(await call('thread/start', { sandbox: 'read-only' })), 'thread')
    const threadId: unknown = Reflect.get(Object(thread), 'id')
    for (let turn = 1; turn <= 40; turn += 1) {
      const end = new Promise<void>((resolve) => (ended = resolve))
      await call('turn/start', { threadId, input: [{ type: 'text', text: `question ${turn}`, text_elements: [] }] })
      await end
    }
    return 'done'
  }, projectId)
  expect(outcome).toBe('done')
}
