import { describe, expect, it } from 'vitest'
import type { ConfigFile } from '@contract/config'
import type { NativeQuestion } from '../../../../main/app/native-question'
import { GrantGuard } from '../../../../main/config/grant-guard'

const trusted = (key: string, hash = 'sha256:1'): string => `[hooks.state."${key}"]\ntrusted_hash = "${hash}"\n`
const config: ConfigFile = { kind: 'config' }

function guard(now: string, answer = true) {
  const asked: NativeQuestion[] = []
  return {
    asked,
    guard: new GrantGuard({
      textOf: () => Promise.resolve(now),
      ask: (question) => {
        asked.push(question)
        return Promise.resolve(answer)
      },
    }),
  }
}

describe('the guard before writes', () => {
  it('refuses single edits that trust a hook or add a marketplace, and lets all others be', () => {
    const { guard: it } = guard('')
    const write = (path: string[], value: string | null) => () => it.refuse([{ path, value, merge: 'replace' }])
    expect(write(['hooks', 'state', 'k', 'trusted_hash'], 'x')).toThrow(/under Hooks/)
    expect(write(['marketplaces', 'm', 'source'], 'x')).toThrow(/under Plugins/)
    expect(write(['hooks', 'state', 'k', 'trusted_hash'], null)).not.toThrow()
    expect(write(['model'], 'x')).not.toThrow()
  })

  it('asks about a text that newly trusts, by name, and refuses it after a no', async () => {
    const yes = guard(trusted('a'))
    await yes.guard.text('p', config, `${trusted('a')}${trusted('b\u202e')}`)
    expect(yes.asked).toHaveLength(1)
    expect(yes.asked[0]?.detail).toContain('b⟦U+202E⟧')
    const no = guard('', false)
    await expect(no.guard.text('p', { kind: 'profile', name: 'x' }, trusted('a'))).rejects.toThrow('It was not saved')
  })

  it('sees keys that are written in escapes', async () => {
    const { guard: it, asked } = guard('', false)
    const text = String.raw`[hooks.state.k]` + '\n' + String.raw`"trusted\u005fhash" = "x"` + '\n'
    await expect(it.text('p', config, text)).rejects.toThrow('It was not saved')
    expect(asked).toHaveLength(1)
  })

  it('asks nothing about what was trusted already, what is broken, and files that grant nothing', async () => {
    const { guard: it, asked } = guard(trusted('a'), false)
    await it.text('p', config, `model = "x"\n${trusted('a')}`)
    await it.text('p', config, `${trusted('b')}model = `)
    await it.text('p', { kind: 'project-config' }, trusted('b'))
    await it.text('p', config, 'model = "x"\n')
    expect(asked).toEqual([])
  })

  it('takes a file that can’t be read for one without grants', async () => {
    const asked: NativeQuestion[] = []
    const it = new GrantGuard({
      textOf: () => Promise.reject(new Error('no')),
      ask: (question) => {
        asked.push(question)
        return Promise.resolve(true)
      },
    })
    await it.text('p', config, trusted('a'))
    expect(asked).toHaveLength(1)
  })
})
