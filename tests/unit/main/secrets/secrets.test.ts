import { statSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { locked, nobody } from './fake-host'
import { facts, one, openStage, two, type Stage } from './stage'

let stage: Stage
beforeEach(() => {
  stage = openStage()
})
afterEach(() => stage.remove())

const add = (change: Parameters<typeof facts>[0] = {}, value = 'sk-canary-1', keep = true) =>
  stage.secrets.set({ id: null, facts: facts(change), value, keep })

describe('adding', () => {
  it('puts the value into the keyring and everything else on disk', async () => {
    const secret = await add({ projectId: one, label: 'work' })
    expect(secret).toMatchObject({ projectId: one, name: 'MY_KEY', label: 'work', kept: true, problem: null })
    expect([...stage.entries.values()].join()).toContain('sk-canary-1')
    expect(stage.onDisk()).toContain('MY_KEY')
    expect(stage.onDisk()).not.toContain('sk-canary-1')
    expect(JSON.stringify(stage.events)).not.toContain('sk-canary-1')
    expect(statSync(stage.file).mode & 0o077).toBe(0)
  })

  it('tells the window, and whoever runs servers', async () => {
    await add({ projectId: one })
    expect(stage.events.at(-1)).toMatchObject({ type: 'secrets', secrets: [{ name: 'MY_KEY' }] })
    expect(stage.changes).toEqual([one])
  })

  it.each([
    [nobody, 'secrets.none'],
    [locked, 'secrets.locked'],
  ])('fails in words without a keyring, and then takes it for this run (%s)', async (trouble, code) => {
    stage.trouble = trouble
    await expect(add()).rejects.toMatchObject({ code, message: expect.stringContaining('this run') })
    expect(stage.secrets.list()).toEqual([])
    expect(await add({}, 'sk-canary-1', false)).toMatchObject({ kept: false, problem: null })
    expect(await stage.secrets.envFor(one)).toEqual({ MY_KEY: 'sk-canary-1' })
    expect(stage.onDisk()).not.toContain('sk-canary-1')
    expect(stage.reads).toEqual([])
  })

  it('refuses a second one of a name for the same projects, also by case, but not for others', async () => {
    await add({ projectId: one })
    await expect(add({ projectId: one, name: 'my_key' })).rejects.toMatchObject({ code: 'secrets.duplicate' })
    await add({ projectId: two })
    await add({ projectId: null })
    expect(stage.secrets.list()).toHaveLength(3)
  })

  it('refuses names and values that its callers should have refused', async () => {
    await expect(add({ name: 'LD_PRELOAD' })).rejects.toMatchObject({ code: 'secrets.invalid' })
    await expect(add({}, 'a\nb')).rejects.toMatchObject({ code: 'secrets.invalid' })
    expect(stage.entries.size).toBe(0)
  })
})

describe('replacing and deleting', () => {
  it('takes the new value under the same id', async () => {
    const { id, createdAtMs } = await add({ projectId: one })
    await stage.secrets.set({ id, facts: facts({ projectId: two, name: 'OTHER' }), value: 'sk-2', keep: true })
    expect(stage.secrets.list()).toMatchObject([{ id, createdAtMs, name: 'OTHER' }])
    expect(await stage.secrets.envFor(one)).toEqual({})
    expect(await stage.secrets.envFor(two)).toEqual({ OTHER: 'sk-2' })
    expect(stage.entries.size).toBe(1)
    expect(stage.changes).toEqual([one, one, two])
  })

  it('leaves the older value in neither place', async () => {
    const { id } = await add()
    await stage.secrets.set({ id, facts: facts(), value: 'sk-2', keep: false })
    expect(stage.entries.size).toBe(0)
    await stage.secrets.set({ id, facts: facts(), value: 'sk-3', keep: true })
    stage.restart()
    expect(await stage.secrets.envFor(one)).toEqual({ MY_KEY: 'sk-3' })
  })

  it('deletes the entry with the secret', async () => {
    const { id } = await add()
    await stage.secrets.delete(id)
    expect(stage.secrets.list()).toEqual([])
    expect(stage.entries.size).toBe(0)
    expect(await stage.secrets.envFor(one)).toEqual({})
    await expect(stage.secrets.delete(id)).rejects.toMatchObject({ code: 'secrets.unknown' })
  })

  it('deletes the entry later when the keyring can’t be reached now, also in another run', async () => {
    const { id } = await add()
    stage.trouble = locked
    await stage.secrets.delete(id)
    expect(stage.secrets.list()).toEqual([])
    expect(stage.entries.size).toBe(1)
    stage.trouble = null
    stage.restart()
    await add({ name: 'ANOTHER' }, 'sk-2')
    await expect.poll(() => [...stage.entries.keys()].filter((key) => key.includes(id))).toEqual([])
    await expect.poll(() => stage.onDisk().includes(id)).toBe(false)
  })
})

describe('the environment of a project', () => {
  it('has its own secrets and those of all projects, and of no other', async () => {
    await add({ name: 'SHARED' }, 's')
    await add({ name: 'MINE', projectId: one }, 'm')
    await add({ name: 'THEIRS', projectId: two }, 't')
    expect(await stage.secrets.envFor(one)).toEqual({ SHARED: 's', MINE: 'm' })
    expect(stage.secrets.overridesFor(one)).toEqual([
      'shell_environment_policy.set.SHARED=""',
      'shell_environment_policy.set.MINE=""',
    ])
  })

  it('takes the project’s own before that of all projects', async () => {
    await add({ projectId: one }, 'own')
    await add({}, 'everybody')
    expect(await stage.secrets.envFor(one)).toEqual({ MY_KEY: 'own' })
    expect(await stage.secrets.envFor(two)).toEqual({ MY_KEY: 'everybody' })
  })

  it('asks no keyring for a project without kept secrets', async () => {
    await add({ projectId: two })
    await add({ projectId: one, name: 'FLEETING' }, 'f', false)
    expect(await stage.secrets.envFor(one)).toEqual({ FLEETING: 'f' })
    expect(stage.reads).toEqual([])
  })

  it('lacks what was for an earlier run, and the secret says so', async () => {
    await add({}, 'sk-1', false)
    stage.restart()
    expect(await stage.secrets.envFor(one)).toEqual({})
    expect(stage.secrets.list()[0]?.problem).toContain('one run')
  })
})

describe('a keyring in trouble', () => {
  it.each([
    ['cut off', (text: string) => text.slice(0, -3)],
    ['emptied', () => ''],
    ['written by somebody else', () => 'hunter2'],
  ])('never gives out an entry that was %s', async (_how, harm) => {
    const { id } = await add()
    await add({ name: 'GOOD' }, 'g')
    for (const [account, text] of stage.entries) if (account.includes(id)) stage.entries.set(account, harm(text))
    expect(await stage.secrets.envFor(one)).toEqual({ GOOD: 'g' })
    expect(stage.secrets.list()[0]?.problem).toContain('damaged')
    await stage.secrets.set({ id, facts: facts(), value: 'sk-new', keep: true })
    expect(await stage.secrets.envFor(one)).toEqual({ MY_KEY: 'sk-new', GOOD: 'g' })
    expect(stage.secrets.list()[0]?.problem).toBeNull()
  })

  it('says of an entry that is gone', async () => {
    await add()
    stage.entries.clear()
    expect(await stage.secrets.envFor(one)).toEqual({})
    expect(stage.secrets.list()[0]?.problem).toContain('no value')
  })

  it('gives what it can when it dies in mid-run, asks no more than once, and comes back', async () => {
    await add({ name: 'A', projectId: one })
    await add({ name: 'B', projectId: one })
    await add({ name: 'FLEETING' }, 'f', false)
    stage.trouble = nobody
    expect(await stage.secrets.envFor(one)).toEqual({ FLEETING: 'f' })
    expect(stage.reads).toHaveLength(1)
    expect(stage.secrets.list().map(({ problem }) => problem !== null)).toEqual([true, true, false])
    expect(stage.events.at(-1)).toMatchObject({ secrets: [{ problem: expect.any(String) }, {}, {}] })

    stage.trouble = null
    stage.changes.length = 0
    stage.secrets.keyringChanged({ state: 'ready', words: '', detail: null })
    expect(stage.changes).toEqual([one])
    expect(stage.secrets.list().map(({ problem }) => problem)).toEqual([null, null, null])
    expect(Object.keys(await stage.secrets.envFor(one))).toEqual(['FLEETING', 'A', 'B'])
  })
})

describe('the list on disk', () => {
  it.each(['{"secrets":', '[]', '{"secrets":[{"id":"../x"}]}', '\0'])('starts afresh from %j and says so', (text) => {
    writeFileSync(stage.file, text)
    expect(stage.restart().list()).toEqual([])
    expect(stage.secrets.problem).toContain('secrets.json.broken')
  })

  it('sets no variable that somebody wrote into it', async () => {
    const { id } = await add()
    const record = { id, projectId: null, purpose: 'mcp-env', label: '', createdAtMs: 1, kept: true }
    writeFileSync(stage.file, JSON.stringify({ secrets: [{ ...record, name: 'LD_PRELOAD' }] }))
    stage.restart()
    expect(await stage.secrets.envFor(one)).toEqual({})
    expect(stage.secrets.namesFor(one)).toEqual([])
    expect(stage.secrets.list()[0]?.problem).toContain('LD_PRELOAD')
  })
})
