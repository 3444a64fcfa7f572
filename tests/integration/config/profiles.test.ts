// Profiles with the real Codex: what is listed of them, and that a chat begun with one is that chat again when it is taken up.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { Profiles } from '../../../main/config/profiles'
import { headlessCommand } from '../../../main/config/profiles-command'
import { ThreadProfiles } from '../../../main/projects/thread-profiles'
import { codexBinary, openCodex, type CodexSession } from '../../support/codex-session'
import { setConfigStage, type ConfigStage, type StagedProject } from '../../support/config-stage'
import { createTestHome, type TestHome } from '../../support/homes'
import { startResponsesServer, type ScriptedModel } from '../../support/responses-server'
import { sampleProject } from '../../support/sample-project'

describe('the profiles of a home', () => {
  let stage: ConfigStage
  let staged: StagedProject
  let chosen: string | null = null
  const profiles = (): Profiles =>
    new Profiles({
      find: (id) => (id === staged.project.id ? staged.project : null),
      homeOf: () => staged.home,
      files: stage.wing.files,
      choice: {
        used: () => chosen,
        use: async (_project, name) => {
          chosen = name
        },
        of: () => null,
      },
      platform: 'linux',
    })
  beforeEach(() => {
    stage = setConfigStage()
    staged = stage.add('p', {
      config:
        '[model_providers.house]\nname = "House"\nbase_url = "http://127.0.0.1:9/v1"\n[features]\nplugins = false\n',
    })
  })
  afterEach(() => stage.end())
  const write = (name: string, text: string | Uint8Array): void =>
    writeFileSync(join(staged.home, `${name}.config.toml`), text)

  it('are listed with what they set and what is wrong with them', async () => {
    write(
      'work',
      'model = "m"\nmodel_provider = "house"\nmodel_reasoning_effort = "low"\n[features]\ngoals = true\n[features.sleep_tool]\nenabled = false\n',
    )
    write('typo', 'model_verbosity = "loud"\n')
    write('torn', 'model = "\n')
    write('not utf8', Buffer.from([0xff]))
    const list = await profiles().list(staged.project.id)
    expect(list.map(({ name, keys, problem }) => [name, keys, problem === null])).toEqual([
      ['not utf8', [], false],
      ['torn', [], false],
      ['typo', ['model_verbosity'], false],
      ['work', ['model', 'model_provider', 'model_reasoning_effort', 'features'], true],
    ])
    expect(list[0]).toMatchObject({ command: '', problem: expect.stringContaining('Rename the file') })
    expect(list[1]?.problem).toMatch(/^Line 1: /)
    expect(list[2]?.problem).toMatch(/loud/)
    expect(list[3]).toMatchObject({ model: 'm', effort: 'low', features: { goals: true, sleep_tool: false } })
    expect(list[2]).toMatchObject({ model: null, effort: null, features: {} })
    expect(list[3]?.command).toBe(
      `test -f ${staged.home}/work.config.toml && CODEX_HOME=${staged.home} codex exec -p work 'Your task'`,
    )
  })

  it('are none where there is no home, and of no project that is gone', async () => {
    expect(await profiles().list(staged.project.id)).toEqual([])
    await expect(profiles().list('ffffffffffffffff')).rejects.toThrow('no longer in the list')
  })
})

