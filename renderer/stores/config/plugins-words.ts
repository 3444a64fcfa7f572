// Marketplaces and plugins as Codex lists them, read leniently. Pure.
import { fields, listIn, textIn } from '../threads/decode'

export interface Plugin {
  /** name@marketplace. */
  id: string
  name: string
  title: string
  about: string
  version: string | null
  keywords: string[]
  installed: boolean
  enabled: boolean
  /** Why it can't be installed; null when it can. */
  barred: string | null
  /** Where its files come from: a folder, or an address. */
  source: string
  /** It is fetched by git when it is installed. */
  fetched: boolean
}

export interface Marketplace {
  name: string
  title: string
  /** Path of its manifest; null for a catalogue that is elsewhere. */
  path: string | null
  plugins: Plugin[]
}

export interface PluginList {
  marketplaces: Marketplace[]
  errors: { path: string; message: string }[]
}

/** What plugin/read says beyond the list. */
export interface PluginDetails {
  description: string
  skills: { name: string; description: string }[]
  apps: string[]
  servers: string[]
}

function sourceOf(value: unknown): { source: string; fetched: boolean } {
  const read = fields(value)
  switch (read['type']) {
    case 'local':
      return { source: textIn(read, 'path') ?? '', fetched: false }
    case 'git':
      return { source: textIn(read, 'url') ?? '', fetched: true }
    case 'npm':
      return { source: textIn(read, 'package') ?? '', fetched: true }
    default:
      return { source: textIn(read, 'type') ?? '', fetched: true }
  }
}

function readPlugin(value: unknown): Plugin[] {
  const read = fields(value)
  const name = textIn(read, 'name')
  const id = textIn(read, 'id')
  if (name === null || id === null) return []
  const shown = fields(read['interface'])
  const barred =
    read['availability'] === 'DISABLED_BY_ADMIN'
      ? 'Your administrator has turned it off.'
      : read['installPolicy'] === 'NOT_AVAILABLE'
        ? 'Its marketplace offers it for show only.'
        : null
  return [
    {
      id,
      name,
      title: textIn(shown, 'displayName') ?? name,
      about: textIn(shown, 'shortDescription') ?? '',
      version: textIn(read, 'localVersion') ?? textIn(read, 'version'),
      keywords: listIn(read, 'keywords').filter((word) => typeof word === 'string'),
      installed: read['installed'] === true,
      enabled: read['enabled'] === true,
      barred,
      ...sourceOf(read['source']),
    },
  ]
}

/** Reads a plugin/list answer. */
export function readPlugins(answer: unknown): PluginList {
  const read = fields(answer)
  return {
    marketplaces: listIn(read, 'marketplaces').flatMap((one) => {
      const market = fields(one)
      const name = textIn(market, 'name')
      if (name === null) return []
      const title = textIn(fields(market['interface']), 'displayName') ?? name
      return [{ name, title, path: textIn(market, 'path'), plugins: listIn(market, 'plugins').flatMap(readPlugin) }]
    }),
    errors: listIn(read, 'marketplaceLoadErrors').map((one) => ({
      path: textIn(fields(one), 'marketplacePath') ?? '',
      message: textIn(fields(one), 'message') ?? 'It could not be read.',
    })),
  }
}

/** Reads a plugin/read answer. */
export function readDetails(answer: unknown): PluginDetails {
  const plugin = fields(fields(answer)['plugin'])
  return {
    description: textIn(plugin, 'description') ?? '',
    skills: listIn(plugin, 'skills').map((one) => ({
      name: textIn(fields(one), 'name') ?? '',
      description: textIn(fields(one), 'description') ?? '',
    })),
    apps: listIn(plugin, 'apps').flatMap((one) => textIn(fields(one), 'name') ?? []),
    servers: listIn(plugin, 'mcpServers').filter((name) => typeof name === 'string'),
  }
}

/** Where a marketplace comes from, by what the configuration says of it. */
export type MarketOrigin =
  | { kind: 'git' | 'folder'; address: string }
  /** By the project's folder, or by Codex. */
  | { kind: 'brought' }

/** `config`: what counts for the project. Only what is written there can be fetched anew or removed. */
export function marketOrigin(config: unknown, name: string): MarketOrigin {
  const markets = fields(fields(config)['marketplaces'])
  const entry = Object.hasOwn(markets, name) ? fields(markets[name]) : {}
  const address = textIn(entry, 'source')
  if (address === null) return { kind: 'brought' }
  return { kind: entry['source_type'] === 'git' ? 'git' : 'folder', address }
}

/** What this address will be fetched from, in words; null while it is none that git can clone. */
export function addressWords(source: string): string | null {
  const text = source.trim()
  if (/\s/.test(text)) return null
  if (/^[A-Za-z0-9_][\w.-]*\/[A-Za-z0-9_][\w.-]*$/.test(text)) return `git will clone https://github.com/${text}`
  const host =
    /^(?:https?|ssh):\/\/(?:[^@/]*@)?([^/:]+)/.exec(text)?.[1] ?? /^[\w.-]+@([A-Za-z0-9.-]+):./.exec(text)?.[1]
  return host === undefined ? null : `git will clone it from ${host}`
}
