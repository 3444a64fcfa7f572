// Servers out of what other clients keep as JSON: Claude Desktop and Code, Cursor, Windsurf, Gemini (`mcpServers`), VS Code
// (`servers` with `inputs`), Zed (`context_servers`), opencode (`mcp`), and a bare server. Pure; the text may hold anything.
import { fields, listIn, textIn, type Fields } from '../threads/decode'
import { readJsonc } from './jsonc'
import { isTable } from './layers'
import { emptyDraft, type McpDraft, type Pair } from './mcp-draft'
import { looksSecret, secretArgument, secretInUrl } from './mcp-secrets'
import { textsOf } from './mcp-servers'

export interface ImportedServer {
  draft: McpDraft
  /** Its name in the text. */
  from: string
  /** What could not be taken over, or wants a look; in words. */
  notes: string[]
  /** What the person has to give: the row's name, what it is, and what stands before it ("Bearer "). */
  asks: { name: string; words: string; prefix: string }[]
}

export type ImportRead = { ok: true; servers: ImportedServer[]; left: string[] } | { ok: false; problem: string }

/** Longest text that is read, most servers, and most entries of a list in one. */
export const importLimits = { characters: 1_000_000, servers: 200, entries: 300, words: 8_000 } as const

interface Input {
  words: string
  fallback: string | null
}

const roots = ['mcpServers', 'servers', 'context_servers', 'mcp_servers'] as const

const looksServer = (value: unknown): boolean => {
  const { command, ...others } = fields(value)
  const addresses = ['url', 'serverUrl', 'httpUrl', 'endpoint']
  return (
    typeof command === 'string' ||
    Array.isArray(command) ||
    isTable(command) ||
    addresses.some((key) => typeof others[key] === 'string')
  )
}

/** Tables of servers in what was pasted, with the inputs that they ask for. */
function tablesIn(root: Fields): { servers: Fields; inputs: unknown[] }[] {
  const found: { servers: Fields; inputs: unknown[] }[] = []
  const look = (level: Fields): void => {
    for (const key of roots)
      if (isTable(level[key])) found.push({ servers: level[key], inputs: listIn(level, 'inputs') })
    const { mcp } = level
    if (isTable(mcp)) {
      if (roots.some((key) => isTable(mcp[key]))) look(mcp)
      else if (Object.values(mcp).some(looksServer)) found.push({ servers: mcp, inputs: listIn(level, 'inputs') })
    }
  }
  look(root)
  // Claude Code keeps those of one folder under the folder's path.
  for (const project of Object.values(fields(root['projects'])))
    if (isTable(fields(project)['mcpServers'])) look(fields(project))
  if (found.length > 0) return found
  if (looksServer(root))
    return [{ servers: Object.fromEntries([[textIn(root, 'name') ?? 'server', root]]), inputs: [] }]
  return Object.values(root).some(looksServer) ? [{ servers: root, inputs: [] }] : []
}

function inputsOf(list: readonly unknown[]): ReadonlyMap<string, Input> {
  return new Map(
    list.slice(0, importLimits.entries).flatMap((entry): [string, Input][] => {
      const read = fields(entry)
      const id = textIn(read, 'id')
      return id === null
        ? []
        : [[id, { words: (textIn(read, 'description') ?? id).slice(0, 200), fallback: textIn(read, 'default') }]]
    }),
  )
}

/** A name that Codex starts servers by. */
export function usableName(name: string): string {
  const usable = name
    .normalize('NFKD')
    .replaceAll(/[^a-zA-Z0-9_:@/.-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
  return usable === '' ? 'server' : usable
}

const word = (value: unknown): string | null =>
  typeof value === 'string'
    ? value.slice(0, importLimits.words)
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : null

const wordPairs = (value: unknown): [string, string][] =>
  Object.entries(fields(value))
    .slice(0, importLimits.entries)
    .flatMap(([key, entry]): [string, string][] => {
      const text = word(entry)
      return text === null ? [] : [[key, text]]
    })

const wordList = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).slice(0, importLimits.entries).flatMap((entry) => word(entry) ?? [])

const inputReference = /^\$\{input:([^}]+)\}$/
const variableReference = /^\$\{(?:env:)?([A-Za-z_]\w*)\}$|^\$([A-Za-z_]\w*)$/
const anyReference = /\$\{[^}]*\}/

