// The `/` commands: their names and how a message is read as one. Pure; what they do is in run-command.

export type SlashName =
  | 'new'
  | 'plan'
  | 'review'
  | 'compact'
  | 'status'
  | 'model'
  | 'permissions'
  | 'rename'
  | 'goal'
  | 'fork'
  | 'archive'
  | 'stop'

export interface SlashCommand {
  name: SlashName
  /** What follows the name, in brackets when it may be left out; null when nothing does. */
  argument: string | null
  description: string
  /** Works on a chat that exists. */
  needsThread: boolean
}

export const slashCommands: readonly SlashCommand[] = [
  { name: 'new', argument: null, description: 'Start a new chat', needsThread: false },
  { name: 'plan', argument: null, description: 'Turn plan mode on or off', needsThread: false },
  { name: 'review', argument: '[instructions]', description: 'Review changes in the folder', needsThread: false },
  { name: 'compact', argument: null, description: 'Summarise the chat to free context', needsThread: true },
  { name: 'status', argument: null, description: 'Show model, permissions, folder and usage', needsThread: false },
  { name: 'model', argument: null, description: 'Choose the model', needsThread: false },
  { name: 'permissions', argument: null, description: 'Choose what Codex may do', needsThread: false },
  { name: 'rename', argument: 'title', description: 'Rename this chat', needsThread: true },
  {
    name: 'goal',
    argument: 'objective | pause | resume | budget n | clear',
    description: 'Set, pause, limit or clear the goal of this chat',
    needsThread: true,
  },
  { name: 'fork', argument: null, description: 'Go on in a copy of this chat', needsThread: true },
  { name: 'archive', argument: null, description: 'Archive this chat', needsThread: true },
  { name: 'stop', argument: null, description: 'Stop the running turn', needsThread: true },
]

export interface SlashCall {
  command: SlashCommand
  /** Trimmed; empty when nothing followed. */
  argument: string
}

/** Reads a whole message as a command. Null for anything else: an unknown `/x` is sent as text. */
export function parseSlash(text: string): SlashCall | null {
  if (!text.startsWith('/') || text.length > 10_000) return null
  const match = /^\/([a-z]+)(?:\s+([\s\S]*))?$/.exec(text.trimEnd())
  if (!match) return null
  const command = slashCommands.find(({ name }) => name === match[1])
  if (!command) return null
  const argument = (match[2] ?? '').trim()
  // "/compact the parser" is no command of ours: it is a sentence that starts with a slash.
  if (argument !== '' && command.argument === null) return null
  return { command, argument }
}

/** Commands whose name starts with the query, then those that contain it. */
export function matchSlash(query: string, hasThread: boolean): SlashCommand[] {
  const asked = query.toLowerCase()
  const usable = slashCommands.filter((command) => hasThread || !command.needsThread)
  return [
    ...usable.filter(({ name }) => name.startsWith(asked)),
    ...usable.filter(({ name }) => !name.startsWith(asked) && name.includes(asked)),
  ]
}
