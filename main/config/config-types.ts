// The keys that the bundled Codex knows, as it told them itself at set-up (scripts/setup/config-types.mjs), with a sentence of ours
// for those that people use.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { ConfigKey } from '@contract/config'
import { keyHelp } from './key-help'

const types = ['boolean', 'string', 'integer', 'number', 'enum', 'strings', 'array', 'table', 'path', 'any'] as const

const fileSchema = z.object({
  keys: z.array(
    z.object({
      path: z.array(z.string()).min(1),
      type: z.enum(types).catch('any'),
      values: z.array(z.string()).catch([]),
    }),
  ),
})

export class ConfigTypes {
  readonly #file: string
  #keys: Promise<ConfigKey[]> | undefined

  /** `file` is config-types.json beside the generated protocol. */
  constructor(file: string) {
    this.#file = file
  }

  /** All keys; none when set-up made no list: any key can still be edited as text. */
  list(): Promise<ConfigKey[]> {
    return (this.#keys ??= this.#read())
  }

  async #read(): Promise<ConfigKey[]> {
    try {
      const { keys } = fileSchema.parse(JSON.parse(await readFile(this.#file, 'utf8')))
      return keys.map((key) => ({ ...key, help: helpFor(key.path) }))
    } catch {
      this.#keys = undefined
      return []
    }
  }
}

/** Our sentence for a key, or ''. */
function helpFor(path: readonly string[]): string {
  const name = path.join('.')
  return Object.hasOwn(keyHelp, name) ? (keyHelp[name] ?? '') : ''
}
