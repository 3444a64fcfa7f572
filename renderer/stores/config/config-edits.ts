// Writes to config.toml through main: one home or all, with a report per home, undo, and what to do when somebody else was faster.
import { create } from 'zustand'
import type { ConfigEdit, ConfigTarget, ConfigValue, HomeWrite } from '../../../preload/contract/config'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { editedWords, reportWords, stateWords, type Done } from './edit-words'
import { EditsUnderWay } from './edits-under-way'
import { useEffective } from './effective'
import { homeLayer, sameValue, valueAt } from './layers'

/** Where an edit goes: the home of the project in view, or that of every project. */
export type Reach = 'project' | 'all'

export interface Conflict {
  projectId: string
  /** Where the edit came from, to try it again. */
  key: string
  sides: readonly { path: readonly string[]; yours: ConfigValue; theirs: unknown }[]
  edits: readonly ConfigEdit[]
}

interface UndoStep {
  what: string
  /** What was edited: what is told there is of no more use once it is taken back. */
  key: string
  undoIds: readonly string[]
  /** It goes to several homes, which are reported one by one. */
  toAll: boolean
}

interface EditsStore {
  /** Values on their way, by project and key: drawn before they are written, unless that takes no time. */
  pending: Readonly<Record<string, ConfigValue>>
  /** Pending ones that the running server has already; what is left is looking at the file. */
  running: Readonly<Record<string, true>>
  /** Why the last edit of a key failed, by project and key. */
  problems: Readonly<Record<string, string>>
  /** What is to be known of the last edit of a key that went well: another layer wins over it. */
  notes: Readonly<Record<string, string>>
  conflict: Conflict | null
  /** The last write to several homes, home by home. */
  report: { what: string; done: Done; writes: readonly HomeWrite[] } | null
  /** What is being written to several homes, or taken back there. */
  underWay: string | null
  undoSteps: Readonly<Record<string, readonly UndoStep[]>>
  /** What was taken back and can be done again. */
  redoSteps: Readonly<Record<string, readonly UndoStep[]>>
  /**
   * Writes edits. `key` names what was edited (a row's id): what goes wrong is told there. Answers true when the home of the
   * project in view has the edits now. One that is `switched` is drawn when it takes a while or runs; its `also` is done once it is
   * written, beside the reading of what counts now.
   */
  write(
    projectId: string,
    key: string,
    edits: readonly ConfigEdit[],
    reach: Reach,
    switched?: { also: () => Promise<void> },
  ): Promise<boolean>
  /** Takes the last edit of this project's section back. Answers false when there is none. */
  undo(projectId: string): Promise<boolean>
  /** Does again what was taken back last. Answers false when there is nothing, or something else was edited since. */
  redo(projectId: string): Promise<boolean>
  /** Writes one's own side over theirs, or leaves theirs. */
  settle(side: 'mine' | 'theirs'): Promise<void>
  /** The running server was seen to have this value of an edit that goes on. */
  runs(projectId: string, key: string, value: ConfigValue): void
  forgetProblem(projectId: string, key: string): void
  closeReport(): void
}

/** What pending, problems and notes are kept by. */
export const editKey = (projectId: string, key: string): string => `${projectId} ${key}`

const mostUndo = 50
const mostTries = 3

/** What the home's file says at a key by the report of a conflict. */
function theirsAt({ theirs }: HomeWrite, path: readonly string[]): unknown {
  return theirs?.find((one) => JSON.stringify(one.path) === JSON.stringify(path))?.value
}

function without<Value>(from: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  const rest = { ...from }
  delete rest[key]
  return rest
}

