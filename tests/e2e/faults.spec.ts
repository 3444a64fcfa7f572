// What breaks while a turn runs: the model's line, Codex itself, the disk, the app. Nothing hangs, nothing said is lost.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { composer, items, lastTurn, requests, send, turnEnds } from '../support/acts'
import { childrenOf, type Bench } from '../support/deck'
import { cutAfter, neverEnds, say } from '../support/responses-server'
import { expect, openStage, test, type Stage } from '../support/stage'

const serverOf = ({ app }: Pick<Stage, 'app'>): number => {
  const [pid] = childrenOf(app.process().pid ?? 0, 'app-server')
  if (pid === undefined) throw new Error('no server runs')
  return pid
}
const isGone = (pid: number): boolean => {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}

test('a model that is not there is waited for, in words, until Stop', async ({ bench, model }) => {
  const on = await openStage(bench, model)
  const { page } = on
  await model.close()
  await send(page, 'hello?')
  await expect(lastTurn(page)).toContainText(/reconnecting|waiting for network/i)
  await page.getByTestId('stop').click()
  await turnEnds(page, 'interrupted')
  await expect(items(page, 'userMessage')).toContainText('hello?')
  await expect(composer(page)).toBeEnabled()
})

test('an answer that is cut in the middle is asked for again and not said twice', async ({ bench, model }) => {
  const { page } = await openStage(bench, model)
  model.queue(cutAfter('Half of ', 'the answer'), say('The whole answer.'))
  await send(page, 'tell me')
  await turnEnds(page, 'completed')
  await expect(items(page, 'agentMessage').last()).toContainText('The whole answer.')
  await expect(page.getByTestId('transcript')).not.toContainText('Half of')
  await expect(page.locator('[data-testid="item"][data-live="true"]')).toHaveCount(0)
})

test('an answer that is cut again and again fails the turn, and Retry asks once more', async ({ bench, model }) => {
  const { page } = await openStage(bench, model)
  model.queue(cutAfter('One '), cutAfter('Two '), cutAfter('Three '))
  await send(page, 'tell me')
  await turnEnds(page, 'failed')
  model.clear()
  model.queue(say('At last.'))
  await page.getByTestId('turn-end').getByRole('button', { name: 'Retry', exact: true }).click()
  await turnEnds(page, 'completed')
  await expect(items(page, 'agentMessage').last()).toContainText('At last.')
})

test('a Codex that freezes in mid-turn is found out, replaced, and the chat goes on', async ({ bench, model }) => {
  test.slow() // silence is only noticed after 20 s, and 10 s more are given to answer
  const on = await openStage(bench, model)
  const { page } = on
  model.queue(neverEnds('So far so good'))
  await send(page, 'work')
  await expect(items(page, 'agentMessage').last()).toContainText('So far so good')
  const frozen = serverOf(on)
  process.kill(frozen, 'SIGSTOP')
  await turnEnds(page, 'interrupted', 60_000)
  await expect(page.getByTestId('turn-end')).toContainText('stopped answering')
  await expect.poll(() => isGone(frozen)).toBe(true)
  await expect(items(page, 'userMessage')).toContainText('work')
  model.queue(say('Here again.'))
  await send(page, 'are you there?')
  await turnEnds(page, 'completed')
  await expect(items(page, 'agentMessage').last()).toContainText('Here again.')
})

