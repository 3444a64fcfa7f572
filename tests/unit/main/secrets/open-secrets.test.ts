import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SecretEvent } from '../../../../preload/contract/secrets'
import { openSecrets } from '../../../../main/secrets/open-secrets'
import { FakeHost, locked, working, type Behaviour } from './fake-host'
import { facts, one } from './stage'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deck-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('tells the window of the keyring, and servers when what they lacked is there', async () => {
  const works = working(new Map())
  let behaviour: Behaviour = works
  let started = 0
  const events: SecretEvent[] = []
  const changes: (string | null)[] = []
  const { secrets, dispose } = openSecrets({
    file: join(folder, 'secrets.json'),
    openHost: () => {
      started++
      return new FakeHost((request) => behaviour(request))
    },
    push: (event) => events.push(event),
    onChange: (projectId) => changes.push(projectId),
  })
  expect(await secrets.envFor(one)).toEqual({})
  expect(started).toBe(0)
  await secrets.set({ id: null, facts: facts({ projectId: one }), value: 'sk-1', keep: true })

  behaviour = () => ({ message: locked })
  changes.length = 0
  expect(await secrets.envFor(one)).toEqual({})
  expect(changes).toEqual([])

  behaviour = works
  expect((await secrets.keyring(true)).state).toBe('ready')
  expect(changes).toEqual([one])
  expect(await secrets.envFor(one)).toEqual({ MY_KEY: 'sk-1' })
  const states = events.flatMap((event) => (event.type === 'keyring' ? [event.keyring.state] : []))
  expect(states).toEqual(['ready', 'locked', 'ready'])
  dispose()
})
