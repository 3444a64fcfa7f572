// What externalAgentConfig/detect found of another agent, made into items with ids. Pure.
import { createHash } from 'node:crypto'
import type { AgentItem } from '@contract/extensions'
import { fields, listIn, textIn, type Fields } from './answers'

/** An item as Codex told of it, to be sent back, and as the page sees it. */
export interface FoundItem {
  readonly raw: Fields
  readonly item: AgentItem
}

const mostNames = 500

/** Parts of an item's `details` that are lists of named things. */
const named = ['mcpServers', 'hooks', 'skills', 'commands', 'subagents'] as const

function namesIn(details: Fields): string[] {
  const names = named.flatMap((part) => listIn(details, part).map((one) => textIn(fields(one), 'name')))
  const plugins = listIn(details, 'plugins').flatMap((one) =>
    listIn(fields(one), 'pluginNames').map(
      (name) => `${String(name)} (${textIn(fields(one), 'marketplaceName') ?? ''})`,
    ),
  )
  const memory = listIn(details, 'memory').map(String)
  return [...names.filter((name) => name !== null), ...plugins, ...memory].slice(0, mostNames)
}

/** The items of a detect answer. One of no type is left out. */
export function foundItems(answer: unknown): FoundItem[] {
  return listIn(fields(answer), 'items').flatMap((one): FoundItem[] => {
    const raw = fields(one)
    const type = textIn(raw, 'itemType')
    if (type === null) return []
    const details = fields(raw['details'])
    const cwd = textIn(raw, 'cwd')
    const description = textIn(raw, 'description') ?? ''
    const sessions = listIn(details, 'sessions').flatMap((entry) => {
      const session = fields(entry)
      const path = textIn(session, 'path')
      return path === null ? [] : [{ path, title: textIn(session, 'title'), cwd: textIn(session, 'cwd') ?? '' }]
    })
    const names = namesIn(details)
    // Chats grow while one looks; anything else that is another thing by now has to be looked at again.
    const id = createHash('sha256')
      .update(JSON.stringify([type, cwd, description, names]))
      .digest('hex')
      .slice(0, 24)
    const where = cwd === null || cwd === '' ? 'home' : 'project'
    return [{ raw, item: { id, type, where, description, names, sessions } }]
  })
}

/** The item with only these chats, as Codex takes it. */
export function withSessions({ raw, item }: FoundItem, paths: readonly string[]): Fields {
  if (item.sessions.length === 0) return raw
  const details = fields(raw['details'])
  const sessions = listIn(details, 'sessions').filter((one) => paths.includes(textIn(fields(one), 'path') ?? ''))
  return { ...raw, details: { ...details, sessions } }
}

/** Whether Codex puts what this item holds into the folder `.agents/skills` beside the home. */
export const makesSkills = ({ type, where }: AgentItem): boolean =>
  where === 'home' && (type === 'SKILLS' || type === 'COMMANDS')
