// The keys that this binary knows, as a tree: which key a path is, and whether Codex knows it at all. Pure.
import type { ConfigKey } from '../../../preload/contract/config'

interface Node {
  key: ConfigKey | null
  children: Map<string, Node>
}

export interface KnownKeys {
  /** In the order of main. Empty when they could not be had. */
  all: readonly ConfigKey[]
  root: Node
}

export function knownKeys(all: readonly ConfigKey[]): KnownKeys {
  const root: Node = { key: null, children: new Map() }
  for (const key of all) {
    let node = root
    for (const segment of key.path) {
      let next = node.children.get(segment)
      if (next === undefined) {
        next = { key: null, children: new Map() }
        node.children.set(segment, next)
      }
      node = next
    }
    node.key = key
  }
  return { all, root }
}

export type KeyStanding =
  | { kind: 'known'; key: ConfigKey }
  /** Lies in a place where anything may be written. */
  | { kind: 'free' }
  | { kind: 'unknown' }

const free: KeyStanding = { kind: 'free' }
const unknown: KeyStanding = { kind: 'unknown' }

/** How a path stands with Codex. With no keys to go by everything is free. */
export function standingOf({ all, root }: KnownKeys, path: readonly string[]): KeyStanding {
  if (all.length === 0) return free
  let node = root
  for (const segment of path) {
    const next = node.children.get(segment) ?? node.children.get('*')
    if (next === undefined) return node !== root && isOpen(node) ? free : unknown
    node = next
  }
  return node.key === null ? free : { kind: 'known', key: node.key }
}

/** Whether anything may be written below: what Codex told of it ends here. */
const isOpen = ({ key, children }: Node): boolean => children.size === 0 && key?.type !== 'boolean'
