import { describe, expect, it } from 'vitest'
import { OwnUse, type UsedServer } from '../../../../main/config/own-use'

/** A project whose server starts with the first call; each use of it takes the clock on. */
function stage() {
  const use = new OwnUse()
  const server: { now: { activeAt: number; threads: unknown[] } | null } = { now: null }
  let clock = 0
  const touch = (): void => {
    clock += 1
    server.now = { activeAt: clock, threads: server.now?.threads ?? [] }
  }
  const there = (): UsedServer | null => server.now
  const own = (meanwhile?: Promise<unknown>): Promise<unknown> =>
    use.around('p', there, async () => {
      touch()
      await meanwhile
      touch()
    })
  return { server, touch, own, isAlone: () => use.isAlone('p', there()), rest: () => (server.now = null) }
}

describe('a server that was started for a write', () => {
  it('may rest when nothing else came', async () => {
    const { own, isAlone, rest } = stage()
    await own()
    await Promise.all([own(), own()])
    expect(isAlone()).toBe(true)
    rest()
    expect(isAlone()).toBe(false)
    await own()
    expect(isAlone()).toBe(true)
  })

  it('stays for somebody else’s call, before, between or after the own ones', async () => {
    const before = stage()
    before.touch()
    await before.own()
    expect(before.isAlone()).toBe(false)

    const between = stage()
    await between.own()
    between.touch()
    await between.own()
    expect(between.isAlone()).toBe(false)

    const after = stage()
    await after.own()
    after.touch()
    expect(after.isAlone()).toBe(false)
  })

  it('stays for a chat that is open on it, and while an own call is under way', async () => {
    const { own, isAlone, server } = stage()
    await own()
    server.now?.threads.push({})
    expect(isAlone()).toBe(false)
    server.now?.threads.pop()
    expect(isAlone()).toBe(true)
    let end: (value?: unknown) => void = () => undefined
    const slow = own(new Promise((resolve) => (end = resolve)))
    expect(isAlone()).toBe(false)
    end()
    await slow
    expect(isAlone()).toBe(true)
  })
})
