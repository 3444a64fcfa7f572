// Hooks with the real Codex: nothing runs untrusted, trust is for the words that were shown, and each run is heard of.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitionChanges, definitionOf, readHooks, type Hook } from '../../../renderer/stores/config/hooks-words'
import { useHookRuns } from '../../../renderer/stores/config/hooks-runs'
import { openExtensionStage, type ExtensionStage } from '../../support/extension-stage'
import { startResponsesServer, type ScriptedModel } from '../../support/responses-server'

let stage: ExtensionStage
let model: ScriptedModel
let file: string
/** Outside the project's folder: a sandboxed command could not write it. */
let mark: string

const write = (command: string, before: string[] = []): void => {
  const hooks = [...before, command].map((one) => ({ hooks: [{ type: 'command', command: one, timeout: 10 }] }))
  stage.put(file, JSON.stringify({ hooks: { UserPromptSubmit: hooks } }))
}
const list = async (): Promise<Hook[]> =>
  readHooks(await stage.codex.request('hooks/list', { cwds: [stage.project.path] })).hooks
const first = async (): Promise<Hook> => {
  const [hook] = await list()
  if (hook === undefined) throw new Error('no hook')
  return hook
}
const trust = ({ key, hash }: Hook) => stage.wing.hookTrust.trust(stage.project.id, key, hash)
const turn = async (): Promise<void> => {
  await stage.codex.runTurn(await stage.codex.startThread(), 'hello')
}

beforeAll(async () => {
  model = await startResponsesServer()
  stage = await openExtensionStage({ config: `${model.configToml}plugins = false\n` })
  file = join(stage.home.codexHome, 'hooks.json')
  mark = join(stage.home.root, 'hook-ran')
  write(`echo once > '${mark}'`)
})
afterAll(async () => {
  await stage.end()
  await model.close()
})

describe('a hook', () => {
  it('does not run before it is trusted, and says nothing', async () => {
    expect(await list()).toMatchObject([
      { event: 'userPromptSubmit', trust: 'untrusted', enabled: true, timeoutSec: 10 },
    ])
    await turn()
    expect(existsSync(mark)).toBe(false)
    expect(stage.codex.notifications.some(({ method }) => method.startsWith('hook/'))).toBe(false)
  })

  it('is trusted only after a native yes to exactly what it runs', async () => {
    stage.answers.agree = false
    const hook = await first()
    expect(await trust(hook)).toEqual({ state: 'declined' })
    expect(stage.questions.at(-1)).toContain(hook.runs)
    expect((await first()).trust).toBe('untrusted')
    expect(stage.config()).not.toContain('trusted_hash')
    stage.answers.agree = true
  })

  it('runs once it is trusted, outside the sandbox, and its runs are kept', async () => {
    expect(await trust(await first())).toMatchObject({ state: 'done', write: { state: 'written', problem: null } })
    expect((await first()).trust).toBe('trusted')
    await turn()
    expect(readFileSync(mark, 'utf8')).toBe('once\n')
    const projectId = stage.project.id
    useHookRuns.getState().receive(
      stage.codex.notifications.map(({ method, params }) => ({
        type: 'codex',
        projectId,
        notification: { method, params },
      })),
    )
    expect(useHookRuns.getState().runs).toMatchObject([
      { event: 'userPromptSubmit', status: 'completed', file, projectId },
    ])
    rmSync(mark)
  })

  it('that is another one by now is left out, and what changed can be told', async () => {
    const before = definitionOf(await first())
    write(`echo twice > '${mark}'`)
    const hook = await first()
    expect(hook.trust).toBe('modified')
    expect(definitionChanges(before, hook)).toEqual([
      { field: 'Command', before: `echo once > '${mark}'`, now: `echo twice > '${mark}'` },
    ])
    await turn()
    expect(existsSync(mark)).toBe(false)
  })

  it('is not trusted by the hash of what was shown before', async () => {
    const shown = await first()
    write(`echo thrice > '${mark}'`)
    const asked = stage.questions.length
    expect(await trust(shown)).toEqual({ state: 'changed' })
    expect(stage.questions).toHaveLength(asked)
    expect((await first()).trust).toBe('modified')
    await turn()
    expect(existsSync(mark)).toBe(false)
  })

  it('is turned off without losing its trust', async () => {
    await trust(await first())
    const { key } = await first()
    await stage.writes.write(
      { kind: 'project', projectId: stage.project.id },
      [{ path: ['hooks', 'state', key, 'enabled'], value: false, merge: 'replace' }],
      null,
    )
    expect(await first()).toMatchObject({ enabled: false, trust: 'trusted' })
    await turn()
    expect(existsSync(mark)).toBe(false)
  })
})

describe('a broken hooks.json', () => {
  it('is told of in Codex’s words, with no hook in it', async () => {
    stage.put(file, '{ "hooks": ')
    const read = readHooks(await stage.codex.request('hooks/list', { cwds: [stage.project.path] }))
    expect(read.hooks).toEqual([])
    expect(read.warnings.join()).toContain('failed to parse hooks config')
  })
})
