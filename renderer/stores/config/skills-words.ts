// Skills as Codex lists them, read leniently, with where they come from in words. Pure.
import { fields, listIn, textIn } from '../threads/decode'
import type { SkillRoot } from '../../../preload/contract/extensions'

/** Where a skill comes from, in the order of the list. */
export type SkillSource = 'folder' | 'home' | 'person' | 'extra' | 'plugin' | 'administrator' | 'system' | 'other'

export interface Skill {
  /** Absolute path of its SKILL.md: two skills may have one name. */
  path: string
  name: string
  title: string
  description: string
  source: SkillSource
  /** The plugin or folder it comes with, where that says more. */
  from: string | null
  enabled: boolean
  /** Tools that it says it needs. */
  needs: string[]
}

export interface SkillError {
  path: string
  message: string
}

export const sourceOrder: readonly SkillSource[] = [
  'folder',
  'home',
  'person',
  'extra',
  'plugin',
  'administrator',
  'other',
  'system',
]

export function sourceWords(source: SkillSource): string {
  switch (source) {
    case 'folder':
      return 'This project’s folder'
    case 'home':
      return 'This project’s home'
    case 'person':
      return 'Your own, for all projects (~/.agents/skills)'
    case 'extra':
      return 'Further folders'
    case 'plugin':
      return 'Plugins'
    case 'administrator':
      return 'Your administrator'
    case 'system':
      return 'Part of Codex'
    case 'other':
      return 'Elsewhere'
    default:
      return source satisfies never
  }
}

const slashed = (path: string): string => path.replaceAll('\\', '/')

function sourceOf(
  scope: string | null,
  path: string,
  pluginId: string | null,
  roots: readonly SkillRoot[],
): SkillSource {
  if (pluginId !== null) return 'plugin'
  const place = slashed(path)
  if (roots.some((root) => place.startsWith(`${slashed(root.path).replace(/\/$/, '')}/`))) return 'extra'
  switch (scope) {
    case 'repo':
      return 'folder'
    case 'system':
      return 'system'
    case 'admin':
      return 'administrator'
    case 'user':
      return place.includes('/.agents/skills/') ? 'person' : 'home'
    default:
      return 'other'
  }
}

/** Reads a skills/list answer. `roots`: the folders that the person added. */
export function readSkills(answer: unknown, roots: readonly SkillRoot[]): { skills: Skill[]; errors: SkillError[] } {
  const entries = listIn(fields(answer), 'data').map(fields)
  const skills = entries.flatMap((entry) =>
    listIn(entry, 'skills').flatMap((one): Skill[] => {
      const read = fields(one)
      const path = textIn(read, 'path')
      const name = textIn(read, 'name')
      if (path === null || name === null) return []
      const shown = fields(read['interface'])
      const pluginId = textIn(read, 'pluginId')
      const source = sourceOf(textIn(read, 'scope'), path, pluginId, roots)
      const needs = listIn(fields(read['dependencies']), 'tools').flatMap((tool) => textIn(fields(tool), 'value') ?? [])
      return [
        {
          path,
          name,
          title: textIn(shown, 'displayName') ?? name,
          description: textIn(shown, 'shortDescription') ?? textIn(read, 'description') ?? '',
          source,
          from: pluginId,
          enabled: read['enabled'] === true,
          needs,
        },
      ]
    }),
  )
  const errors = entries.flatMap((entry) =>
    listIn(entry, 'errors').map((one) => ({
      path: textIn(fields(one), 'path') ?? '',
      message: textIn(fields(one), 'message') ?? 'It could not be read.',
    })),
  )
  return { skills, errors }
}

/** Groups in the order of sources, each sorted by name; those that a search leaves. */
export function groupSkills(skills: readonly Skill[], search: string): { source: SkillSource; skills: Skill[] }[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = skills.filter((skill) => {
    const text = `${skill.name} ${skill.title} ${skill.description} ${skill.from ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return sourceOrder.flatMap((source) => {
    const own = found
      .filter((skill) => skill.source === source)
      .toSorted((a, b) => a.title.localeCompare(b.title) || a.path.localeCompare(b.path))
    return own.length === 0 ? [] : [{ source, skills: own }]
  })
}

/** Names that two enabled skills share: Codex then puts in neither when it is called by name. */
export function sharedNames(skills: readonly Skill[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { name, enabled } of skills) {
    if (!enabled) continue
    if (seen.has(name)) shared.add(name)
    seen.add(name)
  }
  return shared
}
