// Hooks as Codex lists them, read leniently, and what they are in words. Pure.
import { fields, listIn, numberIn, textIn } from '../threads/decode'

export type HookTrust = 'trusted' | 'untrusted' | 'modified' | 'managed'

export interface Hook {
  /** Codex's, by place in the file: it names another hook once one is put before it. */
  key: string
  event: string
  /** command, mcpTool, prompt, agent; others pass through. */
  kind: string
  /** What it runs: the command as it is written, or the tool. */
  runs: string
  matcher: string | null
  timeoutSec: number | null
  async: boolean
  statusMessage: string | null
  /** File that it is written in. */
  file: string
  /** Codex's own word for where it comes from. */
  source: string
  pluginId: string | null
  enabled: boolean
  hash: string
  trust: HookTrust
  order: number
}

const trusts: readonly HookTrust[] = ['trusted', 'untrusted', 'modified', 'managed']

/** The generated types say bigint where JSON has numbers. */
const count = (object: ReturnType<typeof fields>, name: string): number | null => numberIn(object, name)

function runsOf(read: ReturnType<typeof fields>): string {
  switch (read['handlerType']) {
    case 'command':
      return textIn(read, 'command') ?? ''
    case 'mcpTool':
      return `${textIn(read, 'server') ?? ''} / ${textIn(read, 'tool') ?? ''}`
    default:
      return ''
  }
}

export interface HookList {
  hooks: Hook[]
  /** Codex's words about files that it left out. */
  warnings: string[]
}

/** Reads a hooks/list answer. A hook without key or hash can't be trusted by anybody, and is left out. */
export function readHooks(answer: unknown): HookList {
  const entries = listIn(fields(answer), 'data').map(fields)
  const hooks = entries.flatMap((entry) =>
    listIn(entry, 'hooks').flatMap((one): Hook[] => {
      const read = fields(one)
      const key = textIn(read, 'key')
      const hash = textIn(read, 'currentHash')
      if (key === null || hash === null) return []
      return [
        {
          key,
          hash,
          event: textIn(read, 'eventName') ?? 'unknown',
          kind: textIn(read, 'handlerType') ?? 'unknown',
          runs: runsOf(read),
          matcher: textIn(read, 'matcher'),
          timeoutSec: count(read, 'timeoutSec'),
          async: read['async'] === true,
          statusMessage: textIn(read, 'statusMessage'),
          file: textIn(read, 'sourcePath') ?? '',
          source: textIn(read, 'source') ?? 'unknown',
          pluginId: textIn(read, 'pluginId'),
          enabled: read['enabled'] === true,
          trust: trusts.find((trust) => trust === read['trustStatus']) ?? 'untrusted',
          order: count(read, 'displayOrder') ?? 0,
        },
      ]
    }),
  )
  const warnings = entries.flatMap((entry) => [
    ...listIn(entry, 'warnings').filter((text) => typeof text === 'string'),
    ...listIn(entry, 'errors').map(
      (error) => `${textIn(fields(error), 'path') ?? ''}: ${textIn(fields(error), 'message') ?? ''}`,
    ),
  ])
  return { hooks: hooks.toSorted((a, b) => a.order - b.order), warnings }
}

/** When a hook runs. Codex's own name for events that this app doesn't know. */
export function eventWords(event: string): string {
  const words: Record<string, string> = {
    preModelRequest: 'Before the model is asked',
    postModelRequest: 'After the model answered',
    preToolUse: 'Before a tool runs',
    postToolUse: 'After a tool ran',
    permissionRequest: 'When Codex asks for permission',
    preCompact: 'Before a chat is summed up',
    postCompact: 'After a chat was summed up',
    sessionStart: 'When a chat starts',
    sessionEnd: 'When a chat ends',
    userPromptSubmit: 'When you send a message',
    subagentStart: 'When a sub-agent starts',
    subagentStop: 'When a sub-agent ends',
    stop: 'When a turn ends',
    interrupt: 'When a turn is stopped',
  }
  return Object.hasOwn(words, event) ? (words[event] ?? event) : event
}

export function hookSourceWords({ source, pluginId }: Pick<Hook, 'source' | 'pluginId'>): string {
  switch (source) {
    case 'user':
      return 'this project’s home'
    case 'project':
      return 'this project’s folder'
    case 'plugin':
      return pluginId === null ? 'a plugin' : `the plugin ${pluginId}`
    case 'system':
      return 'the system'
    case 'sessionFlags':
      return 'the app’s flags'
    case 'mdm':
    case 'cloudRequirements':
    case 'cloudManagedConfig':
    case 'legacyManagedConfigFile':
    case 'legacyManagedConfigMdm':
      return 'your administrator'
    default:
      return source
  }
}

/** What the trust of a person covers, field by field: kept beside the hash, to say later what changed. */
export function definitionOf(hook: Hook): Record<string, string> {
  return {
    event: hook.event,
    kind: hook.kind,
    runs: hook.runs,
    matcher: hook.matcher ?? '',
    timeout: hook.timeoutSec === null ? '' : String(hook.timeoutSec),
    async: hook.async ? 'yes' : 'no',
    message: hook.statusMessage ?? '',
  }
}

const fieldWords: Record<string, string> = {
  event: 'Event',
  kind: 'Kind',
  runs: 'Command',
  matcher: 'Matcher',
  timeout: 'Time limit (s)',
  async: 'In the background',
  message: 'Message',
}

export interface DefinitionChange {
  field: string
  before: string
  now: string
}

/** Which parts of a definition are other ones than when it was trusted. */
export function definitionChanges(before: Readonly<Record<string, string>>, hook: Hook): DefinitionChange[] {
  const now = definitionOf(hook)
  return Object.keys(now).flatMap((name) => {
    const [was, is] = [before[name] ?? '', now[name] ?? '']
    return was === is ? [] : [{ field: fieldWords[name] ?? name, before: was, now: is }]
  })
}
