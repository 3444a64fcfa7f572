import { describe, expect, it } from 'vitest'
import type { Credential } from '../../../../main/accounts/credential'
import { TokenLine } from '../../../../main/accounts/token-line'
import { gate } from '../../../support/waiting'

/** An auth home whose token counts its generations, and which counts the refreshes it was asked for. */
function authHome() {
  let generation = 1
  const asked = { read: 0, refresh: 0 }
  let hold: Promise<unknown> = Promise.resolve()
  const token = (): Credential => ({ kind: 'chatgpt', accessToken: `t${generation}`, accountId: 'a', plan: null })
  const line = new TokenLine(async (refresh) => {
    asked[refresh ? 'refresh' : 'read'] += 1
    await hold
    if (refresh) generation += 1
    return token()
  })
  return {
    line,
    asked,
    holdUntil: (opened: Promise<unknown>) => (hold = opened),
    renewElsewhere: () => (generation += 1),
  }
}
const textOf = (credential: Credential | null): string =>
  credential?.kind === 'chatgpt' ? credential.accessToken : String(credential)

describe('the credential of an account', () => {
  it('is asked for once by all who need it together', async () => {
    const { line, asked } = authHome()
    const all = await Promise.all([line.read(), line.read(), line.read()])
    expect(all.map(textOf)).toEqual(['t1', 't1', 't1'])
    expect(asked).toEqual({ read: 1, refresh: 0 })
  })

  it('is renewed once for all whose token was refused', async () => {
    const { line, asked } = authHome()
    const all = await Promise.all(Array.from({ length: 10 }, () => line.renew('t1')))
    expect(new Set(all.map(textOf))).toEqual(new Set(['t2']))
    expect(asked.refresh).toBe(1)
  })

  it('is not renewed for a server that comes late with a token renewed already', async () => {
    const { line, asked } = authHome()
    await line.renew('t1')
    expect(textOf(await line.renew('t1'))).toBe('t2')
    expect(asked.refresh).toBe(1)
    expect(textOf(await line.renew('t2'))).toBe('t3')
  })

  it('is not renewed when Codex did so by itself meanwhile', async () => {
    const { line, asked, renewElsewhere } = authHome()
    renewElsewhere()
    expect(textOf(await line.renew('t1'))).toBe('t2')
    expect(asked.refresh).toBe(0)
  })

  it('is waited for by those who read while it is being renewed', async () => {
    const { line, holdUntil } = authHome()
    await line.read()
    const door = gate()
    const renewed = line.renew('t1')
    // The reading before it has ended; only the refresh is held.
    await line.read()
    holdUntil(door.opened)
    door.open()
    const read = line.read()
    expect(textOf(await renewed)).toBe('t2')
    expect(textOf(await read)).toBe('t2')
  })

  it('can be asked for again after a failure', async () => {
    let fails = true
    const line = new TokenLine(() =>
      fails ? Promise.reject(new Error('offline')) : Promise.resolve({ kind: 'apiKey', apiKey: 'k' }),
    )
    await expect(line.read()).rejects.toThrow('offline')
    await expect(line.renew('x')).rejects.toThrow('offline')
    fails = false
    expect(await line.read()).toEqual({ kind: 'apiKey', apiKey: 'k' })
  })

  it('is null for everybody once nobody is signed in', async () => {
    const line = new TokenLine(() => Promise.resolve(null))
    expect(await line.read()).toBeNull()
    expect(await line.renew('t1')).toBeNull()
  })
})
