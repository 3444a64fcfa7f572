import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Keyring } from '../../../../preload/contract/secrets'
import { Keychain } from '../../../../main/secrets/keychain'
import { FakeHost, locked, noCollection, nobody, working, type Behaviour } from './fake-host'

let behaviour: Behaviour
let hosts: FakeHost[]
let states: Keyring['state'][]
let keychain: Keychain

beforeEach(() => {
  vi.useFakeTimers()
  behaviour = working(new Map())
  hosts = []
  states = []
  keychain = new Keychain({
    open: () => {
      const host = new FakeHost((request) => behaviour(request))
      hosts.push(host)
      return host
    },
    onState: ({ state }) => states.push(state),
  })
})
afterEach(() => {
  keychain.dispose()
  vi.useRealTimers()
})

/** The kind of the call's failure; 'took' when it did not fail. */
const outcome = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'took',
    (error: unknown) => (error instanceof Error && 'kind' in error ? error.kind : error),
  )

describe('a keyring that works', () => {
  it('keeps, gives and deletes entries through one process', async () => {
    await keychain.set('a', 'one')
    expect(await keychain.get('a')).toBe('one')
    await keychain.delete('a')
    expect(await keychain.get('a')).toBeNull()
    expect(hosts).toHaveLength(1)
    expect(states).toEqual(['ready'])
  })

  it('starts nothing before it is asked', () => {
    expect(hosts).toEqual([])
    expect(keychain.state).toBeNull()
  })

  it('is asked one thing after the other', async () => {
    behaviour = () => 'silence'
    const calls = [keychain.get('a'), keychain.get('b')]
    expect(hosts[0]?.requests.map(({ account }) => account)).toEqual(['a'])
    hosts[0]?.answer({ id: 1, act: 'get', account: 'a' }, { value: 'one' })
    hosts[0]?.answer({ id: 2, act: 'get', account: 'b' }, { value: 'two' })
    expect(await Promise.all(calls)).toEqual(['one', 'two'])
  })

  it('lets its process go when nothing was asked for a while, and starts another one', async () => {
    await keychain.get('a')
    await vi.advanceTimersByTimeAsync(31_000)
    expect(hosts[0]?.killed).toBe(true)
    expect(await keychain.get('a')).toBeNull()
    expect(hosts).toHaveLength(2)
    expect(states).toEqual(['ready'])
  })

  it('takes no answer that fits no question', async () => {
    behaviour = () => 'silence'
    const call = keychain.get('a')
    for (const reply of [null, { id: 99, ok: true, value: 'wrong' }, { id: 1, ok: true, value: 7 }])
      hosts[0]?.say(reply)
    hosts[0]?.answer({ id: 1, act: 'get', account: 'a' }, { value: 'right' })
    expect(await call).toBe('right')
  })
})

describe('a keyring that can’t be used', () => {
  it.each([
    [nobody, 'none'],
    [noCollection, 'none'],
    [locked, 'locked'],
  ])('says %s', async (message, state) => {
    behaviour = () => ({ message })
    expect(await outcome(keychain.set('a', 'one'))).toBe(state)
    expect(keychain.state).toMatchObject({ state, detail: message })
  })

  it('stays ready when one entry alone is bad', async () => {
    behaviour = () => ({ message: 'Password data is not valid UTF-8' })
    expect(await outcome(keychain.get('a'))).toBe('entry')
    expect(keychain.state?.state).toBe('ready')
  })

  it('is not called ready because it knows nothing of an entry', async () => {
    behaviour = (request) => (request.act === 'get' ? { value: null } : { message: locked })
    await outcome(keychain.set('a', 'one'))
    expect((await keychain.probe(false)).state).toBe('locked')
    expect((await keychain.probe(true)).state).toBe('locked')
    behaviour = working(new Map())
    expect((await keychain.probe(true)).state).toBe('ready')
  })

  it('is ready as soon as there is one where nobody was', async () => {
    behaviour = () => ({ message: nobody })
    expect((await keychain.probe(false)).state).toBe('none')
    behaviour = working(new Map())
    expect((await keychain.probe(false)).state).toBe('ready')
    expect(states).toEqual(['none', 'ready'])
  })

  it('leaves nothing behind of a thorough look', async () => {
    const entries = new Map<string, string>()
    behaviour = working(entries)
    await keychain.probe(true)
    expect(hosts[0]?.requests.map(({ act }) => act)).toEqual(['set', 'delete'])
    expect(entries.size).toBe(0)
  })

  it('can’t be reached when its process can’t be started', async () => {
    const failing = new Keychain({
      open: () => {
        throw new Error('no such file')
      },
      onState: ({ state }) => states.push(state),
    })
    expect(await outcome(failing.get('a'))).toBe('none')
    expect(failing.state?.detail).toBe('no such file')
  })
})

describe('a keyring that dies or hangs', () => {
  it('fails the calls under way when its process crashes, and works again with the next', async () => {
    behaviour = () => 'crash'
    expect(await Promise.all([outcome(keychain.get('a')), outcome(keychain.get('b'))])).toEqual(['none', 'none'])
    behaviour = working(new Map([['a', 'one']]))
    expect(await keychain.get('a')).toBe('one')
    expect(states).toEqual(['none', 'ready'])
  })

  it('lets a read go after five seconds', async () => {
    behaviour = () => 'silence'
    const call = outcome(keychain.get('a'))
    await vi.advanceTimersByTimeAsync(5000)
    expect(await call).toBe('locked')
    expect(keychain.state?.words).toContain('doesn’t answer')
  })

  it('is ready again when the person unlocks it after the reader went on', async () => {
    behaviour = () => 'silence'
    const call = outcome(keychain.get('a'))
    await vi.advanceTimersByTimeAsync(5000)
    await call
    expect(hosts[0]?.killed).toBe(false)
    hosts[0]?.answer({ id: 1, act: 'get', account: 'a' }, { value: 'one' })
    expect(states).toEqual(['locked', 'ready'])
  })

  it('is waited for no longer than a minute by a read that nobody asks after', async () => {
    behaviour = () => 'silence'
    const call = outcome(keychain.get('a'))
    await vi.advanceTimersByTimeAsync(60_000)
    await call
    expect(hosts[0]?.killed).toBe(true)
  })

  it('gives a person a minute to unlock for a change, and then makes sure that it does not happen', async () => {
    behaviour = () => 'silence'
    const call = outcome(keychain.set('a', 'one'))
    await vi.advanceTimersByTimeAsync(59_000)
    expect(hosts[0]?.killed).toBe(false)
    await vi.advanceTimersByTimeAsync(1000)
    expect(await call).toBe('locked')
    expect(hosts[0]?.killed).toBe(true)
  })

  it('is not sent a read that was given up while it waited', async () => {
    behaviour = () => 'silence'
    const calls = [outcome(keychain.get('a')), outcome(keychain.get('b'))]
    await vi.advanceTimersByTimeAsync(5000)
    expect(await Promise.all(calls)).toEqual(['locked', 'locked'])
    hosts[0]?.answer({ id: 1, act: 'get', account: 'a' }, { value: null })
    expect(hosts[0]?.requests).toHaveLength(1)
  })

  it('ends its process and every call with the app', async () => {
    behaviour = () => 'silence'
    const call = outcome(keychain.set('a', 'one'))
    keychain.dispose()
    expect(await call).toBe('none')
    expect(hosts[0]?.killed).toBe(true)
    expect(await outcome(keychain.get('a'))).toBe('none')
    expect(hosts).toHaveLength(1)
  })
})
