// The files behind a project's configuration as text: read, checked, saved, removed, put back. A save never overwrites what it
// has not seen, and what was broken is copied first. Codex can't write these texts; config-writes.ts is for single keys.
import { access, rm } from 'node:fs/promises'
import { constants } from 'node:fs'
import { dirname } from 'node:path'
import type { Backup, ConfigFile, Draft, FileText, SaveReport, TextProblem } from '@contract/config'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { writeFileAtomic } from '../codex/files/atomic-write'
import { makeFolder } from '../codex/files/make-folder'
import { modeOf, replaceFile } from '../codex/files/replace-file'
import type { Backups } from './backups'
import type { Checker } from './checker'
import { placeOf, type Place } from './config-paths'
import { decode, lossyProblem, withoutMark } from './decoded'
import type { Drafts } from './drafts'
import { hashOf, mostFileBytes, readBytes } from './file-bytes'
import type { FileQueue } from './file-queue'
import { withOldLineEnds } from './line-ends'
import { checkText } from './text-check'
import type { UndoStore } from './undo-store'

export interface ConfigFilesParts {
  find: (projectId: string) => Project | null
  /** The CODEX_HOME of a project. */
  homeOf: (project: Project) => string
  checker: Checker
  backups: Backups
  drafts: Drafts
  queue: FileQueue
  undos: UndoStore
  /** Tells the project's server, if it runs, to read its config.toml again. Doesn't reject. */
  reload: (project: Project) => Promise<void>
  reveal: (path: string) => void
}

interface Opened {
  readonly project: Project
  readonly home: string
  readonly file: ConfigFile
  readonly place: Place
}

export class ConfigFiles {
  readonly #parts: ConfigFilesParts

  constructor(parts: ConfigFilesParts) {
    this.#parts = parts
  }

  /** What a file says and what is wrong with it. A file that is not there is empty text. */
  async text(projectId: string, file: ConfigFile): Promise<FileText> {
    const opened = await this.#open(projectId, file)
    return this.#textOf(opened, await this.#read(opened))
  }

  /** What would be wrong with this text in place of the file's. */
  async check(projectId: string, file: ConfigFile, text: string): Promise<TextProblem[]> {
    return this.#check(await this.#open(projectId, file), text)
  }

  /**
   * Saves a text over the state of the file that `expectedHash` names (null: whatever is there). With errors in it only if
   * `evenIfInvalid`. What is there now is copied first if it is broken.
   */
  async save(
    projectId: string,
    file: ConfigFile,
    text: string,
    { expectedHash, evenIfInvalid }: { expectedHash: string | null; evenIfInvalid: boolean },
  ): Promise<SaveReport> {
    const opened = await this.#open(projectId, file)
    return this.#parts.queue.run(opened.place.target, async () => {
      const there = await this.#read(opened)
      if (expectedHash !== null && hashOf(there) !== expectedHash)
        return { state: 'conflict', now: await this.#textOf(opened, there) }
      const old = there === null ? null : decode(there)
      const bytes = Buffer.from(old === null || old.lossy ? text : withOldLineEnds(old.text, text))
      if (bytes.byteLength > mostFileBytes) throw new CallError('too-large', 'This text is too long to be saved.')
      const errors = (await this.#check(opened, bytes.toString())).filter(({ level }) => level === 'error')
      if (there !== null && old?.lossy === true) errors.unshift(lossyProblem(there))
      if (errors.length > 0 && !evenIfInvalid) return { state: 'invalid', problems: errors }
      return this.#put(opened, there, bytes)
    })
  }