export const useConfigEdits = create<EditsStore>()((set, get) => {
  const fail = (id: string, words: string): void => set(({ problems }) => ({ problems: { ...problems, [id]: words } }))

  const onTheWay = new EditsUnderWay(
    (id, value, isRunning) =>
      set(({ pending, running }) => ({
        pending: { ...pending, [id]: value },
        running: isRunning ? { ...running, [id]: true } : without(running, id),
      })),
    (id) => {
      if (Object.hasOwn(get().pending, id))
        set(({ pending, running }) => ({ pending: without(pending, id), running: without(running, id) }))
    },
  )

  const remember = (steps: 'undoSteps' | 'redoSteps', projectId: string, step: UndoStep): void => {
    set((state) => {
      const all = state[steps]
      return { [steps]: { ...all, [projectId]: [...(all[projectId] ?? []), step].slice(-mostUndo) } }
    })
  }
  const drop = (projectId: string, step: UndoStep): void => {
    const rest = (all: EditsStore['undoSteps']) => ({
      ...all,
      [projectId]: (all[projectId] ?? []).filter((one) => one !== step),
    })
    set(({ undoSteps, redoSteps }) => ({ undoSteps: rest(undoSteps), redoSteps: rest(redoSteps) }))
  }

  /** One offer at a time: ten switches in a row must not leave ten notices. */
  let offered: string | null = null
  const offer = (message: string, projectId: string, label: string, run: () => void): void => {
    if (offered !== null) useNotices.getState().dismiss(offered)
    offered = useNotices.getState().push({ level: 'info', message, projectId, action: { label, run } })
  }

  /** Takes a step back; a step that was taken back is done again by the same means. */
  const takeBack = async (projectId: string, step: UndoStep, isAgain = false): Promise<void> => {
    const { what, key, undoIds, toAll } = step
    drop(projectId, step)
    if (offered !== null) useNotices.getState().dismiss(offered)
    if (toAll) set({ underWay: what, report: null })
    const result = await app('config/undo', { undoIds: [...undoIds] })
    if (toAll) set({ underWay: null })
    const done: Done = isAgain ? 'written' : 'taken back'
    if (!result.ok) {
      remember(isAgain ? 'redoSteps' : 'undoSteps', projectId, step)
      return tellFailure(`${what} was not ${done}`, result.error, projectId)
    }
    get().forgetProblem(projectId, key)
    const writes = result.value
    const left = writes.filter(({ state }) => state === 'conflict' || state === 'refused')
    const back = { ...step, undoIds: writes.flatMap(({ undoId }) => (undoId === null ? [] : [undoId])) }
    if (back.undoIds.length > 0) remember(isAgain ? 'undoSteps' : 'redoSteps', projectId, back)
    if (toAll) set({ report: { what, done, writes } })
    if (left.length > 0)
      useNotices.getState().push({
        level: 'warning',
        message: `${what} was not ${done} everywhere.`,
        detail: left.map((write) => `${write.name}: ${stateWords(write, done)}`).join('\n'),
        projectId,
      })
    else if (back.undoIds.length > 0)
      offer(
        reportWords(what, writes, done),
        projectId,
        isAgain ? 'Undo' : 'Redo',
        () => void takeBack(projectId, back, !isAgain),
      )
    await useEffective.getState().load(projectId)
  }

  const sent = async (
    projectId: string,
    edits: readonly ConfigEdit[],
    reach: Reach,
    version: string | null,
  ): Promise<{ ok: true; value: HomeWrite[] } | { ok: false; error: DeckError }> => {
    const target: ConfigTarget = reach === 'all' ? { kind: 'all' } : { kind: 'project', projectId }
    // Homes have versions of their own; for all of them main takes each as it is.
    return app('config/write', { target, edits: [...edits], expectedVersion: reach === 'all' ? null : version })
  }

  /** What the home said at the keys of an edit when it was read. */
  const seenAt = (projectId: string, path: readonly string[]): unknown =>
    valueAt(homeLayer(useEffective.getState().byProject[projectId]?.layers ?? [])?.config, path)

  /**
   * Sends the edits; when somebody changed the file meanwhile, but not what is edited here, sends them again against what it says
   * now. Only a change of the very keys is a conflict to a person.
   */
  const sentAnew = async (projectId: string, edits: readonly ConfigEdit[], reach: Reach): ReturnType<typeof sent> => {
    const seen = edits.map(({ path }) => seenAt(projectId, path))
    const versionRead = (): string | null => useEffective.getState().byProject[projectId]?.version ?? null
    let version = versionRead()
    for (let tries = 1; ; tries += 1) {
      const result = await sent(projectId, edits, reach, version)
      const own = result.ok ? result.value.find((write) => write.projectId === projectId) : undefined
      if (own?.state !== 'conflict' || own.theirs === null || tries === mostTries) return result
      const isElsewhere = edits.every(({ path }, at) => sameValue(theirsAt(own, path) ?? undefined, seen[at]))
      if (!isElsewhere) return result
      // Of the state that was just compared; what is read now may be another, or still on its way.
      version = own.version
      if (version === null) {
        await useEffective.getState().load(projectId)
        version = versionRead()
      }
    }
  }

  /** Tells where the edit came from what became of it in the home of the project in view. */
  const takeOwn = (projectId: string, key: string, edits: readonly ConfigEdit[], own: HomeWrite): void => {
    const id = editKey(projectId, key)
    if (own.state === 'conflict') {
      const sides = edits.map(({ path, value }) => ({
        path,
        yours: value,
        theirs: own.theirs === null ? seenAt(projectId, path) : theirsAt(own, path),
      }))
      set({ conflict: { projectId, key, sides, edits } })
    } else if (own.state === 'refused' || own.state === 'stopped') fail(id, stateWords(own))
    else if (own.overridden !== null) {
      const words = own.overridden
      set(({ notes }) => ({ notes: { ...notes, [id]: `Written, but it doesn’t count here: ${words}` } }))
    }
  }

  return {
    pending: {},
    running: {},
    problems: {},
    notes: {},
    conflict: null,
    report: null,
    underWay: null,
    undoSteps: {},
    redoSteps: {},

    async write(projectId, key, edits, reach, switched) {
      const id = editKey(projectId, key)
      const shown = edits[0]?.value ?? null
      const ended = onTheWay.begin(id, shown, switched !== undefined)
      get().forgetProblem(projectId, key)
      const what = editedWords(edits)
      if (reach === 'all') set({ underWay: what, report: null })
      const result = await onTheWay.inTurn(projectId, async () => {
        const answer = await sentAnew(projectId, edits, reach)
        if (reach === 'all') set({ underWay: null })
        // Whatever became of it, the truth is what is read now; the conflict dialog shows it as theirs.
        await Promise.all([useEffective.getState().load(projectId, true), switched?.also()])
        return answer
      })
      const written = result.ok ? result.value : []
      const own = written.find((write) => write.projectId === projectId)
      ended()
      if (!result.ok) {
        fail(id, result.error.message)
        return false
      }
      const undoIds = written.flatMap(({ undoId }) => (undoId === null ? [] : [undoId]))
      if (undoIds.length > 0) {
        const step: UndoStep = { what, key, undoIds, toAll: reach === 'all' }
        remember('undoSteps', projectId, step)
        set(({ redoSteps }) => ({ redoSteps: without(redoSteps, projectId) }))
        offer(reportWords(what, written), projectId, 'Undo', () => void takeBack(projectId, step))
      }
      if (reach === 'all') set({ report: { what, done: 'written', writes: written } })
      if (own) takeOwn(projectId, key, edits, own)
      const isDone = ({ state }: HomeWrite): boolean => state === 'written' || state === 'unchanged'
      // A home that several projects share is reported once, under one of them.
      return own ? isDone(own) : written.some(isDone)
    },
    async undo(projectId) {
      const last = get().undoSteps[projectId]?.at(-1)
      if (last === undefined) return false
      await takeBack(projectId, last)
      return true
    },
    async redo(projectId) {
      const last = get().redoSteps[projectId]?.at(-1)
      if (last === undefined) return false
      await takeBack(projectId, last, true)
      return true
    },
    async settle(side) {
      const { conflict } = get()
      if (conflict === null) return
      set({ conflict: null })
      // Against what was read after the conflict: a third change asks again.
      if (side === 'mine') await get().write(conflict.projectId, conflict.key, conflict.edits, 'project')
    },
    runs(projectId, key, value) {
      onTheWay.runs(editKey(projectId, key), value)
    },
    forgetProblem(projectId, key) {
      const id = editKey(projectId, key)
      const { problems, notes } = get()
      if (Object.hasOwn(problems, id) || Object.hasOwn(notes, id))
        set({ problems: without(problems, id), notes: without(notes, id) })
    },
    closeReport: () => set({ report: null }),
  }
})