test('an app that is killed leaves no Codex behind for long, and its chats are there again', async ({
  bench,
  model,
}) => {
  const before = await openStage(bench, model)
  model.queue(say('Remember this.'), neverEnds('Half said'))
  await send(before.page, 'first')
  await turnEnds(before.page, 'completed')
  await send(before.page, 'second')
  await expect(items(before.page, 'agentMessage').last()).toContainText('Half said')
  const orphan = serverOf(before)
  const gone = new Promise((resolve) => before.child.once('exit', resolve))
  before.child.kill('SIGKILL')
  await gone

  const after = await bench.launch()
  await expect(composer(after.page)).toBeEnabled()
  await expect(after.page.getByTestId('thread-row')).toHaveCount(1)
  await expect.poll(() => isGone(orphan)).toBe(true)
  await after.page.getByTestId('thread-row').click()
  await expect(items(after.page, 'agentMessage').first()).toContainText('Remember this.')
  await expect(items(after.page, 'userMessage').last()).toContainText('second')
  await expect(after.page.getByTestId('stop')).toBeHidden()
  model.queue(say('Going on.'))
  await send(after.page, 'third')
  await expect(items(after.page, 'agentMessage').last()).toContainText('Going on.')
})

test('a full disk is told in words, and the chat goes on once there is room', async ({ bench, model }) => {
  test.skip(!mountable(bench), 'needs root and the right to mount a small tmpfs')
  mount('-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', bench.userData)
  const ballast = join(bench.userData, 'ballast')
  try {
    const { page } = await openStage(bench, model)
    await send(page, 'while there is room')
    await turnEnds(page, 'completed')
    fill(ballast)
    await send(page, 'without room')
    // Codex answers from memory and says that it can't write it down.
    await expect(page.getByTestId('thread-notice')).toContainText(/No space left|disk is full/, { timeout: 30_000 })
    await expect(items(page, 'userMessage').last()).toContainText('without room')
    await expect(page.getByTestId('stop')).toBeHidden()
    rmSync(ballast)
    await page.getByRole('button', { name: 'New chat', exact: true }).click()
    await send(page, 'with room again')
    await turnEnds(page, 'completed')
    await expect(page.getByTestId('thread-notice')).toHaveCount(0)
  } finally {
    rmSync(ballast, { force: true })
    await bench.quitAll()
    execFileSync('umount', ['-l', bench.userData])
  }
})

test('a home on a disk that can only be read is told', async ({ bench, model }) => {
  test.skip(!mountable(bench), 'needs root and the right to mount a folder read-only')
  const path = bench.folder('p')
  bench.remember({ path, trust: 'trusted', source: 'provider' })
  const home = bench.prepareHome(path, 'p', model.configToml)
  mount('--bind', home, home)
  try {
    mount('-o', 'remount,ro,bind', home)
    const { page } = await bench.launch()
    await expect(page.getByTestId('server-banner')).toContainText('on a disk that can only be read')
    await expect(composer(page)).toBeVisible()
    await bench.quitAll()
  } finally {
    execFileSync('umount', ['-l', home])
  }
})

test('a crash while a request waits withdraws it, and the next one can be answered', async ({ bench }) => {
  bench.remember({ path: bench.folder('p'), trust: 'trusted', source: 'demo' })
  const deck = await bench.launch()
  const { page } = deck
  await send(page, 'edit a file')
  await expect(requests(page)).toHaveCount(1)
  process.kill(serverOf(deck), 'SIGKILL')
  await expect(requests(page)).toHaveCount(0)
  await send(page, 'edit a file')
  await requests(page).getByRole('button', { name: 'Allow once' }).click()
  await expect.poll(() => existsSync(join(bench.root, 'p', 'DEMO.md'))).toBe(true)
})

const mount = (...args: string[]): void => void execFileSync('mount', args, { stdio: 'pipe' })

/** Whether this machine lets the test mount something. */
function mountable(bench: Bench): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const place = join(bench.root, 'mount-try')
  mkdirSync(place)
  try {
    mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place)
    execFileSync('umount', [place])
    return true
  } catch {
    return false
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** Writes a file until the disk that it is on has not a byte left. */
function fill(path: string): void {
  const { bavail, bsize } = statfsSync(join(path, '..'))
  for (const size of [bavail * bsize, 4096, 512, 1]) {
    try {
      writeFileSync(path, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // Full: what was wanted.
    }
  }
}
