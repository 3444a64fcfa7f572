// Rules through the real Codex: what is listed, what a trial says, and that both agree with what happens to a command in a chat.
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { Backups } from '../../../main/config/backups'
import { Checker } from '../../../main/config/checker'
import { ConfigFiles } from '../../../main/config/config-files'
import { ConfigWrites } from '../../../main/config/config-writes'
import { Drafts } from '../../../main/config/drafts'
import { FileQueue } from '../../../main/config/file-queue'
import { Rules } from '../../../main/config/rules'
import { UndoStore } from '../../../main/config/undo-store'
import { scriptOf, splitAsCodex } from '../../../renderer/stores/config/rules-shell'
import { codexBinary, openCodex, type CodexSession } from '../../support/codex-session'
import { createTestHome, type TestHome } from '../../support/homes'
import { events, functionCall, say, startResponsesServer, type ScriptedModel } from '../../support/responses-server'
import { sampleProject } from '../../support/sample-project'

let home: TestHome
let session: CodexSession
let model: ScriptedModel
let rules: Rules
let writes: ConfigWrites
let trust: Project['trust'] = 'trusted'

const project = (): Project => sampleProject({ path: home.projectDir, name: 'project', trust, source: 'provider' })
const id = '0123456789abcdef'
const homeRules = (name: string, text: string): string => {
  const folder = join(home.codexHome, 'rules')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.rules`)
  writeFileSync(path, text)
  return path
}

beforeAll(async () => {
  model = await startResponsesServer()
  home = createTestHome({ config: model.configToml, trust: 'trusted', git: true })
  homeRules(
    'mine',
    `# what I think of git
prefix_rule(pattern=["git", ["push", "fetch"]], decision="prompt", justification="the network")
prefix_rule(pattern = ["say", "no"], decision = 'forbidden', justification = "never",) # really
words = """
prefix_rule(pattern=["in", "a", "text"], decision="allow")
"""
prefix_rule(
    pattern=["several", "lines"],
    decision="allow",
)
`,
  )
  homeRules(
    'default',
    `prefix_rule(pattern=["mkdir", "-p", "/tmp/a b/ü"], decision="allow")\r\nprefix_rule(pattern=["ls"], decision="allow")\r\n`,
  )
  home.write(
    '.codex/rules/team.rules',
    'prefix_rule(pattern=["git", "push"], decision="forbidden", justification="by hand only")\n',
  )
  session = await openCodex(home)
  const environment = { PATH: process.env['PATH'], HOME: home.root }
  const checker = new Checker({ folder: join(home.root, 'checks'), codex: async () => codexBinary(), environment })
  const backups = new Backups(join(home.root, 'backups'))
  const shared = { queue: new FileQueue(), undos: new UndoStore(), homeOf: () => home.codexHome }
  const files = new ConfigFiles({
    ...shared,
    find: () => project(),
    checker,
    backups,
    drafts: new Drafts(join(home.root, 'drafts')),
    reload: async () => undefined,
    reveal: () => undefined,
  })
  writes = new ConfigWrites({
    ...shared,
    projects: () => [project()],
    request: (_project, method, params) => session.connection.requestRaw(method, params),
    isRunning: () => true,
    allHomes: () => undefined,
    letRest: async () => undefined,
    editElsewhere: (text, edits) => checker.edit(text, edits),
    backUp: (projectId, bytes) => backups.keep(projectId, { kind: 'config' }, bytes),
  })
  rules = new Rules({
    find: (projectId) => (projectId === id ? project() : null),
    homeOf: () => home.codexHome,
    files,
    codex: async () => codexBinary(),
    environment,
    scratch: join(home.root, 'trials'),
  })
})
afterAll(async () => {
  await session.close()
  await model.close()
  home.remove()
})

describe('the files of rules', () => {
  it('are listed with the rules that stand on one line, and where they come from', async () => {
    const list = await rules.list(id)
    expect(list.map(({ where, name, counts, problem }) => [where, name, counts, problem])).toEqual([
      ['home', 'default', true, null],
      ['home', 'mine', true, null],
      ['project', 'team', true, null],
    ])
    expect(list[1]?.rules).toEqual([
      {
        line: 2,
        text: expect.stringContaining('"the network"'),
        kind: 'command',
        pattern: ['git', ['push', 'fetch']],
        decision: 'prompt',
        justification: 'the network',
      },
      {
        line: 3,
        text: expect.any(String),
        kind: 'command',
        pattern: ['say', 'no'],
        decision: 'forbidden',
        justification: 'never',
      },
    ])
  })

  it('of a folder that is not trusted don’t count', async () => {
    trust = 'restricted'
    expect((await rules.list(id)).find(({ where }) => where === 'project')?.counts).toBe(false)
    expect((await rules.try(id, ['git', 'push'])).decision).toBe('prompt')
    trust = 'trusted'
  })

  it('are told of with the line when they are broken, and so is a trial', async () => {
    const path = homeRules('broken', 'prefix_rule(pattern=["a"])\nprefix_rule(pattern=["b"], decision="maybe")\n')
    const broken = (await rules.list(id)).find(({ name }) => name === 'broken')
    expect(broken?.problem).toMatchObject({ line: 2, message: expect.stringContaining('maybe') })
    const trial = await rules.try(id, ['git', 'push'])
    expect(trial).toMatchObject({
      decision: 'forbidden',
      problems: [{ file: path, message: expect.stringMatching(/Line 2/) }],
    })
    writeFileSync(path, '')
  })

  it('of a folder are not followed out of it', async () => {
    const outside = join(home.root, 'outside.rules')
    writeFileSync(outside, 'prefix_rule(pattern=["stolen"], decision="allow")\n')
    symlinkSync(outside, join(home.projectDir, '.codex', 'rules', 'leak.rules'))
    const leak = (await rules.list(id)).find(({ name }) => name === 'leak')
    expect(leak).toMatchObject({ rules: [], problem: { message: expect.stringContaining('leads out') } })
    expect(await rules.try(id, ['stolen'])).toMatchObject({
      decision: null,
      problems: [{ message: expect.stringContaining('leads out') }],
    })
    rmSync(join(home.projectDir, '.codex', 'rules', 'leak.rules'))
  })
})

describe('a trial', () => {
  it('names each file that matched, and the strictest wins', async () => {
    const trial = await rules.try(id, ['git', 'push', 'origin'])
    expect(trial.decision).toBe('forbidden')
    expect(
      trial.matches.map(({ where, decision, prefix, justification }) => [where, decision, prefix, justification]),
    ).toEqual([
      ['home', 'prompt', ['git', 'push'], 'the network'],
      ['project', 'forbidden', ['git', 'push'], 'by hand only'],
    ])
  })

  it('knows rules over several lines too, and says when none matches', async () => {
    expect((await rules.try(id, ['several', 'lines', 'x'])).decision).toBe('allow')
    expect(await rules.try(id, ['--help'])).toEqual({ decision: null, matches: [], problems: [] })
    await expect(rules.try(id, ['a\0b'])).rejects.toThrow('NUL')
  })
})

describe('taking a rule out', () => {
  it('leaves every other byte alone, and can be undone', async () => {
    const path = join(home.codexHome, 'rules', 'default.rules')
    const before = readFileSync(path)
    const text = 'prefix_rule(pattern=["mkdir", "-p", "/tmp/a b/ü"], decision="allow")'
    const { undoId } = await rules.remove(id, 'home', 'default', 1, text)
    expect(readFileSync(path, 'utf8')).toBe('prefix_rule(pattern=["ls"], decision="allow")\r\n')
    expect((await rules.try(id, ['mkdir', '-p', '/tmp/a b/ü'])).decision).toBeNull()
    expect(await writes.undo([undoId])).toMatchObject([{ state: 'written' }])
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('refuses a line that says something else now, a line inside a text, and a name that is a path', async () => {
    await expect(rules.remove(id, 'home', 'default', 1, 'prefix_rule(pattern=["x"])')).rejects.toThrow(
      'something else now',
    )
    const inText = 'prefix_rule(pattern=["in", "a", "text"], decision="allow")'
    await expect(rules.remove(id, 'home', 'mine', 5, inText)).rejects.toThrow('something else now')
    await expect(rules.remove(id, 'home', '../config', 1, 'x')).rejects.toThrow('outside of the app')
  })
})

describe('what a trial of the single commands says', () => {
  /** What Codex did with a script of the model's: `forbidden`, `asked` or `ran`. */
  const inChat = async (cmd: string): Promise<string> => {
    const threadId = await session.startThread({ sandbox: 'read-only', approvalPolicy: 'on-request' })
    model.clear()
    model.queue(events(functionCall(`c_${Math.random()}`, 'exec_command', { cmd })), say('done'))
    const asked = session.requests.length
    session.answerWith((request) =>
      request.method === 'item/commandExecution/requestApproval' ? { decision: 'decline' } : {},
    )
    const before = model.requests.length
    await session.runTurn(threadId, 'go')
    if (session.requests.length > asked) return 'prompt'
    return /rejected/i.test(JSON.stringify(model.requests.slice(before + 1))) ? 'forbidden' : 'ran'
  }

  it.each([
    ['say no', true],
    ['echo a && say no', true],
    ['echo a; say "no"', true],
    ["echo a | say 'no'", true],
    ['echo a || say no\n', true],
    ['echo a\nsay no', true],
    ['say n""o', true],
    ['say no > out.txt', false],
    ['X=1 say no', false],
    ['echo $(say no)', false],
    ['echo "$HOME" && say no', false],
    ['(say no)', false],
    ['say no &', false],
    ['if true; then say no; fi', false],
    ['echo \\a && say no', false],
    ['echo "a\\b" && say no', true],
    ["echo 'a\\b $x' && say no", true],
    ['echo *.txt && say no', false],
    ['echo a? && say no', false],
    ['echo [a] && say no', false],
    ['echo %a && say no', true],
    ['echo @b && say no', true],
    ['echo a=b && say no', true],
    ['echo +c && say no', true],
    ['echo ^d && say no', false],
    ['echo --f=g && say no', true],
    ['echo a,b && say no', true],
    ['echo a:b && say no', true],
    ['echo ü && say no', true],
    ['echo "ü" && say no', true],
    ['echo a/b ./c ../d && say no', true],
    ['echo a~ && say no', false],
    ['echo ~/x && say no', false],
    ['echo a] && say no', false],
    ['echo a-b_c.d && say no', true],
    ['echo 12 && say no', true],
    ['echo \'a\'"b"c && say no', true],
    ['echo "" && say no', true],
    ["echo '' && say no", true],
    ['echo "a!b" && say no', true],
    ['echo "a\nb" && say no', true],
    ['echo "x#y" && say no', true],
    ['echo "\\\\" && say no', false],
    ['echo "a\\"b" && say no', false],
    ['echo a#b && say no', false],
    ['echo ~ && say no', false],
    ['s"ay" no', false],
    ["git commit -m'x y' && say no", true],
    ['"say" no', false],
    ['echo a\t&&\tsay no', true],
    ['say no;', true],
    ['echo a &&', false],
    ['echo a |& say no', false],
    ['echo a ;; say no', false],
    ['echo {a,b} && say no', false],
    ['say no 2>&1', false],
    ['time say no', false],
    ['echo a!b && say no', true],
    ['# x\nsay no', false],
    ['{ say no; }', false],
    ['! say no', false],
  ])('is what Codex does: %j', async (cmd, isPlain) => {
    const split = splitAsCodex(scriptOf(cmd))
    const told = [cmd, split.kind, await inChat(cmd)]
    expect(told).toEqual([cmd, isPlain ? 'commands' : 'whole', isPlain ? 'forbidden' : 'ran'])
    if (split.kind !== 'commands') return
    const decisions = await Promise.all(split.commands.map(async (words) => (await rules.try(id, words)).decision))
    expect(decisions).toContain('forbidden')
  })
})