const variableIn = (text: string): string | null => {
  const found = variableReference.exec(text)
  return found ? (found[1] ?? found[2] ?? null) : null
}

function readServer(
  from: string,
  given: Fields,
  inputs: ReadonlyMap<string, Input>,
  folder: string | null,
): ImportedServer | null {
  const notes: string[] = []
  const asks: ImportedServer['asks'] = []
  // VS Code's and Cursor's words for the open folder.
  const placed = (text: string): string =>
    folder === null ? text : text.replaceAll(/\$\{(?:workspaceFolder|workspaceRoot)\}/g, () => folder)
  // Zed had command, args and env in a table named command.
  const nested = isTable(given['command']) ? given['command'] : null
  const source: Fields = nested ? { ...given, ...nested, command: nested['path'] ?? nested['command'] } : given
  const commandList = Array.isArray(source['command']) ? wordList(source['command']) : null
  const command = placed(
    commandList ? (commandList[0] ?? '') : (textIn(source, 'command')?.slice(0, importLimits.words) ?? ''),
  )
  const url =
    word(source['url']) ?? word(source['serverUrl']) ?? word(source['httpUrl']) ?? word(source['endpoint']) ?? ''
  if (command === '' && url === '') return null
  const name = usableName(from)
  if (name !== from) notes.push(`Its name was “${from.slice(0, 100)}”, which Codex doesn’t start.`)
  const draft: McpDraft = { ...emptyDraft(), name, kind: command === '' ? 'http' : 'stdio' }
  if (command !== '' && url !== '') notes.push('It had a command and an address; the command was taken.')

  if (draft.kind === 'stdio') {
    draft.command = command
    draft.args = [...(commandList?.slice(1) ?? []), ...wordList(source['args'])].map((arg) => placed(arg))
    draft.cwd = placed(word(source['cwd']) ?? '')
    for (const [name, text] of [...wordPairs(source['env']), ...wordPairs(source['environment'])]) {
      const value = placed(text)
      const input = inputs.get(inputReference.exec(value)?.[1] ?? '')
      const variable = variableIn(value)
      if (inputReference.test(value)) {
        draft.env.push({ name, value: input?.fallback ?? '', secret: true })
        asks.push({ name, words: input?.words ?? name, prefix: '' })
      } else if (variable === name) draft.envVars.push(name)
      else {
        if (variable !== null || anyReference.test(value))
          notes.push(
            `${name} was ${value.slice(0, 80)}: Codex puts no values in place of that. Give its value, or pass the variable on under its own name.`,
          )
        draft.env.push({ name, value, secret: looksSecret(name, value) })
      }
    }
    const told = secretArgument(draft.args)
    if (told !== null)
      notes.push(`${told} seems to hold a secret. Arguments can be read by every program on this computer.`)
    const reference = [draft.command, ...draft.args].find((part) => anyReference.test(part))
    if (reference !== undefined)
      notes.push(`“${reference.slice(0, 80)}” holds a placeholder, which Codex passes on as it is.`)
  } else {
    draft.url = url
    for (const [name, text] of wordPairs(
      source['headers'] ?? source['http_headers'] ?? fields(source['requestInit'])['headers'],
    ))
      readHeader(draft, name, text, inputs, asks, notes)
    const told = secretInUrl(url)
    if (told !== null) notes.push(`Its address holds ${told}, in plain text.`)
    if (/^sse$/i.test(word(source['type']) ?? word(source['transport']) ?? '') || /\/sse\/?$/.test(url))
      notes.push(
        'It speaks the older SSE. Codex speaks streamable HTTP; ask its maker for that address if this one fails.',
      )
    if (anyReference.test(url)) notes.push('Its address holds a placeholder, which Codex passes on as it is.')
  }
  draft.envVars.push(
    ...textsOf(source['env_vars'])
      .slice(0, importLimits.entries)
      .filter((one) => !draft.envVars.includes(one)),
  )
  if (source['disabled'] === true || source['enabled'] === false) draft.enabled = false
  const timeout = typeof source['timeout'] === 'number' && source['timeout'] > 0 ? source['timeout'] : null
  // Clients give milliseconds; small numbers can only be seconds.
  if (timeout !== null) draft.toolTimeout = String(timeout >= 1000 ? timeout / 1000 : timeout)
  if (source['envFile'] !== undefined)
    notes.push('It read variables from a file, which Codex can’t. Add those that it needs.')
  if (['alwaysAllow', 'autoApprove', 'trust'].some((key) => source[key] !== undefined && source[key] !== false))
    notes.push('Tools that ran without asking were not taken over: Codex asks for them until you say otherwise.')
  return { draft, from, notes, asks }
}

