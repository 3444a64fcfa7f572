// One key of a project's home for a screen with few, well-known keys: what it says, who wins over it, and writing it.
import type { ConfigEdit, ConfigValue } from '../../../preload/contract/config'
import { editKey, useConfigEdits } from './config-edits'
import { deleteKey, setKey } from './edit-words'
import { nothingRead, useEffective, type ProjectConfig } from './effective'
import { keyText, valueText } from './key-words'
import { homeLayer, isTable, sameValue, valueAt, type Layer } from './layers'
import { isAllowed, requirementWords } from './requirements'

export interface KeyChoice {
  /** What the home's config.toml says, or what is being written there; undefined for nothing. */
  home: unknown
  /** Another layer wins over it, in words; null when it counts. */
  note: string | null
  /** Why the last change failed. */
  problem: string | null
  busy: boolean
  /** Null deletes the key. Answers true when the home has it now. */
  write: (value: ConfigValue | null) => Promise<boolean>
}

/** What wins over the home's own value, if something else does. */
function winner(
  config: ProjectConfig,
  path: readonly string[],
  home: unknown,
): { layer: Layer; value: unknown } | null {
  for (const layer of config.layers) {
    if (layer.disabledReason !== null) continue
    if (layer.place !== 'above') return null
    const value = valueAt(layer.config, path)
    if (value !== undefined && !isTable(value)) return sameValue(value, home) ? null : { layer, value }
  }
  return null
}

/** Pure. */
export function noteOf(config: ProjectConfig, path: readonly string[], home: unknown): string | null {
  const required = config.requirements.get(keyText(path))
  if (required !== undefined && home !== undefined && !isAllowed(required, home)) return requirementWords(required)
  const above = winner(config, path, home)
  return above === null ? null : `${above.layer.words} says ${valueText(above.value, 60)} here, which wins.`
}

/** The key at `path`, followed. */
export function useKey(projectId: string, path: readonly string[]): KeyChoice {
  const config = useEffective((state) => state.byProject[projectId] ?? nothingRead)
  const id = keyText(path)
  const pending = useConfigEdits((state) => state.pending[editKey(projectId, id)])
  const problem = useConfigEdits((state) => state.problems[editKey(projectId, id)] ?? null)
  const noted = useConfigEdits((state) => state.notes[editKey(projectId, id)] ?? null)
  const write = useConfigEdits((state) => state.write)
  const stored = valueAt(homeLayer(config.layers)?.config, path)
  const home = pending === undefined ? stored : (pending ?? undefined)
  return {
    home,
    note: noted ?? noteOf(config, path, stored),
    problem,
    busy: pending !== undefined,
    write: (value) => write(projectId, id, [value === null ? deleteKey(path) : setKey(path, value)], 'project'),
  }
}

/** Several edits as one, told and undone under one name. */
export function useEdits(projectId: string, name: string) {
  const problem = useConfigEdits((state) => state.problems[editKey(projectId, name)] ?? null)
  const pending = useConfigEdits((state) => state.pending[editKey(projectId, name)])
  const write = useConfigEdits((state) => state.write)
  return {
    problem,
    busy: pending !== undefined,
    write: (edits: readonly ConfigEdit[]) => write(projectId, name, edits, 'project'),
  }
}
