// How servers are held back in a thread: settings given to it, which win over every file. Pure.
import { layersOf, type Layer } from '../config/config-layers'
import { isTable, sameValue, valueAt, type Table } from '../config/key-path'
import { joinedTables } from '../projects/thread-config'

/** What is held back, by a key of its own → the settings that do it. */
export type Held = ReadonlyMap<string, Table>

export const serverKey = (name: string): string => JSON.stringify(['mcp_servers', name])

/**
 * Switches a server off. A stand-in of the same kind goes with it: a name alone is refused once the folder no longer brings it,
 * and with it every reload (measured with 0.169.0); and were the switch not heeded, it would start nothing either.
 */
export function heldServer(name: string, kind: 'stdio' | 'http'): [key: string, settings: Table] {
  const standIn = kind === 'stdio' ? { command: 'held-back-by-codex-deck' } : { url: 'http://held-back.invalid/' }
  const table = { enabled: false, required: false, ...standIn }
  return [serverKey(name), { mcp_servers: Object.fromEntries([[name, table]]) }]
}

/**
 * A folder may also switch on plugins that the person installed and switched off, and their servers would start (measured with
 * 0.169.0). What its layers say about plugins is set to what the person's own say, or off.
 */
export function heldPlugins(answer: unknown): Held {
  const layers = layersOf(answer)
  const isOwn = ({ type }: Layer): boolean => type === 'project'
  const personal = layers
    .filter((layer) => !isOwn(layer))
    .toReversed()
    .reduce<Table>((joined, { config }) => joinedTables(joined, isTable(config) ? config : {}), {})
  const held = new Map<string, Table>()
  for (const { config } of layers.filter(isOwn)) {
    if (valueAt(config, ['features', 'plugins']) === true && valueAt(personal, ['features', 'plugins']) !== true)
      held.set('features.plugins', { features: { plugins: false } })
    const plugins = valueAt(config, ['plugins'])
    for (const name of isTable(plugins) ? Object.keys(plugins) : []) {
      const servers = valueAt(plugins, [name, 'mcp_servers'])
      const switches = Object.keys(isTable(servers) ? servers : {}).map((server) => {
        const enabled = valueAt(personal, ['plugins', name, 'mcp_servers', server, 'enabled']) !== false
        return [server, { enabled }]
      })
      const enabled = valueAt(personal, ['plugins', name, 'enabled']) === true
      const table = { enabled, ...(switches.length === 0 ? {} : { mcp_servers: Object.fromEntries(switches) }) }
      held.set(JSON.stringify(['plugins', name]), { plugins: Object.fromEntries([[name, table]]) })
    }
  }
  return held
}

/** `config` of a thread with this held back, over all else that it says. */
export function withHeld(config: unknown, held: Held): Table {
  return [...held.values()].reduce<Table>(joinedTables, isTable(config) ? config : {})
}

/** Whether a thread that holds `has` back lets something run that it must not. */
export function letsTooMuch(has: Held, must: Held): boolean {
  return [...must].some(([key, settings]) => !sameValue(has.get(key), settings))
}

/** Whether a thread holds something back that the folder still brings and that may run by now. */
export function holdsTooMuch(has: Held, now: { readonly held: Held; readonly names: ReadonlySet<string> }): boolean {
  return [...has.keys()].some((key) => now.names.has(key) && !now.held.has(key))
}
