// Prompts: Markdown files in a `prompts` folder that `/prompts:name` puts into a message. Codex 0.169.0 has no call for them any more, so
// the app reads them itself; the window puts in what follows the name. A home's own come before those of ~/.codex, which all of the
// person's projects may use. Nothing is written here: config/saveText does that.
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { promptNameSchema } from '@contract/config'
import type { Prompt, PromptList } from '@contract/extensions'
import { CallError } from '../app/call-error'
import { readBytes } from '../config/file-bytes'
import { known } from './answers'
import type { ExtensionParts } from './parts'

type Parts = Pick<ExtensionParts, 'find' | 'homeOf'> & { userHome: string }

/** Prompts of one folder; more are told of as left out. */
const mostPrompts = 200
/** Bytes of one that may be put into a message. */
const mostBytes = 256 * 1024

/** What stands over the text of a prompt. */
export interface PromptHead {
  description: string | null
  hint: string | null
  body: string
}

/** Takes the lines between `---` off a prompt. A file without them is all body. Pure. */
export function readPrompt(text: string): PromptHead {
  const plain = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
  const found = /^---\n([\s\S]*?)\n?---[ \t]*(?:\n|$)/.exec(plain)
  if (found === null) return { description: null, hint: null, body: plain }
  const said = (name: RegExp): string | null => {
    const value = (found[1] ?? '').split('\n').flatMap((line) => name.exec(line)?.[1] ?? [])[0]
    const bare = value?.trim().replace(/^(["'])(.*)\1$/, '$2')
    return bare === undefined || bare === '' ? null : bare.slice(0, 500)
  }
  return {
    description: said(/^description\s*:(.*)$/i),
    hint: said(/^argument[-_]hint\s*:(.*)$/i),
    body: plain.slice(found[0].length),
  }
}

export class Prompts {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** All prompts that this project may use, by name. A name that the home has hides the person's. */
  async list(projectId: string): Promise<PromptList> {
    const [home, person] = this.#folders(projectId)
    const [own, shared] = await Promise.all([
      this.#in(home, 'home'),
      person === null ? { prompts: [], left: [] } : this.#in(person, 'person'),
    ])
    const names = new Set(own.prompts.map(({ name }) => name))
    return {
      folder: home,
      prompts: [...own.prompts, ...shared.prompts.filter(({ name }) => !names.has(name))],
      left: [...own.left, ...shared.left],
    }
  }

  /** The text of a prompt, without what stands over it. Throws in words when there is none or it can't be read. */
  async read(projectId: string, name: string): Promise<{ body: string }> {
    for (const folder of this.#folders(projectId)) {
      const text = folder === null ? null : await this.#text(join(folder, `${name}.md`))
      if (text !== null) return { body: readPrompt(text).body }
    }
    throw new CallError('no-prompt', `There is no prompt named ${name}.`)
  }

  /** The home's folder, and the one of ~/.codex where that is another one. */
  #folders(projectId: string): [string, string | null] {
    const home = join(this.#parts.homeOf(known(this.#parts, projectId)), 'prompts')
    const person = join(this.#parts.userHome, '.codex', 'prompts')
    return [home, relative(home, person) === '' ? null : person]
  }

  async #in(folder: string, where: Prompt['where']): Promise<{ prompts: Prompt[]; left: PromptList['left'] }> {
    const entries = await readdir(folder).catch(() => [])
    const files = entries.filter((file) => file.endsWith('.md')).toSorted((a, b) => a.localeCompare(b))
    const prompts: Prompt[] = []
    const left: PromptList['left'] = []
    for (const file of files.slice(0, mostPrompts)) {
      const name = file.slice(0, -'.md'.length)
      const path = join(folder, file)
      if (!promptNameSchema.safeParse(name).success) {
        left.push({ path, why: 'Its name can’t follow a slash: letters, digits, - _ and . only.' })
        continue
      }
      try {
        const text = await this.#text(path)
        if (text === null) continue
        const { description, hint, body } = readPrompt(text)
        prompts.push({ name, path, where, description, hint, begin: body.trim().slice(0, 300) })
      } catch (error) {
        left.push({ path, why: error instanceof Error ? error.message : String(error) })
      }
    }
    if (files.length > mostPrompts)
      left.push({ path: folder, why: `${files.length - mostPrompts} more files are not looked at.` })
    return { prompts, left }
  }

  async #text(path: string): Promise<string | null> {
    const bytes = await readBytes(path)
    if (bytes !== null && bytes.byteLength > mostBytes)
      throw new CallError('too-large', `${path} is longer than a message may be.`)
    return bytes === null ? null : bytes.toString('utf8')
  }
}
