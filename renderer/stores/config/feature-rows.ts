// Codex's features joined with what the layers of the configuration say of them. Pure.
import type { ConfigEdit } from '../../../preload/contract/config'
import { fields, listIn, textIn } from '../threads/decode'
import { deleteKey, setKey } from './edit-words'
import { keyText } from './key-words'
import { isTable, valueAt, type Layer } from './layers'
import type { Requirements } from './requirements'

/** Codex's own stages; others pass through. */
export type Stage = 'stable' | 'beta' | 'underDevelopment' | 'deprecated' | 'removed' | 'other'

const stages: readonly Stage[] = ['stable', 'beta', 'underDevelopment', 'deprecated', 'removed']

/** One entry of experimentalFeature/list. */
export interface Feature {
  name: string
  stage: Stage
  /** Codex has words for features in beta only. */
  displayName: string | null
  description: string | null
  announcement: string | null
  /** What new chats get, by the home, the app's flags and the administrator; never by the folder. */
  enabled: boolean
  defaultEnabled: boolean
}

export interface FeatureRow extends Feature {
  /** What a chat in this folder gets. */
  runs: boolean
  /** What the home's config.toml says; null when nothing. */
  written: boolean | null
  /** The home says it as a table, which keeps its other keys. */
  isTable: boolean
  /** The value that an administrator requires. */
  required: boolean | null
  /** Why it can't be turned on or off; null when it can. */
  fixed: string | null
  /** Why something else runs than what was written; null when that is not so. */
  differs: string | null
}

export function readFeatures(answer: unknown): Feature[] {
  const seen = new Set<string>()
  return listIn(fields(answer), 'data').flatMap((entry) => {
    const read = fields(entry)
    const name = textIn(read, 'name')
    if (name === null || name === '' || seen.has(name)) return []
    seen.add(name)
    return [
      {
        name,
        stage: stages.find((stage) => stage === read['stage']) ?? 'other',
        displayName: textIn(read, 'displayName'),
        description: textIn(read, 'description'),
        announcement: textIn(read, 'announcement'),
        enabled: read['enabled'] === true,
        defaultEnabled: read['defaultEnabled'] === true,
      },
    ]
  })
}

/** What is written of a feature as on or off: a plain word, or the `enabled` of a table. */
export function writtenOf(value: unknown): boolean | null {
  const said = isTable(value) ? value['enabled'] : value
  return typeof said === 'boolean' ? said : null
}

/** Codex 0.169 keeps it on whatever is written (measured). */
const alwaysOn = new Set(['unified_exec'])

export function featureRows(
  features: readonly Feature[],
  layers: readonly Layer[],
  requirements: Requirements,
): FeatureRow[] {
  const active = layers.filter(({ disabledReason }) => disabledReason === null)
  return inOrder(features).map((feature) => {
    const path = ['features', feature.name]
    const said = active.flatMap((layer) => {
      const value = valueAt(layer.config, path)
      const on = writtenOf(value)
      return on === null ? [] : [{ layer, on }]
    })
    const own = active.find(({ place }) => place === 'home')
    const ownValue = own === undefined ? undefined : valueAt(own.config, path)
    const allowed = requirements.get(keyText(path))?.allowed[0]
    const required = typeof allowed === 'boolean' ? allowed : null
    const top = said[0]
    const isRemoved = feature.stage === 'removed'
    const byFolder = required === null && !isRemoved && top?.layer.type === 'project' ? top.on : null
    const runs = byFolder ?? feature.enabled
    const row = { ...feature, runs, written: writtenOf(ownValue), isTable: isTable(ownValue), required }
    return { ...row, fixed: fixedWords(row), differs: differsWords(row, top?.layer ?? null) }
  })
}

const rank: readonly Stage[] = ['beta', 'stable', 'underDevelopment', 'deprecated', 'removed', 'other']

/** What is there to be tried first, what is gone last; by name within a stage. */
function inOrder(features: readonly Feature[]): Feature[] {
  return features.toSorted(
    (a, b) => rank.indexOf(a.stage) - rank.indexOf(b.stage) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  )
}

type Bare = Omit<FeatureRow, 'fixed' | 'differs'>

const state = (on: boolean): string => (on ? 'on' : 'off')

function fixedWords({ name, stage, required }: Bare): string | null {
  if (stage === 'removed') return 'Codex has dropped this feature: its switch does nothing any more.'
  if (required !== null) return `Your administrator keeps it ${state(required)}.`
  if (alwaysOn.has(name)) return 'This Codex keeps it on whatever is written.'
  return null
}

function differsWords(row: Bare, top: Layer | null): string | null {
  const { written, runs, defaultEnabled, required, stage, name } = row
  if (written === null) {
    // Nobody wrote it in the home, and yet it isn't Codex's default. Who locks it is said by its lock.
    if (required !== null || runs === defaultEnabled || top === null) return null
    return `It is ${state(runs)}: ${whose(top)} says so.`
  }
  if (written === runs) return null
  const said = `config.toml says ${state(written)}, but it is ${state(runs)}`
  if (required !== null) return `${said}: your administrator requires that.`
  if (stage === 'removed') return `${said}: Codex has dropped this feature.`
  if (alwaysOn.has(name)) return `${said}: this Codex keeps it on.`
  if (top !== null && top.place === 'above') return `${said}: ${whose(top)} says so.`
  return `${said}.`
}

const whose = ({ type, words }: Layer): string => (type === 'project' ? 'the folder’s .codex' : words)

/**
 * The rows as a profile sees them: what it says is what is written, and what a chat has without it (config.toml and the layers
 * above) is what it leaves a feature to.
 */
export function rowsInProfile(
  rows: readonly FeatureRow[],
  said: Readonly<Record<string, boolean>>,
  profile: string,
): FeatureRow[] {
  return rows.map((row) => {
    const written = Object.hasOwn(said, row.name) ? (said[row.name] ?? null) : null
    const runs = row.fixed === null ? (written ?? row.runs) : row.runs
    const differs =
      written === null || written === runs || row.fixed === null
        ? null
        : `The profile ${profile} says ${state(written)}, but it is ${state(runs)}. ${row.fixed}`
    return { ...row, written, runs, defaultEnabled: row.runs, differs }
  })
}

/** Turns a feature on or off in the home. A table keeps its other keys. */
export function toggleEdits(
  { name, isTable: asTable }: Pick<FeatureRow, 'name' | 'isTable'>,
  on: boolean,
): ConfigEdit[] {
  return [asTable ? setKey(['features', name, 'enabled'], on) : setKey(['features', name], on)]
}

/** Leaves it to Codex again. A table loses only its `enabled`. */
export function resetEdits({ name, isTable: asTable }: Pick<FeatureRow, 'name' | 'isTable'>): ConfigEdit[] {
  return [deleteKey(asTable ? ['features', name, 'enabled'] : ['features', name])]
}

export type FeatureFilter = 'all' | 'changed' | Exclude<Stage, 'other'>

/** `changed`: written in the home, or something else runs than Codex's default. */
export function filterFeatures(
  rows: readonly FeatureRow[],
  filter: FeatureFilter,
  search: string,
  wordsOf: (name: string) => string,
): readonly FeatureRow[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return rows.filter((row) => {
    if (filter === 'changed' ? !isChanged(row) : filter !== 'all' && row.stage !== filter) return false
    const sought = `${row.name} ${row.displayName ?? ''} ${row.description ?? ''} ${wordsOf(row.name)}`.toLowerCase()
    return words.every((word) => sought.includes(word))
  })
}

export const isChanged = (row: FeatureRow): boolean => row.written !== null || row.runs !== row.defaultEnabled