describe('a chat begun with a profile', () => {
  let home: TestHome
  let model: ScriptedModel
  let session: CodexSession
  let profiles: ThreadProfiles
  const notices: string[] = []
  const project = (): Project => sampleProject({ path: home.projectDir, name: 'p', source: 'provider' })
  beforeEach(async () => {
    model = await startResponsesServer()
    home = createTestHome({ config: model.configToml, trust: 'trusted', git: true })
    session = await openCodex(home)
    profiles = new ThreadProfiles({
      file: join(home.root, 'profiles.json'),
      homeOf: () => home.codexHome,
      notice: (_level, message) => void notices.push(message),
    })
  })
  afterEach(async () => {
    await session.close()
    await model.close()
    home.remove()
  })
  const use = async (text: string): Promise<void> => {
    writeFileSync(join(home.codexHome, 'mine.config.toml'), text)
    await profiles.use(project(), 'mine')
  }
  const rights = { sandbox: 'read-only', approvalPolicy: 'on-request' }
  const ask = async (method: 'thread/start' | 'thread/resume' | 'thread/fork', params: object = {}) => {
    const given = { cwd: home.projectDir, ...rights, ...params }
    const answer = await session.connection.requestRaw(method, await profiles.adapt(project(), method, given))
    profiles.learn(project(), method, given, answer)
    // Codex's own answer, of which the test looks at a few fields.
    return answer as {
      thread: { id: string }
      model: string
      modelProvider: string
      reasoningEffort: string | null
      sandbox: { type: string }
      approvalPolicy: string
    }
  }
  const restart = async (): Promise<void> => {
    await session.close()
    session = await openCodex(home)
  }
  const sent = async (threadId: string, text: string): Promise<string> => {
    const before = model.requests.length
    await session.runTurn(threadId, text)
    return JSON.stringify(model.requests.slice(before))
  }

  it('has its settings, again after a restart and in a copy, with the model that was chosen since', async () => {
    await use(
      'model = "gpt-5.6-sol"\nmodel_reasoning_effort = "high"\nmodel_verbosity = "high"\ndeveloper_instructions = "FROM-PROFILE"\n',
    )
    const begun = await ask('thread/start')
    expect(begun).toMatchObject({ model: 'gpt-5.6-sol', reasoningEffort: 'high' })
    expect(await sent(begun.thread.id, 'one')).toMatch(
      /FROM-PROFILE.*"verbosity":"high"|"verbosity":"high".*FROM-PROFILE/,
    )
    await session.runTurn(begun.thread.id, 'two', { model: 'gpt-5.5', effort: 'low' })
    await restart()
    expect(await ask('thread/resume', { threadId: begun.thread.id })).toMatchObject({
      model: 'gpt-5.5',
      reasoningEffort: 'low',
    })
    expect(await sent(begun.thread.id, 'three')).toContain('"verbosity":"high"')
    const copy = await ask('thread/fork', { threadId: begun.thread.id })
    expect(await sent(copy.thread.id, 'four')).toContain('"verbosity":"high"')
  })

  it('keeps a provider that only the profile knows', async () => {
    await use(
      `model_provider = "other"\n[model_providers.other]\nname = "Other"\nbase_url = "${model.baseUrl}"\nexperimental_bearer_token = "${model.token}"\nwire_api = "responses"\n`,
    )
    const { thread, modelProvider } = await ask('thread/start')
    expect(modelProvider).toBe('other')
    await session.runTurn(thread.id, 'one')
    await restart()
    expect((await ask('thread/resume', { threadId: thread.id })).modelProvider).toBe('other')
    expect(await sent(thread.id, 'two')).toContain('two')
  })

  it('has the rights that it was begun with, whatever the profile says', async () => {
    await use(
      'sandbox_mode = "danger-full-access"\napproval_policy = "never"\n[sandbox_workspace_write]\nwritable_roots = ["/"]\n',
    )
    expect(await ask('thread/start')).toMatchObject({ sandbox: { type: 'readOnly' }, approvalPolicy: 'on-request' })
  })

  it('is not begun at all when Codex refuses what the profile says, in Codex’s words', async () => {
    await use('model_verbosity = "loud"\n')
    await expect(ask('thread/start')).rejects.toThrow(/loud/)
  })

  it.skipIf(process.platform === 'win32')(
    'is what a run without a window has, by the line that is offered',
    async () => {
      writeFileSync(
        join(home.codexHome, 'mine.config.toml'),
        'model_verbosity = "high"\n[features]\nview_image = false\n',
      )
      const run = (command: string) =>
        promisify(execFile)('/bin/sh', ['-c', `${command} </dev/null`], {
          cwd: home.projectDir,
          env: { PATH: `${dirname(codexBinary())}:/usr/bin:/bin`, HOME: home.root },
          timeout: 60_000,
        })
      await run(headlessCommand(home.codexHome, 'mine', 'linux'))
      const request = model.requests.at(-1)
      expect(JSON.stringify(request)).toMatch(/Your task.*"verbosity":"high"|"verbosity":"high".*Your task/)
      expect(request?.tools).not.toContain('view_image')
      // Codex itself would run without a word when the profile isn't there.
      const before = model.requests.length
      await expect(run(headlessCommand(home.codexHome, 'nobody', 'linux'))).rejects.toThrow('Command failed')
      expect(model.requests.length).toBe(before)
    },
  )
})
