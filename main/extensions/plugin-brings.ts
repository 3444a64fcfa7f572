// What a plugin would start and run, read from its own files before it is installed: Codex names its servers but not their commands,
// and starts them unasked in every chat afterwards. Files are read within bounds and never beyond the plugin's folder. Values of
// variables and headers stay here.
import { realpath } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { BroughtServer, PluginBrings } from '@contract/extensions'
import { readBytes } from '../config/file-bytes'
import { isBelow } from '../sessions/homes'
import { fields, known, listIn, textIn, type Fields } from './answers'
import type { ExtensionParts } from './parts'

/** A plugin's list that is longer is cut: nobody reads it. */
const mostEntries = 200
const mostText = 2000

/** What the plugin brings. Throws Codex's error where the plugin isn't known; what can't be read is told in `problem`. */
export async function pluginBrings(
  parts: Pick<ExtensionParts, 'find' | 'homeOf' | 'request'>,
  projectId: string,
  marketplacePath: string,
  pluginName: string,
): Promise<PluginBrings> {
  const project = known(parts, projectId)
  const answer = await parts.request(project, 'plugin/read', { marketplacePath, pluginName })
  const plugin = fields(fields(answer)['plugin'])
  const folder = await folderOf(parts.homeOf(project), plugin)
  if (folder === null) return { servers: [], hooks: [], readable: false, problem: null }
  const problems: string[] = []
  const read = async (name: string): Promise<Fields> => {
    try {
      return await jsonBelow(folder, name)
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      return {}
    }
  }
  const manifest = await read(join('.codex-plugin', 'plugin.json'))
  const part = async (key: string, inner: string, usual: string): Promise<Fields> => {
    const said = manifest[key]
    // A manifest may leave the name out when the file has its usual one.
    const file =
      typeof said === 'string'
        ? await read(said)
        : said === undefined
          ? await jsonBelow(folder, usual).catch(() => ({}))
          : fields(said)
    return fields(fields(file)[inner] ?? file)
  }
  const servers = serversIn(await part('mcpServers', 'mcpServers', '.mcp.json'))
  const hooks = hooksIn(await part('hooks', 'hooks', join('hooks', 'hooks.json')))
  // Codex knows of servers that were not found in the files: they are named all the same.
  for (const name of listIn(plugin, 'mcpServers'))
    if (typeof name === 'string' && !servers.some((server) => server.name === name))
      servers.push({ name: short(name), command: null, args: [], url: null, env: [] })
  return { servers, hooks, readable: true, problem: problems.length === 0 ? null : problems.join('\n') }
}

/** The folder to look into: Codex's own copy of an installed plugin, which is what runs, else the one that it is offered from. */
async function folderOf(home: string, plugin: Fields): Promise<string | null> {
  const summary = fields(plugin['summary'])
  const copy = [textIn(plugin, 'marketplaceName'), textIn(summary, 'name'), textIn(summary, 'localVersion')]
  if (
    summary['installed'] === true &&
    copy.every((part) => part !== null && /^[\w.@+-]+$/.test(part) && !/^\.+$/.test(part))
  ) {
    const folder = join(home, 'plugins', 'cache', ...copy.filter((part) => part !== null))
    const real = await realpath(folder).catch(() => null)
    if (real !== null) return real
  }
  const source = fields(summary['source'])
  const folder = textIn(source, 'type') === 'local' ? textIn(source, 'path') : null
  return folder !== null && isAbsolute(folder) ? folder : null
}

async function jsonBelow(folder: string, name: string): Promise<Fields> {
  const root = await realpath(folder)
  const path = await realpath(join(root, name))
  if (!isBelow(root, path)) throw new Error('It leads out of the plugin’s folder.')
  const bytes = await readBytes(path)
  try {
    return fields(JSON.parse(bytes === null ? '{}' : bytes.toString('utf8')))
  } catch {
    throw new Error('It is no JSON.')
  }
}

const short = (text: string): string => (text.length > mostText ? `${text.slice(0, mostText)}…` : text)

function serversIn(table: Fields): BroughtServer[] {
  return Object.entries(table)
    .slice(0, mostEntries)
    .map(([name, value]) => {
      const server = fields(value)
      const command = textIn(server, 'command')
      const url = textIn(server, 'url')
      return {
        name: short(name),
        command: command === null ? null : short(command),
        args: listIn(server, 'args')
          .slice(0, mostEntries)
          .map((arg) => short(String(arg))),
        url: url === null ? null : short(url),
        env: Object.keys(fields(server['env'])).slice(0, mostEntries).map(short),
      }
    })
}

function hooksIn(table: Fields): PluginBrings['hooks'] {
  return Object.entries(table)
    .flatMap(([event, groups]) =>
      (Array.isArray(groups) ? groups : []).flatMap((group: unknown) =>
        listIn(fields(group), 'hooks').map((hook) => {
          const command = textIn(fields(hook), 'command')
          return { event: short(event), command: command === null ? null : short(command) }
        }),
      ),
    )
    .slice(0, mostEntries)
}
