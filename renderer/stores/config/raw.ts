// Files of a project's configuration as text under somebody's hands: what is on the disk, what is typed, what Codex says of it, and
// what to do when somebody else changes the file meanwhile. What is typed stays here until it is saved or thrown away by name, so
// leaving the screen loses nothing.
import { create } from 'zustand'
import type { Backup, ConfigFile, FileText, SaveReport, TextProblem } from '../../../preload/contract/config'
import type { DeckError, Result } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { useServers } from '../app/servers'
import { onConfigEvent } from './config-events'
import { watchConfig } from './config-watch'
import { useEffective } from './effective'
import { joinSides } from './line-diff'

export interface OpenFile {
  projectId: string
  file: ConfigFile
  /** As last read or saved; null until then. */
  base: FileText | null
  /** As it is typed. */
  text: string
  /** Why it could not be read. */
  problem: DeckError | null
  /** What Codex says of the text as typed. */
  problems: readonly TextProblem[]
  checking: boolean
  saving: boolean
  saveProblem: DeckError | null
  /** The file as somebody else saved it while there was something typed here. */
  theirs: FileText | null
  /** Saving was refused because of errors: the person may insist. */
  invalid: boolean
  /** Counts the times that the text came from elsewhere than the keyboard. */
  given: number
  /** Somebody else's change was taken in, nothing being typed. */
  outside: boolean
}

interface RawStore {
  files: Readonly<Record<string, OpenFile>>
  backups: Readonly<Record<string, readonly Backup[]>>
  /** Reads the file unless something is typed there, and follows it until the answered function is called. */
  open(projectId: string, file: ConfigFile): () => void
  edit(projectId: string, file: ConfigFile, text: string): void
  save(projectId: string, file: ConfigFile, evenIfInvalid?: boolean): Promise<boolean>
  /** Throws away what was typed. */
  discard(projectId: string, file: ConfigFile): void
  /** Settles a conflict: theirs replaces what is typed, mine is kept to be saved over theirs, or both are joined. */
  settle(projectId: string, file: ConfigFile, how: 'theirs' | 'mine' | 'both'): void
  loadBackups(projectId: string): Promise<void>
  restore(projectId: string, backup: Backup): Promise<void>
  forgetOutside(projectId: string, file: ConfigFile): void
  /** Shows the file in the file manager. */
  reveal(projectId: string, file: ConfigFile): Promise<void>
}

export const fileKey = (projectId: string, file: ConfigFile): string => `${projectId} ${JSON.stringify(file)}`

/** The name of a file as a person says it. */
export function fileWords(file: ConfigFile): string {
  switch (file.kind) {
    case 'config':
      return 'config.toml'
    case 'profile':
      return `${file.name}.config.toml`
    case 'project-config':
      return '.codex/config.toml'
    case 'rules':
      return file.where === 'home' ? `rules/${file.name}.rules` : `.codex/rules/${file.name}.rules`
    case 'agents':
      return file.override ? 'AGENTS.override.md' : 'AGENTS.md'
    case 'hooks':
      return file.where === 'home' ? 'hooks.json' : '.codex/hooks.json'
    default:
      return file satisfies never
  }
}

/** True while something is typed that is not on the disk. */
export const isDirty = ({ base, text }: OpenFile): boolean => base !== null && text !== base.text

/** Both sides in one text, when they don't touch the same lines. */
export function joined({ base, text, theirs }: OpenFile): string | null {
  return base === null || theirs === null ? null : joinSides(base.text, text, theirs.text)
}

/** Typing rests this long before Codex is asked, in ms. */
const checkAfterMs = 300

/** Reads what counts now. A Codex that a broken file kept from starting starts now. */
async function readWhatCounts(projectId: string): Promise<void> {
  const { byProject, restart } = useServers.getState()
  const server = byProject[projectId]
  if (server?.state === 'failed' && server.code === 'config-invalid') await restart(projectId)
  await useEffective.getState().load(projectId)
}

