// What an import from another agent does, item by item, in words. Pure.
import type { AgentItem } from '../../../preload/contract/extensions'

export interface ItemWords {
  title: string
  /** What Codex does with it. */
  does: string
  /** What one has to know before. */
  caution: string | null
  /** It needs the network. */
  online: boolean
}

const plural = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`

/** `home`: the item is the person's own, not the folder's. Kinds that this app doesn't know keep Codex's sentence. */
export function itemWords({ type, where, names, sessions, description }: AgentItem): ItemWords {
  const inHome = where === 'home'
  const config = inHome ? 'this project’s config.toml' : 'the folder’s .codex/config.toml'
  const words = (title: string, does: string, caution: string | null = null, online = false): ItemWords => ({
    title,
    does,
    caution,
    online,
  })
  switch (type) {
    case 'CONFIG':
      return words(
        'Settings and environment',
        `Writes variables for commands into ${config}, and with them which of your own variables commands see.`,
        'Commands of the model then get only the core of your environment (inherit = "core"), and a sandbox mode may be set. Values are written in clear text.',
      )
    case 'MCP_SERVER_CONFIG':
      return words(
        plural(names.length, 'MCP server'),
        `Adds them to ${config}. They start in every chat of this project from then on.`,
        'Their variables and headers, tokens too, are written in clear text. Codex takes all of them; take out afterwards what you don’t want, and keep tokens as secrets instead.',
      )
    case 'HOOKS':
      return words(
        plural(names.length, 'hook'),
        `Adds them to ${inHome ? 'this project’s hooks.json' : 'the folder’s .codex/hooks.json'}.`,
        'None of them runs before you trust it under Hooks.',
      )
    case 'SKILLS':
      return words(
        plural(names.length, 'skill'),
        inHome ? 'Copies them into this project’s home.' : 'Copies them into the folder’s .agents/skills.',
      )
    case 'COMMANDS':
      return words(
        plural(names.length, 'command'),
        `Makes skills of them, named source-command-…, in ${inHome ? 'this project’s home' : 'the folder’s .agents/skills'}.`,
        'Commands with $ARGUMENTS are left out.',
      )
    case 'SUBAGENTS':
      return words(
        plural(names.length, 'sub-agent'),
        `Writes them to ${inHome ? 'agents/ in this project’s home' : 'the folder’s .codex/agents'}.`,
      )
    case 'AGENTS_MD':
      return words(
        'Instructions (CLAUDE.md)',
        `Writes them to ${inHome ? 'AGENTS.md in this project’s home' : 'AGENTS.md in the project’s folder'}. New chats read it.`,
      )
    case 'PLUGINS':
      return words(
        plural(names.length, 'plugin'),
        'Adds their marketplaces and installs them.',
        'Codex fetches them from GitHub. What they bring (servers, hooks) starts as with any plugin.',
        true,
      )
    case 'SESSIONS':
      return words(
        plural(sessions.length, 'chat'),
        'Copies the chats that you choose into this project’s list of chats.',
      )
    case 'MEMORY':
      return words('Memories', 'Copies them into the memories of this project’s home.')
    default:
      return words(type, description)
  }
}

/** Items that are ticked to begin with: those that only add something and need no network. */
export const chosenAtFirst = ({ type }: AgentItem): boolean =>
  ['AGENTS_MD', 'SKILLS', 'COMMANDS', 'SUBAGENTS'].includes(type)

/** What one imported thing is. */
export function typeWords(type: string): string {
  const words: Record<string, string> = {
    CONFIG: 'Settings',
    MCP_SERVER_CONFIG: 'MCP server',
    HOOKS: 'Hook',
    SKILLS: 'Skill',
    COMMANDS: 'Command',
    SUBAGENTS: 'Sub-agent',
    AGENTS_MD: 'Instructions',
    PLUGINS: 'Plugin',
    SESSIONS: 'Chat',
    MEMORY: 'Memory',
  }
  return Object.hasOwn(words, type) ? (words[type] ?? type) : type
}
