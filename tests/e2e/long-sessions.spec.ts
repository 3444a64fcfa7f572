// Sessions of hundreds of turns: opened at their end, read backwards, searched, walked by outline, found again where they were left.
import type { Page } from '@playwright/test'
import { items } from '../support/acts'
import { expect, test, type Bench } from '../support/deck'
import { writtenProjects } from '../support/many-sessions'

const transcript = (page: Page) => page.getByTestId('transcript')
const row = (page: Page, threadId: string) => page.locator(`[data-testid="thread-row"][data-thread-id="${threadId}"]`)
const answer = (page: Page, turn: number) => page.getByText(`answer number ${turn} ends.`, { exact: true })
const turns = 320

/** A project with one long session and a short one; the app, with the long one open at its end. */
async function openLong(bench: Bench, legacy: boolean): Promise<{ page: Page; long: string; short: string }> {
  const [project] = writtenProjects(bench, ['long'])
  const say = (turn: number) => ({
    user: turn === 7 ? 'please find the marmalade' : `question number ${turn}`,
    agent: `answer number ${turn} ends.`,
  })
  const long = project?.write({ turns, legacy, say }) ?? ''
  const short = project?.write({ agoMs: 86_400_000, say: () => ({ agent: 'the short one' }) }) ?? ''
  const { page } = await bench.launch()
  await row(page, long).click()
  await expect(answer(page, turns - 1)).toBeInViewport()
  return { page, long, short }
}

for (const legacy of [false, true]) {
  const kind = legacy ? 'legacy' : 'paginated'
  test(`a ${kind} session of 320 turns is read backwards, its line staying where it is while older turns come`, async ({
    bench,
  }) => {
    const { page } = await openLong(bench, legacy)
    await expect(answer(page, 0)).toHaveCount(0)
    expect(await items(page, 'agentMessage').count()).toBeLessThan(40)

    await transcript(page).hover()
    let read = await topAnswer(page)
    // Seven pages of ten turns arrive above the reader meanwhile; none may move what is read by more than the wheel did.
    while (read > turns - 75) {
      const { height } = await wheel(page, -240)
      const now = await topAnswer(page)
      expect(read - now, `from ${read} to ${now}, ${height} px`).toBeLessThan(6)
      expect(read - now).toBeGreaterThanOrEqual(0)
      read = now
    }
    expect(await items(page, 'agentMessage').count()).toBeLessThan(40)
  })

  test(`the outline of a ${kind} session knows all turns and goes to any`, async ({ bench }) => {
    const { page } = await openLong(bench, legacy)
    await page.keyboard.press('Control+Shift+O')
    await expect(page.getByText(`${turns} turns`, { exact: true })).toBeVisible()
    await page.getByRole('combobox', { name: 'Filter the turns' }).fill('marmalade')
    await expect(page.getByTestId('outline-turn')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('outline')).toBeHidden()
    await expect(answer(page, 7)).toBeInViewport()
    await expect(page.getByText('please find the marmalade')).toBeInViewport()
  })
}

test('find goes to words in turns that were not read yet, forwards and back', async ({ bench }) => {
  const { page } = await openLong(bench, false)
  await page.keyboard.press('Control+f')
  const find = page.getByRole('searchbox', { name: 'Find in this chat' })
  await find.fill('MARMALADE')
  await expect(page.getByTestId('find-count')).toHaveText('1 place')
  await find.press('Enter')
  await expect(page.getByTestId('find-count')).toHaveText('1 of 1')
  await expect(page.getByText('please find the marmalade')).toBeInViewport()

  await find.fill('answer number 31')
  // 31 and 310 to 319, the newest first.
  await expect(page.getByTestId('find-count')).toHaveText('11 places')
  await find.press('Enter')
  await expect(answer(page, 319)).toBeInViewport()
  await find.press('Enter')
  await expect(page.getByTestId('find-count')).toHaveText('1 of 11')
  await expect(answer(page, 31)).toBeInViewport()
  await find.press('Shift+Enter')
  await expect(answer(page, 319)).toBeInViewport()
  await find.fill('no such words anywhere')
  await expect(page.getByTestId('find-count')).toHaveText('Nothing found')
  await find.press('Escape')
  await expect(page.getByTestId('find-bar')).toBeHidden()
})

test('find in a legacy session says what it can’t see yet, and reads all turns on request', async ({ bench }) => {
  const { page } = await openLong(bench, true)
  await page.keyboard.press('Control+f')
  await page.getByRole('searchbox', { name: 'Find in this chat' }).fill('marmalade')
  await expect(page.getByTestId('find-count')).toHaveText('Nothing found')
  await page.getByRole('button', { name: 'Read all turns' }).click()
  await expect(page.getByTestId('find-count')).toHaveText('1 place')
  await page.keyboard.press('Enter')
  await expect(page.getByText('please find the marmalade')).toBeInViewport()
})

test('a chat is found again where it was left', async ({ bench }) => {
  const { page, long, short } = await openLong(bench, false)
  await page.keyboard.press('Control+Shift+O')
  await expect(page.getByText(`${turns} turns`, { exact: true })).toBeVisible()
  await page.getByRole('combobox', { name: 'Filter the turns' }).fill('question number 150')
  await page.keyboard.press('Enter')
  await expect(answer(page, 150)).toBeInViewport()
  const left = await topAnswer(page)

  await row(page, short).click()
  await expect(page.getByText('the short one').last()).toBeInViewport()
  await row(page, long).click()
  await expect(answer(page, 150)).toBeInViewport()
  expect(await topAnswer(page)).toBe(left)
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(answer(page, turns - 1)).toBeInViewport()
})

/** Turns the wheel and waits until two frames passed with nothing moving. */
async function wheel(page: Page, deltaY: number): Promise<{ height: number }> {
  await page.mouse.wheel(0, deltaY)
  return transcript(page).evaluate(async (view) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let still = 0, at = Number.NaN; still < 3; still = at === view.scrollTop ? still + 1 : 0) {
      at = view.scrollTop
      await frame()
    }
    return { height: view.scrollHeight }
  })
}

/** The number of the first answer in view. */
const topAnswer = (page: Page): Promise<number> =>
  transcript(page).evaluate((view) => {
    const { top } = view.getBoundingClientRect()
    const seen = [...view.querySelectorAll('[data-item-type="agentMessage"]')].find(
      (item) => item.getBoundingClientRect().bottom > top && /answer number/.test(item.textContent),
    )
    return Number(/answer number (\d+)/.exec(seen?.textContent ?? '')?.[1] ?? Number.NaN)
  })
