// Files of a project's configuration as text under somebody's hands: what is on the disk, what is typed, what Codex says of it, and
// what to do when somebody else changes the file meanwhile. What is typed stays until it is saved or thrown away by name: here while
// the page lives, so that leaving the screen loses nothing, and as a draft over its end (raw-drafts.ts).
import { create } from 'zustand'
import type { Backup, ConfigFile, Draft, FileText, SaveReport } from '../../../preload/contract/config'
import type { Result } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { onConfigEvent } from './config-events'
import { watchConfig } from './config-watch'
import { readWhatCounts, useEffective } from './effective'
import { fileKey, fileWords, isDirty, joined, unreadFile, type OpenFile } from './open-file'
import { draftedFiles, forgetDraft, keepDrafts, takeDraft } from './raw-drafts'
import { undoOffers } from './raw-undo'

interface RawStore {
  files: Readonly<Record<string, OpenFile>>
  backups: Readonly<Record<string, readonly Backup[]>>
  /** Reads the file unless something is typed there, and follows it until the answered function is called. */
  open(projectId: string, file: ConfigFile): () => void
  /** Brings back what was typed before the app was last closed. */
  recover(projectId: string): Promise<void>
  edit(projectId: string, file: ConfigFile, text: string): void
  save(projectId: string, file: ConfigFile, evenIfInvalid?: boolean): Promise<boolean>
  /** Throws away what was typed, and offers to bring it back. */
  discard(projectId: string, file: ConfigFile): void
  /** Settles a conflict: theirs replaces what is typed, mine is kept to be saved over theirs, or both are joined. */
  settle(projectId: string, file: ConfigFile, how: 'theirs' | 'mine' | 'both'): void
  loadBackups(projectId: string): Promise<void>
  restore(projectId: string, backup: Backup): Promise<void>
  /** The person has seen that the text came from elsewhere. */
  forgetOutside(projectId: string, file: ConfigFile): void
  /** Shows the file in the file manager. */
  reveal(projectId: string, file: ConfigFile): Promise<void>
}

/** Typing rests this long before Codex is asked, in ms. */
const checkAfterMs = 300

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
      const before = files[key] ?? unreadFile(projectId, file)
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
      recovered: false,
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
    const draft = await takeDraft(projectId, file)
    if (reads.get(key) !== turn) return
    const known = at(projectId, file)
    if (draft !== null && (known === undefined || known.base === null))
      return takeUp(projectId, file, result.value, draft)
    if (known?.base?.hash === result.value.hash && known.base.exists === result.value.exists) {
      // Back to what it was: nothing to settle any more.
      return change(projectId, file, { problem: null, theirs: null })
    }
    if (known !== undefined && isDirty(known)) change(projectId, file, { theirs: result.value, problem: null })
    else adopt(projectId, file, result.value, { outside: outside && known?.base !== null })
  }

  /** What was typed before the app was closed goes on where it was, over the file as it is now. */
  const takeUp = (projectId: string, file: ConfigFile, now: FileText, { text, base }: Draft): void => {
    if (text === now.text) {
      forgetDraft(projectId, file)
      return adopt(projectId, file, now)
    }
    const isSame = base.hash === now.hash
    adopt(projectId, file, now, {
      base: isSame ? now : { ...now, ...base, problems: [] },
      text,
      theirs: isSame ? null : now,
      recovered: true,
    })
    checkSoon(projectId, file)
  }

  /** The disk's text takes the place of what is typed, which can be had back until something else is typed. */
  const throwAway = (projectId: string, file: ConfigFile, disk: FileText): void => {
    const known = at(projectId, file)
    adopt(projectId, file, disk)
    if (known === undefined || known.base === null || !isDirty(known)) return
    const { text, base } = known
    useNotices.getState().push({
      level: 'info',
      message: `What was typed in ${fileWords(file)} was thrown away.`,
      projectId,
      action: {
        label: 'Undo',
        run: () => {
          const now = at(projectId, file)
          if (now === undefined || now.base === null) return
          if (isDirty(now))
            return void useNotices.getState().push({
              level: 'warning',
              message: `Something else was typed in ${fileWords(file)} since, so it was left as it is.`,
              projectId,
            })
          takeUp(projectId, file, now.base, { file, text, base })
          change(projectId, file, { recovered: false })
        },
      },
    })
  }

  const offerUndo = undoOffers(async (projectId, file) => {
    await Promise.all([read(projectId, file, false), useEffective.getState().load(projectId)])
  })

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
        change(projectId, file, {
          saving: false,
          saveProblem: null,
          theirs: null,
          invalid: false,
          outside: false,
          recovered: false,
        })
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
    async recover(projectId) {
      const unread = (await draftedFiles(projectId)).filter((file) => at(projectId, file)?.base == null)
      await Promise.all(unread.map((file) => read(projectId, file, false)))
    },
    edit(projectId, file, text) {
      change(projectId, file, { text, invalid: false, saveProblem: null, outside: false, recovered: false })
      checkSoon(projectId, file)
    },
    async save(projectId, file, evenIfInvalid = false) {
      const known = at(projectId, file)
      if (known === undefined || known.base === null || known.saving) return false
      const { text, base } = known
      change(projectId, file, { saving: true, saveProblem: null })
      const expectedHash = base.hash
      const result = await app('config/saveText', { projectId, file, text, expectedHash, evenIfInvalid })
      return takeReport(projectId, file, text, result)
    },
    discard(projectId, file) {
      const known = at(projectId, file)
      const disk = known?.theirs ?? known?.base
      if (disk) throwAway(projectId, file, disk)
    },
    settle(projectId, file, how) {
      const known = at(projectId, file)
      if (known === undefined || known.theirs === null) return
      const { theirs } = known
      if (how === 'theirs') return throwAway(projectId, file, theirs)
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
    forgetOutside: (projectId, file) => change(projectId, file, { outside: false, recovered: false }),
    async reveal(projectId, file) {
      const result = await app('config/reveal', { projectId, file })
      if (!result.ok) tellFailure(`${fileWords(file)} could not be shown`, result.error, projectId)
    },
  }
})

keepDrafts(useRaw.subscribe)
