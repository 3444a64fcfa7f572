// Drafts: one per thread and one per project for the next new thread, and what was sent before (arrow up and down).
// Text and choices are kept between starts; images are not (they may hold megabytes).
import { create } from 'zustand'
import { app } from '../../bridge'
import { defaultPreset, presets, type PresetId } from '../../../preload/contract/presets'
import { fields, listIn, textIn } from '../threads/decode'
import { keep, readKept } from '../app/kept'
import type { SendInput } from '../threads/model'

export type Draft = SendInput

export const emptyDraft: Draft = {
  text: '',
  images: [],
  mentions: [],
  skills: [],
  preset: defaultPreset,
  model: null,
  effort: null,
  plan: false,
}

interface ComposerStore {
  drafts: Readonly<Record<string, Draft>>
  /** Sent texts per project, oldest first. */
  history: Readonly<Record<string, readonly string[]>>
  /** What was typed in the terminal with a project's home, oldest first; not kept. */
  prompts: Readonly<Record<string, readonly string[]>>
  /** Changes parts of a draft. The key is a thread id or newThreadKey(projectId). */
  edit(key: string, part: Partial<Draft>): void
  /** Takes the draft to send it: the text, images, mentions and skills leave the composer, the choices stay. */
  take(key: string): Draft
  /** Puts a draft back that could not be sent; what was typed in the meantime stays, after it. */
  restore(key: string, draft: Draft): void
  /** A new thread got its id: its choices go along with it, and the project's next draft starts fresh with the same choices. */
  adopt(fromKey: string, toKey: string): void
  /** Forgets a draft (its thread was deleted). */
  drop(key: string): void
  remember(projectId: string, text: string): void
  /** Reads what was typed in the terminal. */
  loadPrompts(projectId: string): Promise<void>
}

const mostDrafts = 100
const mostHistory = 100
/** A pasted megabyte is a fine message but no fine thing to keep in localStorage at every key press. */
const keptCharacters = 100_000

const presetIds: ReadonlySet<string> = new Set(presets.map((preset) => preset.id))
const isPreset = (value: string | null): value is PresetId => value !== null && presetIds.has(value)

function named(entries: unknown[]): { name: string; path: string }[] {
  return entries.flatMap((entry) => {
    const name = textIn(fields(entry), 'name')
    const path = textIn(fields(entry), 'path')
    return name !== null && path !== null ? [{ name, path }] : []
  })
}

function acceptDrafts(value: unknown): Record<string, Draft> {
  const drafts: Record<string, Draft> = {}
  for (const [key, given] of Object.entries(fields(value))) {
    const read = fields(given)
    const preset = textIn(read, 'preset')
    drafts[key] = {
      text: textIn(read, 'text') ?? '',
      images: [],
      mentions: named(listIn(read, 'mentions')),
      skills: named(listIn(read, 'skills')),
      // Full access is chosen and asked about anew after each start.
      preset: isPreset(preset) && preset !== 'full-access' ? preset : defaultPreset,
      model: textIn(read, 'model'),
      effort: textIn(read, 'effort'),
      plan: read['plan'] === true,
    }
  }
  return drafts
}

function acceptHistory(value: unknown): Record<string, string[]> {
  const history: Record<string, string[]> = {}
  for (const [projectId, texts] of Object.entries(fields(value)))
    if (Array.isArray(texts)) history[projectId] = texts.filter((text) => typeof text === 'string')
  return history
}

let timer: ReturnType<typeof setTimeout> | null = null

export const useComposer = create<ComposerStore>()((set, get) => {
  const keepDrafts = () => {
    // Once per half second at most: localStorage is synchronous and this runs at every key press.
    timer ??= setTimeout(keepDraftsNow, 500)
  }
  const keepDraftsNow = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const entries = Object.entries(get().drafts).slice(-mostDrafts)
    const light = entries.map(([key, draft]) => [
      key,
      { ...draft, images: [], text: draft.text.length > keptCharacters ? '' : draft.text },
    ])
    keep('drafts', Object.fromEntries(light))
  }
  // The last words typed before the window closes.
  window.addEventListener('pagehide', () => {
    if (timer !== null) keepDraftsNow()
  })
  const put = (key: string, draft: Draft) => {
    set((state) => {
      const { [key]: _old, ...others } = state.drafts
      return { drafts: { ...others, [key]: draft } }
    })
    keepDrafts()
  }
  const draftOf = (key: string) => get().drafts[key] ?? emptyDraft
  const bare = (draft: Draft): Draft => ({ ...draft, text: '', images: [], mentions: [], skills: [] })

  return {
    drafts: readKept('drafts', acceptDrafts, {}),
    history: readKept('history', acceptHistory, {}),
    prompts: {},
    edit: (key, part) => put(key, { ...draftOf(key), ...part }),
    take(key) {
      const draft = draftOf(key)
      put(key, bare(draft))
      return draft
    },
    restore(key, draft) {
      const now = draftOf(key)
      put(key, {
        ...now,
        text: [draft.text, now.text].filter((text) => text !== '').join('\n'),
        images: [...draft.images, ...now.images],
        mentions: [...draft.mentions, ...now.mentions],
        skills: [...draft.skills, ...now.skills],
      })
    },
    adopt(fromKey, toKey) {
      const from = draftOf(fromKey)
      put(toKey, { ...draftOf(toKey), ...bare(from), text: draftOf(toKey).text })
      // Full access is chosen for one chat, never as a habit.
      if (from.preset === 'full-access') put(fromKey, { ...from, preset: defaultPreset })
    },
    drop(key) {
      set((state) => {
        const { [key]: _old, ...drafts } = state.drafts
        return { drafts }
      })
      keepDrafts()
    },
    remember(projectId, text) {
      const said = text.trim()
      if (said === '' || said.length > keptCharacters) return
      const before = (get().history[projectId] ?? []).filter((known) => known !== said)
      const history = { ...get().history, [projectId]: [...before, said].slice(-mostHistory) }
      set({ history })
      keep('history', history)
    },
    async loadPrompts(projectId) {
      const result = await app('projects/prompts', { projectId })
      // Without them the arrow keys know less; that is no reason for a message.
      if (result.ok) set((state) => ({ prompts: { ...state.prompts, [projectId]: result.value } }))
    },
  }
})

/** The draft under a key; the empty one when nothing was typed. */
export function useDraft(key: string): Draft {
  return useComposer((state) => state.drafts[key] ?? emptyDraft)
}
