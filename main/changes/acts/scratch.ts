// A folder of the app's own for one act: contents on their way, an index that is nobody's, objects that may be dropped. Outside
// of every repository as far as git can tell.
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder } from '../../codex/files/make-folder'
import { Rooted } from '../../codex/files/rooted'

export class Scratch {
  readonly #parent: string
  #opened: Promise<Rooted> | undefined
  #count = 0

  /** `parent`: a folder of the app's own; made when it is missing. */
  constructor(parent: string) {
    this.#parent = parent
  }

  /** The folder, made when it is first asked for. */
  async folder(): Promise<string> {
    return (await this.#open()).root
  }

  /** What git gets so that it sees no repository around the folder. */
  async alone(): Promise<Record<string, string>> {
    return { GIT_CEILING_DIRECTORIES: dirname(await this.folder()), GIT_ATTR_NOSYSTEM: '1' }
  }

  /** Puts a content into a new file; gives its plain name. */
  async put(bytes: Buffer): Promise<string> {
    const rooted = await this.#open()
    const name = `c${this.#count++}`
    await rooted.write(Buffer.from(name), { kind: 'file', bytes, mode: null, executable: false }, null)
    return name
  }

  /** A folder in it, by a name of ours. */
  async inner(name: string): Promise<string> {
    const rooted = await this.#open()
    await rooted.makeFolder(Buffer.from(name), null)
    return join(rooted.root, name)
  }

  /** What is at a path below it. */
  async get(path: Buffer, maxBytes: number): Promise<Buffer | null> {
    const found = await (await this.#open()).read(path, maxBytes)
    return found.kind === 'file' ? found.bytes : null
  }

  async dispose(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined)
    if (opened) await rm(opened.root, { recursive: true, force: true })
  }

  #open(): Promise<Rooted> {
    return (this.#opened ??= (async () => {
      await makeFolder(this.#parent)
      return new Rooted(await realpath(await mkdtemp(join(this.#parent, 'act-'))))
    })())
  }
}
