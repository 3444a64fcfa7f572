// Skills of a project with the real Codex: read, turned on and off without touching other lines of config.toml, further folders.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SkillRoots } from '../../../main/extensions/skill-roots'
import { openExtensionStage, type ExtensionStage } from '../../support/extension-stage'

const config = '\ufeff# mine\r\n[features]\r\nplugins = false # quiet\r\n\r\n[analytics]\r\nenabled = false\r\n'

let stage: ExtensionStage
let own: string
const id = () => stage.project.id

beforeAll(async () => {
  stage = await openExtensionStage({ config })
  own = stage.put(
    join(stage.home.codexHome, 'skills', 'own', 'SKILL.md'),
    '---\nname: own\ndescription: Mine\n---\nThe body.\n',
  )
  stage.put(join(stage.home.codexHome, 'skills', 'broken', 'SKILL.md'), 'no head')
})
afterAll(() => stage.end())

const skills = async () => {
  const { data } = await stage.codex.request('skills/list', { cwds: [stage.project.path], forceReload: true })
  return data[0]?.skills ?? []
}

describe('a skill', () => {
  it('is read when Codex lists it, also when Codex can’t use it', async () => {
    expect(await stage.wing.skillFiles.read(id(), own)).toMatchObject({ path: own, cut: false })
    expect((await stage.wing.skillFiles.read(id(), own)).text).toContain('The body.')
    const broken = join(stage.home.codexHome, 'skills', 'broken', 'SKILL.md')
    expect((await stage.wing.skillFiles.read(id(), broken)).text).toBe('no head')
  })

  it('is not read from any other place', async () => {
    const secret = stage.put(join(stage.userHome, 'secret'), 'secret')
    for (const path of [secret, join(own, '..', '..', '..', 'config.toml'), '/etc/passwd'])
      await expect(stage.wing.skillFiles.read(id(), path)).rejects.toThrow('does not list this skill')
    await expect(stage.wing.skillFiles.reveal(id(), secret)).rejects.toThrow('does not list this skill')
    expect(stage.revealed).toEqual([])
  })

  it('is shown cut when it is long', async () => {
    const long = stage.put(
      join(stage.home.codexHome, 'skills', 'long', 'SKILL.md'),
      `---\nname: long\ndescription: Long\n---\n${'x'.repeat(400_000)}`,
    )
    await skills()
    const read = await stage.wing.skillFiles.read(id(), long)
    expect([read.cut, read.text.length]).toEqual([true, 262_144])
  })

  it('is turned off and on again; the rest of config.toml keeps its bytes, and Undo knows the way', async () => {
    const off = await stage.wing.acts.act(id(), { kind: 'skill', path: own, enabled: false })
    expect((await skills()).find(({ name }) => name === 'own')?.enabled).toBe(false)
    expect(stage.config().startsWith(config)).toBe(true)
    expect(off.note).toBeNull()
    const undone = await stage.writes.undo([off.undoId ?? ''])
    expect(undone[0]?.state).toBe('written')
    expect(stage.config()).toBe(config)
    expect((await skills()).find(({ name }) => name === 'own')?.enabled).toBe(true)
  })
})

describe('a further folder of skills', () => {
  it('is picked natively, counts at once, and is told to a server that starts later', async () => {
    const folder = join(stage.home.root, 'team-skills')
    stage.put(join(folder, 'team', 'SKILL.md'), '---\nname: team\ndescription: Ours\n---\n')
    stage.answers.folder = folder
    expect(await stage.wing.skillRoots.add(id())).toEqual([{ path: folder, exists: true }])
    expect((await skills()).map(({ name }) => name)).toContain('team')
    // A server that has just started knows of none.
    await stage.codex.connection.requestRaw('skills/extraRoots/set', { extraRoots: [] })
    expect((await skills()).map(({ name }) => name)).not.toContain('team')
    const later = new SkillRoots({
      userData: join(stage.home.root, 'data'),
      find: () => stage.project,
      request: (_project, method, params) => stage.codex.connection.requestRaw(method, params),
      pickFolder: () => Promise.resolve(null),
    })
    await later.tell(id())
    expect((await skills()).map(({ name }) => name)).toContain('team')
    expect(await later.remove(id(), folder)).toEqual([])
    expect((await skills()).map(({ name }) => name)).not.toContain('team')
  })

  it('is added once, and none when the dialog is closed', async () => {
    stage.answers.folder = null
    const before = await stage.wing.skillRoots.list(id())
    expect(await stage.wing.skillRoots.add(id())).toEqual(before)
    expect(stage.questions.filter((question) => question === 'skills')).toHaveLength(2)
  })

  it('that went away is told as gone', async () => {
    stage.answers.folder = join(stage.home.root, 'gone')
    expect(await stage.wing.skillRoots.add(id())).toContainEqual({ path: stage.answers.folder, exists: false })
  })
})