  /** Removes a file; a copy stays among the backups. */
  async remove(projectId: string, file: ConfigFile): Promise<{ undoId: string }> {
    if (file.kind === 'config')
      throw new CallError('not-removable', 'A home needs its config.toml: empty it instead, or take keys out of it.')
    const opened = await this.#open(projectId, file)
    const { target } = opened.place
    return this.#parts.queue.run(target, async () => {
      const there = await this.#read(opened)
      if (there === null) throw new CallError('no-file', `${opened.place.path} is not there any more.`)
      await this.#parts.backups.keep(projectId, file, there)
      const mode = (await modeOf(target)) ?? 0o600
      // The link goes, if it was one: what it leads to is not the app's to delete.
      await rm(opened.place.path)
      return {
        undoId: this.#parts.undos.keep({
          projectId,
          path: opened.place.path,
          before: there,
          afterHash: hashOf(null),
          mode,
          isConfig: false,
        }),
      }
    })
  }

  /** Copies from before repairs and removals, newest first. */
  async backups(projectId: string): Promise<Backup[]> {
    return this.#parts.backups.list(projectId)
  }

  /** Puts a copy back, byte for byte, whatever is there now and whatever is wrong with it. */
  async restore(projectId: string, backupId: string): Promise<SaveReport> {
    const { file, bytes } = await this.#parts.backups.open(projectId, backupId)
    const opened = await this.#open(projectId, file)
    return this.#parts.queue.run(opened.place.target, async () => this.#put(opened, await this.#read(opened), bytes))
  }

  /** Keeps what is typed and not saved, or forgets it. `baseHash` names the state of the file that it was typed over. */
  async keepDraft(
    projectId: string,
    file: ConfigFile,
    draft: { text: string; baseHash: string } | null,
  ): Promise<void> {
    const { drafts } = this.#parts
    if (draft === null) return drafts.forget(projectId, file)
    await drafts.keep(projectId, file, draft, async () => this.#read(await this.#open(projectId, file)))
  }

  /** What was typed and not saved, also before the app was last closed. */
  async drafts(projectId: string): Promise<Draft[]> {
    const kept = await this.#parts.drafts.list(projectId)
    return kept.map(({ file, text, baseHash, base }) => ({
      file,
      text,
      base: { text: base ? withoutMark(decode(base).text) : '', hash: baseHash, exists: base !== null },
    }))
  }

  /** Shows the file in the system's file manager. */
  async reveal(projectId: string, file: ConfigFile): Promise<void> {
    const opened = await this.#open(projectId, file)
    if ((await modeOf(opened.place.target)) === null)
      throw new CallError('no-file', `${opened.place.path} is not there yet.`)
    this.#parts.reveal(opened.place.path)
  }

  async #open(projectId: string, file: ConfigFile): Promise<Opened> {
    const project = this.#parts.find(projectId)
    if (project === null) throw new CallError('unknown-project', 'This project is no longer in the list.')
    const home = this.#parts.homeOf(project)
    return { project, home, file, place: await placeOf(file, { home, project }) }
  }

  #read({ place }: Opened): Promise<Buffer | null> {
    return readBytes(place.target, place.inFolder)
  }

  async #check({ file, home, project }: Opened, text: string): Promise<TextProblem[]> {
    const { place } = await this.#open(project.id, { kind: 'config' })
    const base = await readBytes(place.target).catch(() => null)
    return checkText(this.#parts.checker, file, text, { home, base: base === null ? null : base.toString('utf8') })
  }

  async #textOf(opened: Opened, bytes: Buffer | null): Promise<FileText> {
    const { place } = opened
    const { text, lossy } = bytes === null ? { text: '', lossy: false } : decode(bytes)
    const problems =
      bytes === null
        ? []
        : lossy
          ? [lossyProblem(bytes)]
          : await this.#check(opened, text).catch((error: unknown): TextProblem[] => [
              {
                line: null,
                column: null,
                level: 'warning',
                message: `This text could not be checked: ${error instanceof Error ? error.message : String(error)}`,
              },
            ])
    return {
      path: place.path,
      exists: bytes !== null,
      text: withoutMark(text),
      lossy,
      hash: hashOf(bytes),
      writable: await isWritable(place.target, bytes !== null),
      problems,
    }
  }

  /** Writes, unless the file is another one by now. What is there and broken is copied first. */
  async #put(opened: Opened, there: Buffer | null, bytes: Buffer): Promise<SaveReport> {
    const { project, file, place } = opened
    const hash = hashOf(bytes)
    const backup =
      there !== null && hashOf(there) !== hash && (await this.#isBroken(opened, there))
        ? await this.#parts.backups.keep(project.id, file, there)
        : null
    const now = await this.#read(opened)
    if (hashOf(now) !== hashOf(there)) return { state: 'conflict', now: await this.#textOf(opened, now) }
    const mode = (await modeOf(place.target)) ?? (place.inFolder ? 0o644 : 0o600)
    await makeFolder(dirname(place.target))
    // In the folder a link that has appeared meanwhile is replaced, not followed.
    if (place.inFolder) await writeFileAtomic(place.target, bytes, { mode, exactMode: true })
    else await replaceFile(place.target, bytes, mode)
    const isConfig = file.kind === 'config'
    const undoId = this.#parts.undos.keep({
      projectId: project.id,
      path: place.target,
      before: there,
      afterHash: hash,
      mode,
      isConfig,
    })
    if (isConfig) await this.#parts.reload(project)
    return { state: 'saved', hash, undoId, backup }
  }

  /** In doubt (Codex can't be run) yes: one copy too many does no harm. */
  async #isBroken(opened: Opened, bytes: Buffer): Promise<boolean> {
    const { text, lossy } = decode(bytes)
    if (lossy) return true
    const problems = await this.#check(opened, text).catch(() => null)
    return problems === null || problems.some(({ level }) => level === 'error')
  }
}

async function isWritable(path: string, exists: boolean): Promise<boolean> {
  for (let place = exists ? path : dirname(path); ; place = dirname(place)) {
    try {
      await access(place, constants.W_OK)
      // A save replaces the file, so its folder must take a new one.
      if (exists && place === path) await access(dirname(path), constants.W_OK)
      return true
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      if (!isMissing || dirname(place) === place) return false
    }
  }
}
