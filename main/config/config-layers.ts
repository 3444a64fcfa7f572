// Reads Codex's answer to config/read: the layers with what each of them says. Lenient; pure.
import { isTable, sameValue, valueAt } from './key-path'

export interface Layer {
  readonly type: string
  /** The file or folder that it comes from, where Codex names one. */
  readonly file: string | null
  readonly version: string | null
  readonly config: unknown
}

/** The layers that count, the one that wins first. */
export function layersOf(answer: unknown): Layer[] {
  const layers = valueAt(answer, ['layers'])
  if (!Array.isArray(layers)) return []
  return layers.flatMap((layer: unknown): Layer[] => {
    if (!isTable(layer) || (layer['disabledReason'] ?? null) !== null) return []
    const name = layer['name']
    const type = valueAt(name, ['type'])
    if (typeof type !== 'string') return []
    const file = valueAt(name, ['file']) ?? valueAt(name, ['dotCodexFolder'])
    return [
      {
        type,
        file: typeof file === 'string' ? file : null,
        version: typeof layer['version'] === 'string' ? layer['version'] : null,
        config: layer['config'],
      },
    ]
  })
}

/** The home's own config.toml. */
export function userLayer(layers: readonly Layer[]): Layer | null {
  return layers.find(({ type }) => type === 'user') ?? null
}

/** The layer that wins over what the home's config.toml says at one of these paths, and that path. */
export function overridingLayer(
  layers: readonly Layer[],
  paths: readonly (readonly string[])[],
): { layer: Layer; path: readonly string[] } | null {
  const user = userLayer(layers)
  if (user === null) return null
  for (const layer of layers.slice(0, layers.indexOf(user)))
    for (const path of paths) if (wins(valueAt(layer.config, path), valueAt(user.config, path))) return { layer, path }
  return null
}

/** Tables are joined: a layer above wins only where it says something else. */
function wins(above: unknown, own: unknown): boolean {
  if (above === undefined) return false
  if (!isTable(above) || !isTable(own)) return !sameValue(above, own)
  return Object.keys(above).some((key) => Object.hasOwn(own, key) && wins(above[key], own[key]))
}

/** Who that is, for a person. */
export function overridingWords({ type, file }: Layer, name: string): string {
  const where = file === null ? '' : ` (${file})`
  switch (type) {
    case 'project':
      return `The folder’s own configuration${where} sets ${name} too, and wins in this project.`
    case 'sessionFlags':
      return `Codex Deck starts Codex in this project with another ${name}, which wins.`
    case 'legacyManagedConfigTomlFromFile':
    case 'legacyManagedConfigTomlFromMdm':
    case 'mdm':
    case 'enterpriseManaged':
      return `Your administrator sets ${name}${where}, which wins.`
    default:
      return `Another configuration${where} sets ${name} too, and wins.`
  }
}