export const useRaw = create<RawStore>()((set, get) => {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  /** One check of a file at a time; the text that came meanwhile is checked next. */
  const underCheck = new Set<string>()
  /** Counts the reads, so that an older answer changes nothing. */
  const reads = new Map<string, number>()

  const at = (projectId: string, file: ConfigFile): OpenFile | undefined => get().files[fileKey(projectId, file)]
  const change = (projectId: string, file: ConfigFile, part: Partial<OpenFile>): void =>
    set(({ files }) => {
      const key = fileKey(projectId, file)
      const before = files[key] ?? {
        projectId,
        file,
        base: null,
        text: '',
        problem: null,
        problems: [],
        checking: false,
        saving: false,
        saveProblem: null,
        theirs: null,
        invalid: false,
        given: 0,
        outside: false,
      }
      return { files: { ...files, [key]: { ...before, ...part } } }
    })

  /** The disk's text becomes the one in view. */
  const adopt = (projectId: string, file: ConfigFile, now: FileText, part: Partial<OpenFile> = {}): void => {
    clearTimeout(timers.get(fileKey(projectId, file)))
    change(projectId, file, {
      base: now,
      text: now.text,
      problems: now.problems,
      problem: null,
      saveProblem: null,
      theirs: null,
      invalid: false,
      checking: false,
      given: (at(projectId, file)?.given ?? 0) + 1,
      ...part,
    })
  }

  const check = async (projectId: string, file: ConfigFile): Promise<void> => {
    const key = fileKey(projectId, file)
    const text = at(projectId, file)?.text
    if (text === undefined || underCheck.has(key)) return
    underCheck.add(key)
    const result = await app('config/check', { projectId, file, text })
    underCheck.delete(key)
    const now = at(projectId, file)
    if (now === undefined) return
    // Typed on meanwhile: what was said is about another text.
    if (now.text !== text) return void check(projectId, file)
    change(projectId, file, { checking: false, ...(result.ok ? { problems: result.value } : {}) })
  }
  const checkSoon = (projectId: string, file: ConfigFile): void => {
    const key = fileKey(projectId, file)
    clearTimeout(timers.get(key))
    change(projectId, file, { checking: true })
    timers.set(
      key,
      setTimeout(() => void check(projectId, file), checkAfterMs),
    )
  }

  const read = async (projectId: string, file: ConfigFile, outside: boolean): Promise<void> => {
    const key = fileKey(projectId, file)
    const turn = (reads.get(key) ?? 0) + 1
    reads.set(key, turn)
    const result = await app('config/text', { projectId, file })
    if (reads.get(key) !== turn) return
    if (!result.ok) return change(projectId, file, { problem: result.error })
    const known = at(projectId, file)
    if (known?.base?.hash === result.value.hash && known.base.exists === result.value.exists) {
      // Back to what it was: nothing to settle any more.
      return change(projectId, file, { problem: null, theirs: null })
    }
    if (known !== undefined && isDirty(known)) change(projectId, file, { theirs: result.value, problem: null })
    else adopt(projectId, file, result.value, { outside: outside && known?.base !== null })
  }

  const offerUndo = (projectId: string, file: ConfigFile, undoId: string, message: string): void => {
    useNotices.getState().push({
      level: 'info',
      message,
      projectId,
      action: { label: 'Undo', run: () => void takeBack(projectId, file, undoId) },
    })
  }
  const takeBack = async (projectId: string, file: ConfigFile, undoId: string): Promise<void> => {
    const result = await app('config/undo', { undoIds: [undoId] })
    if (!result.ok) return tellFailure('It was not taken back', result.error, projectId)
    const left = result.value.find(({ state }) => state === 'conflict' || state === 'refused')
    if (left)
      useNotices.getState().push({
        level: 'warning',
        message: left.problem ?? `${fileWords(file)} was changed since, so it was left as it is.`,
        projectId,
      })
    await Promise.all([read(projectId, file, false), useEffective.getState().load(projectId)])
  }

  const takeReport = (projectId: string, file: ConfigFile, text: string, result: Result<SaveReport>): boolean => {
    if (!result.ok) {
      change(projectId, file, { saving: false, saveProblem: result.error })
      return false
    }
    const report = result.value
    switch (report.state) {
      case 'saved': {
        const before = at(projectId, file)?.base
        if (before) change(projectId, file, { base: { ...before, text, hash: report.hash, exists: true } })
        change(projectId, file, { saving: false, saveProblem: null, theirs: null, invalid: false, outside: false })
        const kept = report.backup === null ? '' : ' A copy of the broken file was kept.'
        offerUndo(projectId, file, report.undoId, `${fileWords(file)} was saved.${kept}`)
        void readWhatCounts(projectId)
        // An answer that is still on its way may be of before; this one is not.
        void read(projectId, file, true)
        if (report.backup !== null) void get().loadBackups(projectId)
        return true
      }
      case 'conflict':
        change(projectId, file, { saving: false, theirs: report.now })
        return false
      case 'invalid':
        change(projectId, file, { saving: false, problems: report.problems, invalid: true })
        return false
      default:
        return report satisfies never
    }
  }

  return {
    files: {},
    backups: {},
    open(projectId, file) {
      void read(projectId, file, false)
      const endWatch = watchConfig(projectId)
      const end = onConfigEvent((event) => {
        if (event.type === 'config-changed' && event.projectId === projectId) void read(projectId, file, true)
      })
      return () => {
        end()
        endWatch()
      }
    },
    edit(projectId, file, text) {
      change(projectId, file, { text, invalid: false, saveProblem: null, outside: false })
      checkSoon(projectId, file)
    },
    async save(projectId, file, evenIfInvalid = false) {
      const known = at(projectId, file)
      if (known === undefined || known.base === null || known.saving || known.base.lossy) return false
      const { text, base } = known
      change(projectId, file, { saving: true, saveProblem: null })
      const expectedHash = base.hash
      const result = await app('config/saveText', { projectId, file, text, expectedHash, evenIfInvalid })
      return takeReport(projectId, file, text, result)
    },
    discard(projectId, file) {
      const known = at(projectId, file)
      const disk = known?.theirs ?? known?.base
      if (disk) adopt(projectId, file, disk)
    },
    settle(projectId, file, how) {
      const known = at(projectId, file)
      if (known === undefined || known.theirs === null) return
      const { theirs } = known
      if (how === 'theirs') return adopt(projectId, file, theirs)
      const text = how === 'both' ? (joined(known) ?? known.text) : known.text
      // Saving is now against their state of the file, which was seen.
      change(projectId, file, { base: theirs, text, theirs: null, given: known.given + (text === known.text ? 0 : 1) })
      checkSoon(projectId, file)
    },
    async loadBackups(projectId) {
      const result = await app('config/backups', { projectId })
      if (!result.ok) return tellFailure('The copies could not be listed', result.error, projectId)
      set(({ backups }) => ({ backups: { ...backups, [projectId]: result.value } }))
    },
    async restore(projectId, backup) {
      const result = await app('config/restore', { projectId, backupId: backup.id })
      if (!result.ok) return tellFailure('The copy was not put back', result.error, projectId)
      if (result.value.state === 'saved')
        offerUndo(projectId, backup.file, result.value.undoId, `${fileWords(backup.file)} is the copy again.`)
      await Promise.all([read(projectId, backup.file, false), readWhatCounts(projectId), get().loadBackups(projectId)])
    },
    forgetOutside: (projectId, file) => change(projectId, file, { outside: false }),
    async reveal(projectId, file) {
      const result = await app('config/reveal', { projectId, file })
      if (!result.ok) tellFailure(`${fileWords(file)} could not be shown`, result.error, projectId)
    },
  }
})