function readHeader(
  draft: McpDraft,
  name: string,
  text: string,
  inputs: ReadonlyMap<string, Input>,
  asks: ImportedServer['asks'],
  notes: string[],
): void {
  const [scheme = '', rest = ''] = /^(Bearer\s+)(.*)$/is.exec(text)?.slice(1) ?? ['', text]
  const input = inputReference.exec(rest)?.[1]
  const variable = variableIn(rest)
  if (input !== undefined) {
    draft.headers.push({ name, value: '', secret: true })
    asks.push({ name, words: inputs.get(input)?.words ?? name, prefix: scheme })
  } else if (
    variable !== null &&
    scheme !== '' &&
    name.toLowerCase() === 'authorization' &&
    draft.bearerVariable === ''
  ) {
    draft.bearerVariable = variable
  } else if (variable !== null && scheme === '') {
    draft.envHeaders.push({ name, value: variable, secret: false })
  } else {
    if (anyReference.test(text))
      notes.push(`${name} holds a placeholder, which Codex passes on as it is. Give its value.`)
    const pair: Pair = { name, value: text, secret: looksSecret(name, text) }
    draft.headers.push(pair)
  }
}

/** Reads what was pasted. `folder` takes the place of ${workspaceFolder}. Never throws. */
export function readImport(text: string, folder: string | null = null): ImportRead {
  if (text.length > importLimits.characters)
    return { ok: false, problem: 'This is longer than a million characters. Paste only the part with the servers.' }
  const read = readJsonc(text)
  if (!read.ok) return { ok: false, problem: `This is not JSON: ${read.problem.slice(0, 300)}` }
  if (!isTable(read.value)) return { ok: false, problem: 'Paste a JSON object, such as {"mcpServers": {…}}.' }
  const tables = tablesIn(read.value)
  if (tables.length === 0)
    return { ok: false, problem: 'There is no server in it. Looked for: mcpServers, servers, context_servers.' }
  const servers: ImportedServer[] = []
  const left: string[] = []
  for (const table of tables) {
    const inputs = inputsOf(table.inputs)
    for (const [name, value] of Object.entries(table.servers)) {
      if (servers.length >= importLimits.servers) {
        left.push(`${name.slice(0, 100)} and what follows: more than ${importLimits.servers} servers`)
        return { ok: true, servers, left }
      }
      const server = isTable(value) ? readServer(name, value, inputs, folder) : null
      if (server === null) left.push(`${name.slice(0, 100)}: neither a command nor an address`)
      else servers.push(server)
    }
  }
  return servers.length === 0
    ? { ok: false, problem: 'None of its entries has a command or an address.' }
    : { ok: true, servers, left }
}
