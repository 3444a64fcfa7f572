// Which MCP servers a folder's own `.codex/` layers bring or change, read from Codex's answer to config/read with layers. Pure.
import { join } from 'node:path'
import type { McpDefinition } from '@contract/mcp'
import { layersOf } from '../config/config-layers'
import { isTable, valueAt, type Table } from '../config/key-path'
import { joinedTables } from '../projects/thread-config'
import { definitionHash, definitionOf } from './definition'

export interface BroughtServer {
  readonly name: string
  /** The nearest config.toml that says something of it, absolute. */
  readonly file: string
  readonly definition: McpDefinition
  readonly hash: string
  /** A layer that isn't the folder's has a server of this name too. */
  readonly overridesOwn: boolean
}

/**
 * The servers of the folder's layers that count, in order of their names: those of a folder that isn't trusted don't. What
 * Codex says together counts; a name that only layers have is taken as it stands there.
 */
export async function broughtServers(answer: unknown): Promise<BroughtServer[]> {
  const layers = layersOf(answer)
  // The nearest folder comes first, and wins.
  const own = layers.filter(({ type }) => type === 'project')
  const others = layers.filter(({ type }) => type !== 'project')
  const names = [...new Set(own.flatMap(({ config }) => Object.keys(serversOf(config))))].toSorted()
  return Promise.all(
    names.map(async (name) => {
      const nearest = own.find(({ config }) => Object.hasOwn(serversOf(config), name))
      const brought = own.toReversed().reduce((joined, { config }) => joinedTables(joined, tableOf(config, name)), {})
      const merged = valueAt(answer, ['config', 'mcp_servers', name])
      const effective = isTable(merged) ? merged : brought
      return {
        name,
        file: join(nearest?.file ?? '', 'config.toml'),
        definition: await definitionOf(effective),
        hash: definitionHash(effective, brought),
        overridesOwn: others.some(({ config }) => Object.hasOwn(serversOf(config), name)),
      }
    }),
  )
}

const serversOf = (config: unknown): Table => {
  const servers = valueAt(config, ['mcp_servers'])
  return isTable(servers) ? servers : {}
}

const tableOf = (config: unknown, name: string): Table => {
  const table = valueAt(config, ['mcp_servers', name])
  return isTable(table) ? table : {}
}
