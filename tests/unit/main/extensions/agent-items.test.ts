import { describe, expect, it } from 'vitest'
import { foundItems, makesSkills, withSessions } from '../../../../main/extensions/agent-items'

const raw = (itemType: unknown, more: object = {}) => ({
  itemType,
  description: 'Migrate',
  cwd: null,
  details: null,
  ...more,
})
const only = (value: unknown) => {
  const [found] = foundItems({ items: [value] })
  if (found === undefined) throw new Error('nothing found')
  return found
}

describe('what was found of another agent', () => {
  it('is named, with where it goes and what is in it', () => {
    const { item } = only(
      raw('HOOKS', {
        cwd: '/work',
        details: { hooks: [{ name: 'Stop' }, {}], plugins: [{ marketplaceName: 'm', pluginNames: ['p'] }] },
      }),
    )
    expect(item).toMatchObject({ type: 'HOOKS', where: 'project', names: ['Stop', 'p (m)'], sessions: [] })
    expect(only(raw('SKILLS', { cwd: '' })).item.where).toBe('home')
  })

  it('keeps its id while it is the same, however many chats come', () => {
    const chats = (...paths: string[]) =>
      raw('SESSIONS', { details: { sessions: paths.map((path) => ({ path, cwd: '/w' })) } })
    expect(only(chats('/a')).item.id).toBe(only(chats('/a', '/b')).item.id)
    const skills = (...names: string[]) => raw('SKILLS', { details: { skills: names.map((name) => ({ name })) } })
    expect(only(skills('a')).item.id).not.toBe(only(skills('a', 'b')).item.id)
    expect(only(raw('HOOKS')).item.id).not.toBe(only(raw('HOOKS', { cwd: '/work' })).item.id)
  })

  it('is left out without a type; the rest is read leniently', () => {
    expect(foundItems(null)).toEqual([])
    expect(foundItems({ items: [null, 3, raw(7), raw('NEW', { details: 'odd', description: 4 })] })).toMatchObject([
      { item: { type: 'NEW', description: '', names: [] } },
    ])
  })

  it('goes back to Codex whole, chats only as chosen', () => {
    const sessions = ['/a', '/b'].map((path) => ({ path, cwd: '/w', title: 't', extra: 1 }))
    const found = only(raw('SESSIONS', { details: { sessions, skills: [] } }))
    expect(withSessions(found, ['/b', '/elsewhere'])).toEqual(
      raw('SESSIONS', { details: { sessions: [sessions[1]], skills: [] } }),
    )
    const other = only(raw('CONFIG'))
    expect(withSessions(other, ['/a'])).toBe(other.raw)
  })

  it('makes skills only of a person’s own skills and commands', () => {
    expect(makesSkills(only(raw('COMMANDS')).item)).toBe(true)
    expect(makesSkills(only(raw('SKILLS', { cwd: '/work' })).item)).toBe(false)
    expect(makesSkills(only(raw('SUBAGENTS')).item)).toBe(false)
  })
})
