// Stop, steer, queue; close and go on; a crash of the server; two projects at once.
import { readFileSync } from 'node:fs'
import { composer, items, requests, send, turnEnds } from '../support/acts'
import { childrenOf, expect, quit, test, type Bench, type Deck } from '../support/deck'

const open = async (bench: Bench): Promise<Deck> => {
  bench.remember({ path: bench.folder('p'), trust: 'trusted', source: 'demo' })
  const deck = await bench.launch()
  await expect(composer(deck.page)).toBeEnabled()
  return deck
}

const serverOf = (deck: Deck): number => {
  const [pid] = childrenOf(deck.app.process().pid ?? 0, 'app-server')
  if (pid === undefined) throw new Error('no server runs')
  return pid
}

test('a turn that is stopped says so and keeps what was written', async ({ bench }) => {
  const { page } = await open(bench)
  await send(page, 'show markdown')
  await expect(items(page, 'agentMessage').last()).toContainText(/\w+/)
  await page.getByTestId('stop').click()
  await turnEnds(page, 'interrupted')
  await expect(items(page, 'agentMessage').last()).toContainText(/\w+/)
  await expect(composer(page)).toBeEnabled()
})

test('a message sent during a turn steers it', async ({ bench }) => {
  const { page } = await open(bench)
  await send(page, 'run a command')
  await expect(requests(page)).toHaveCount(1)
  await composer(page).fill('and mind the weather')
  await composer(page).press('Enter')
  await expect(items(page, 'userMessage').filter({ hasText: 'mind the weather' })).toBeVisible()
  await requests(page).first().getByRole('button', { name: 'Allow once' }).click()
  await turnEnds(page, 'completed')
  await expect(page.getByTestId('turn')).toHaveCount(1)
})

test('a queued message waits for its turn', async ({ bench }) => {
  const { page } = await open(bench)
  await send(page, 'run a command')
  await expect(requests(page)).toHaveCount(1)
  await composer(page).fill('hello, what are you?')
  await page.getByRole('button', { name: /^Queue/ }).click()
  await expect(page.getByTestId('queued')).toContainText('what are you?')
  await requests(page).first().getByRole('button', { name: 'Allow once' }).click()
  await expect(page.getByTestId('turn')).toHaveCount(2)
  await expect(page.getByTestId('queued')).toHaveCount(0)
  await turnEnds(page, 'completed')
})

test('after closing the app the chat goes on where it stopped', async ({ bench }) => {
  const before = await open(bench)
  await send(before.page, 'hello, what are you?')
  await turnEnds(before.page, 'completed')
  const said = await items(before.page, 'agentMessage').last().innerText()
  await composer(before.page).fill('a draft that I did not send')
  await quit(before)

  const { page } = await bench.launch()
  await expect(items(page, 'agentMessage').last()).toHaveText(said, { useInnerText: true })
  await expect(composer(page)).toHaveValue('a draft that I did not send')
  await send(page, 'and again?')
  await expect(page.getByTestId('turn')).toHaveCount(2)
  await turnEnds(page, 'completed')
})

test('no server outlives the app', async ({ bench }) => {
  const deck = await open(bench)
  await send(deck.page, 'hello')
  await turnEnds(deck.page, 'completed')
  const pid = serverOf(deck)
  await quit(deck)
  expect(() => readFileSync(`/proc/${pid}/stat`)).toThrow()
})

test('a crash of the server marks the turn, says why, and the chat goes on', async ({ bench }) => {
  const deck = await open(bench)
  const { page } = deck
  await send(page, 'run a command')
  await expect(requests(page)).toHaveCount(1)
  process.kill(serverOf(deck), 'SIGKILL')
  await turnEnds(page, 'interrupted')
  await expect(requests(page)).toHaveCount(0)
  await send(page, 'hello, what are you?')
  await turnEnds(page, 'completed')
  await expect(page.getByTestId('turn')).toHaveCount(2)
})

test('two projects work at once, each in its own home', async ({ bench }) => {
  const paths = ['one', 'two'].map((name) => bench.folder(name))
  bench.remember(...paths.map((path) => ({ path, trust: 'trusted', source: 'demo' })))
  const deck = await bench.launch()
  const { page } = deck
  await send(page, 'run a command')
  await expect(requests(page)).toHaveCount(1)
  await page.getByTestId('project-row').filter({ hasText: 'two' }).click()
  await expect(requests(page)).toHaveCount(0)
  await send(page, 'hello, what are you?')
  await turnEnds(page, 'completed')
  expect(childrenOf(deck.app.process().pid ?? 0, 'app-server')).toHaveLength(2)
  expect(new Set(paths.map((path) => bench.homeOf(path))).size).toBe(2)
  await page.getByTestId('project-row').filter({ hasText: 'one' }).click()
  await requests(page).first().getByRole('button', { name: 'Allow once' }).click()
  await turnEnds(page, 'completed')
})
