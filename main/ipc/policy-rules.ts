// The terms of the policy: what a rule gets, what it may answer, and the rules that others are made of.
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Trust } from '@contract/model'
import type { HomePermissions } from '../projects/home-permissions'

export type Params = Record<string, unknown>

/** What the policy must know of the project whose server is asked. */
export interface PolicyContext {
  projectPath: string
  trust: Trust
  /** The person has agreed natively to full access in this project during this run. */
  fullAccessGranted: boolean
  /** Where else than in its own folder the project's work may run. Absent: it has no worktrees. */
  worktrees?: WorktreePlaces
  /** What the home's config.toml adds to the presets, as main read it. Absent: nothing. */
  home?: HomePermissions
  /** The permission profile that the call's thread was begun or taken up with. */
  threadProfile?: string
}

/** The worktrees of the project, as main knows them. */
export interface WorktreePlaces {
  /** Folders of those that stand. */
  folders: readonly string[]
  /** The folder that the app keeps all worktrees in. What is in there and is none of `folders` is gone, or another project's. */
  home: string
  /** The worktree that the call's thread works in; null where it works in the project's own folder. */
  thread: { path: string; stands: boolean } | null
}

export type Decision =
  | { kind: 'allow'; params: Params }
  /** Allowed once the person agrees in a native dialog that the page can't draw or answer. */
  | { kind: 'ask-full-access'; params: Params }
  | { kind: 'deny'; message: string }

export type Rule = (params: Params, context: PolicyContext) => Decision

export const allow = (params: Params): Decision => ({ kind: 'allow', params })
export const deny = (message: string): Decision => ({ kind: 'deny', message })

/** Lets a call through when it carries none but these keys. */
export const only =
  (...keys: string[]): Rule =>
  (params) => {
    const foreign = Object.keys(params).find((key) => !keys.includes(key))
    return foreign === undefined ? allow(params) : deny(`The window may not set “${foreign}” in this call.`)
  }

/** Whether `path` is the folder or lies below it, by its text: Codex resolves links itself under its sandbox. */
export function isInside(folder: string, path: string): boolean {
  if (!isAbsolute(path)) return false
  const way = relative(resolve(folder), resolve(path))
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

export const isRecord = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The folder that the call's thread works in. */
export const threadFolder = ({ projectPath, worktrees }: PolicyContext): string =>
  worktrees?.thread?.path ?? projectPath

/** Runs the rules in turn; each sees the params that the one before let through. */
export const all =
  (...rules: Rule[]): Rule =>
  (params, context) => {
    let current = params
    let asks = false
    for (const rule of rules) {
      const decision = rule(current, context)
      if (decision.kind === 'deny') return decision
      asks ||= decision.kind === 'ask-full-access'
      current = decision.params
    }
    return asks ? { kind: 'ask-full-access', params: current } : allow(current)
  }
