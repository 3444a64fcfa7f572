import { expect, it } from 'vitest'
import { WriteLandings, type Landed } from '../../../../main/config/write-landings'

const all = { kind: 'all' } as const
const one = { kind: 'project', projectId: 'one' } as const

/** A write that goes on until the test ends it. */
function begin(landings: WriteLandings, target: typeof all | typeof one) {
  let end: () => void = () => undefined
  let landed: Landed = () => Promise.resolve()
  const ended = landings.during(target, (tell) => {
    landed = tell
    return new Promise<void>((resolve) => (end = resolve))
  })
  return { landed: (projectId: string) => landed(projectId), end: () => (end(), ended) }
}

const answer = (words: string) => () => Promise.resolve(words)

/** What has happened by the time that all which is ready has run. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  let done = false
  void promise.then(() => (done = true))
  await new Promise((resolve) => setImmediate(resolve))
  return done
}

it('holds a read back until Codex has written, and not until all was looked at', async () => {
  const landings = new WriteLandings()
  const write = begin(landings, one)
  const read = landings.read('one', answer('on'))
  expect(await isDone(read)).toBe(false)
  await write.landed('one')
  expect(await read).toBe('on')
  expect(await isDone(landings.read('one', answer('still on')))).toBe(true)
  await write.end()
})

it('keeps the write from going on until the read is answered', async () => {
  const landings = new WriteLandings()
  const write = begin(landings, one)
  let reply: (words: string) => void = () => undefined
  const read = landings.read('one', () => new Promise<string>((resolve) => (reply = resolve)))
  const landed = write.landed('one')
  expect(await isDone(landed)).toBe(false)
  reply('on')
  await landed
  expect(await read).toBe('on')
  await write.end()
})

it('waits for the last of several writes, and none of them for another', async () => {
  const landings = new WriteLandings()
  const [first, second] = [begin(landings, one), begin(landings, all)]
  const read = landings.read('one', answer('on'))
  await first.landed('one')
  await first.end()
  expect(await isDone(read)).toBe(false)
  await second.landed('one')
  expect(await read).toBe('on')
  await second.end()
})

it('lets reads of other projects through', async () => {
  const landings = new WriteLandings()
  const write = begin(landings, one)
  expect(await landings.read('two', answer('off'))).toBe('off')
  await write.end()
})

it('holds each project back by itself while all homes are written', async () => {
  const landings = new WriteLandings()
  const write = begin(landings, all)
  const first = landings.read('one', answer('first'))
  const second = landings.read('two', answer('second'))
  await write.landed('two')
  expect(await second).toBe('second')
  expect(await isDone(first)).toBe(false)
  await write.end()
  expect(await first).toBe('first')
})

it('lets go of what waits when the write fails, and fails by itself when the read does', async () => {
  const landings = new WriteLandings()
  let fail: (reason: Error) => void = () => undefined
  const write = landings.during(one, () => new Promise((_resolve, reject) => (fail = reject)))
  const read = landings.read('one', () => Promise.reject(new Error('no such feature')))
  fail(new Error('gone'))
  await expect(write).rejects.toThrow('gone')
  await expect(read).rejects.toThrow('no such feature')
})
