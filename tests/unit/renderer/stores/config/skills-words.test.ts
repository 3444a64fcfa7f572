import { describe, expect, it } from 'vitest'
import { groupSkills, readSkills, sharedNames } from '../../../../../renderer/stores/config/skills-words'

const skill = (name: string, path: string, more: object = {}) => ({
  name,
  description: `${name} helps`,
  path,
  scope: 'user',
  enabled: true,
  pluginId: null,
  ...more,
})
const answer = (...skills: object[]) => ({ data: [{ cwd: '/work', skills, errors: [] }] })
const read = (...skills: object[]) => readSkills(answer(...skills), [{ path: '/team/skills/', exists: true }]).skills

describe('where a skill comes from', () => {
  it('is told by its plugin, the folders that were added, then its scope and path', () => {
    const sources = read(
      skill('a', '/home/h/skills/a/SKILL.md'),
      skill('b', '/home/me/.agents/skills/b/SKILL.md'),
      skill('c', '/team/skills/c/SKILL.md'),
      skill('d', '/team/skills-of-others/d/SKILL.md'),
      skill('e', '/work/.agents/skills/e/SKILL.md', { scope: 'repo' }),
      skill('f', '/home/h/skills/.system/f/SKILL.md', { scope: 'system' }),
      skill('g', '/team/skills/g/SKILL.md', { pluginId: 'demo@m' }),
      skill('h', '/etc/skills/h/SKILL.md', { scope: 'admin' }),
      skill('i', 'C:\\Users\\me\\.agents\\skills\\i\\SKILL.md'),
      skill('j', '/x/SKILL.md', { scope: 'new scope' }),
    ).map(({ name, source }) => `${name} ${source}`)
    expect(sources).toEqual([
      'a home',
      'b person',
      'c extra',
      'd home',
      'e folder',
      'f system',
      'g plugin',
      'h administrator',
      'i person',
      'j other',
    ])
  })

  it('puts Windows folders that were added apart from others', () => {
    const roots = [{ path: 'C:\\team', exists: true }]
    expect(readSkills(answer(skill('a', 'C:\\team\\a\\SKILL.md')), roots).skills[0]?.source).toBe('extra')
  })
})

describe('a list of skills', () => {
  it('reads names for people, needs and errors, and leaves out what is no skill', () => {
    const { skills, errors } = readSkills(
      {
        data: [
          {
            skills: [
              skill('img', '/a', {
                interface: { displayName: 'Image', shortDescription: 'Short' },
                dependencies: { tools: [{ type: 'mcp', value: 'canvas' }, 7] },
              }),
              { name: 'no path' },
              null,
            ],
            errors: [{ path: '/b', message: 'missing field' }, {}],
          },
          'nothing',
        ],
      },
      [],
    )
    expect(skills).toMatchObject([{ name: 'img', title: 'Image', description: 'Short', needs: ['canvas'] }])
    expect(errors).toEqual([
      { path: '/b', message: 'missing field' },
      { path: '', message: 'It could not be read.' },
    ])
    expect(readSkills(null, [])).toEqual({ skills: [], errors: [] })
  })

  it('is grouped by source, sorted by name, and searched word by word', () => {
    const skills = read(
      skill('zebra', '/h/skills/z/SKILL.md'),
      skill('apple', '/h/skills/a/SKILL.md'),
      skill('inner', '/w', { scope: 'repo' }),
    )
    expect(groupSkills(skills, '').map(({ source, skills: own }) => [source, own.map(({ name }) => name)])).toEqual([
      ['folder', ['inner']],
      ['home', ['apple', 'zebra']],
    ])
    expect(groupSkills(skills, ' HELPS  zeb ').flatMap(({ skills: own }) => own.map(({ name }) => name))).toEqual([
      'zebra',
    ])
    expect(groupSkills(skills, 'nothing fits')).toEqual([])
  })

  it('knows names that two skills share while both are on', () => {
    const two = read(skill('own', '/a'), skill('own', '/b'), skill('off', '/c'), skill('off', '/d', { enabled: false }))
    expect([...sharedNames(two)]).toEqual(['own'])
  })
})
