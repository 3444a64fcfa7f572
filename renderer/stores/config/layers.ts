// The layers of a project's configuration as config/read tells them, highest precedence first, in words. What they amount to
// together is in effective-rows.ts. Codex's `config` is no person's value (it is normalised and lacks unknown keys), and its
// `origins` can't be read back (segments are joined unquoted), so the layers are walked here.
import { fields, listIn, textIn, type Fields } from '../threads/decode'

/** `above` wins over the home's own config.toml, `home` is that file, `below` loses to it. */
export type LayerPlace = 'above' | 'home' | 'below'

export interface Layer {
  /** Codex's kind of layer: user, project, system, sessionFlags … Kinds that this app doesn't know pass through. */
  type: string
  place: LayerPlace
  /** Where it comes from, short. */
  words: string
  /** File, folder or name behind it; null when it has none. */
  source: string | null
  /** An administrator has put it there. */
  managed: boolean
  version: string
  config: Fields
  /** Why it doesn't count; null when it does. */
  disabledReason: string | null
}

function described(name: Fields): Pick<Layer, 'words' | 'source' | 'managed'> {
  const file = textIn(name, 'file')
  const type = textIn(name, 'type')
  const profile = textIn(name, 'profile')
  const administrator = (source: string | null) => ({ words: 'managed by your administrator', source, managed: true })
  switch (type) {
    case 'user':
      return profile === null
        ? { words: 'this project’s home', source: file, managed: false }
        : { words: `profile ${profile}`, source: file, managed: false }
    case 'project':
      return { words: 'folder’s .codex', source: textIn(name, 'dotCodexFolder'), managed: false }
    case 'system':
      return { words: 'system', source: file, managed: false }
    case 'sessionFlags':
      return { words: 'app (session flags)', source: null, managed: false }
    case 'packagedDefaults':
      return { words: 'Codex’s own defaults', source: file, managed: false }
    case 'enterpriseManaged':
      return administrator(textIn(name, 'name') ?? textIn(name, 'id'))
    case 'mdm':
      return administrator([textIn(name, 'domain'), textIn(name, 'key')].filter((part) => part !== null).join(' '))
    case 'legacyManagedConfigTomlFromFile':
      return administrator(file)
    case 'legacyManagedConfigTomlFromMdm':
      return administrator(null)
    default:
      return { words: type ?? 'a layer of an unknown kind', source: file, managed: false }
  }
}

const isHome = (name: Fields): boolean => textIn(name, 'type') === 'user' && textIn(name, 'profile') === null

/** The layers of a config/read answer, in its order. Lenient: what is no layer is left out. */
export function readLayers(answer: unknown): Layer[] {
  const all = listIn(fields(answer), 'layers').map(fields)
  const home = all.findIndex((layer) => isHome(fields(layer['name'])))
  return all.map((layer, index) => {
    const name = fields(layer['name'])
    return {
      type: textIn(name, 'type') ?? 'unknown',
      // Without a layer of the home, whatever is listed can't be told apart from what wins over it.
      place: index === home ? 'home' : home < 0 || index < home ? 'above' : 'below',
      ...described(name),
      version: textIn(layer, 'version') ?? '',
      config: fields(layer['config']),
      disabledReason: textIn(layer, 'disabledReason'),
    }
  })
}

/** Why a layer doesn't count, short; null when it does. Codex's own sentence names paths and files. */
export function disabledWords({ type, disabledReason }: Layer): string | null {
  if (disabledReason === null) return null
  return type === 'project' && /trust/i.test(disabledReason) ? 'The folder isn’t trusted.' : disabledReason
}

/** The home's own layer, which writes go to; null while its file can't be read. */
export function homeLayer(layers: readonly Layer[]): Layer | null {
  return layers.find(({ place }) => place === 'home') ?? null
}

export function isTable(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What lies at a path; undefined when nothing does. */
export function valueAt(config: unknown, path: readonly string[]): unknown {
  let value = config
  for (const segment of path) {
    if (!isTable(value) || !Object.hasOwn(value, segment)) return undefined
    value = value[segment]
  }
  return value
}

/** Whether two values of a configuration mean the same, whatever the order of keys. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (Array.isArray(left) || Array.isArray(right))
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((entry, at) => sameValue(entry, right[at]))
    )
  if (!isTable(left) || !isTable(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key], right[key]))
  )
}
