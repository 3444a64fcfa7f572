// Comments on lines of code that wait to be sent to Codex, per chat, and the one that is being written. Kept between starts until
// they were sent. Where a comment stands in a file that changed is found by comment-anchor.ts, the message is comment-message.ts.
import { create } from 'zustand'
import { fail, ok, type Result } from '../../../preload/contract/result'
import { keep, readKept } from '../app/kept'
import { useNotices } from '../app/notices'
import type { CodeComment, CommentPlace } from './code-comment'
import { mostQuoted, quotedLine } from './comment-anchor'
import { acceptKept, type KeptComments } from './comments-kept'

/** The field that is open. */
export interface Writing {
  place: CommentPlace
  /** The comment that is being changed; null for a new one. */
  editing: string | null
}

interface CommentsStore {
  /** By chat (scopeOf), in the order of writing. */
  byChat: Readonly<Record<string, readonly CodeComment[]>>
  writing: Readonly<Record<string, Writing | null>>
  /** Words that were typed and not saved, by `textKey`: closing a field keeps them. */
  texts: Readonly<Record<string, string>>
  /** Ids of comments that are on their way to Codex. */
  sending: ReadonlySet<string>
  /** Opens the field on these lines, with the words that were left there. */
  write(chat: string, place: CommentPlace): void
  edit(chat: string, id: string): void
  setText(chat: string, text: string): void
  /** Closes the field; its words wait for it to be opened there again. */
  close(chat: string): void
  /** Takes the words of the open field as a comment. Empty words close it. */
  save(chat: string): Result<null>
  /** Deletes one; a notice offers to undo it. */
  remove(chat: string, id: string): void
  /** Where its code was found; null when it was not. */
  placed(chat: string, id: string, lines: { from: number; to: number } | null): void
  /** Takes what waits to send it: until `sent` or `release` it can't be sent again. */
  hold(chat: string): readonly CodeComment[]
  /** They were not sent: they wait again. */
  release(ids: readonly string[]): void
  sent(chat: string, ids: readonly string[]): void
  /** A new chat got its id: what was written meanwhile goes along. */
  adopt(from: string, to: string): void
  /** Its chat was deleted. */
  drop(chat: string): void
}

/** Comments of one chat, and characters of all of them together. */
export const mostComments = 500
export const mostCharacters = 1_500_000
export const longestWords = 20_000

/** The key of words that were left at a place. */
export function textKey(chat: string, { place, editing }: Writing): string {
  const { path, side, from, to, sourceKey } = place
  return JSON.stringify([chat, editing ?? [path, side, from, to, sourceKey]])
}

export function sizeOf({ path, source, sourceKey, quote, words }: CommentPlace & { words: string }): number {
  return 300 + path.length + source.length + sourceKey.length + words.length + quote.join('\n').length
}

const none: readonly CodeComment[] = []
const empty: KeptComments = { byChat: {}, texts: {} }

export const useComments = create<CommentsStore>()((set, get) => {
  let timer: ReturnType<typeof setTimeout> | null = null
  const keepNow = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const { byChat, texts } = get()
    keep('comments', { byChat, texts })
  }
  const keepSoon = () => {
    // At each key press of the field: localStorage is synchronous.
    timer ??= setTimeout(keepNow, 500)
  }
  window.addEventListener('pagehide', () => {
    if (timer !== null) keepNow()
  })
  const of = (chat: string) => get().byChat[chat] ?? none
  const put = (chat: string, comments: readonly CodeComment[]) => {
    const { [chat]: _old, ...others } = get().byChat
    set({ byChat: comments.length === 0 ? others : { ...others, [chat]: comments } })
    keepSoon()
  }
  const putText = (key: string, text: string | null) => {
    const { [key]: _old, ...others } = get().texts
    set({ texts: text === null || text === '' ? others : { ...others, [key]: text } })
    keepSoon()
  }
  const open = (chat: string, writing: Writing | null) =>
    set((state) => ({ writing: { ...state.writing, [chat]: writing } }))

  const add = (chat: string, place: CommentPlace, words: string): Result<null> => {
    const comment: CodeComment = {
      ...place,
      quote: place.quote.slice(0, mostQuoted).map(quotedLine),
      id: crypto.randomUUID(),
      words,
      outdated: false,
      writtenAtMs: Date.now(),
    }
    if (of(chat).length >= mostComments)
      return fail('comments.many', `This chat has ${mostComments} comments already. Send or delete some first.`)
    const all = Object.values(get().byChat).flat()
    if (all.reduce((sum, one) => sum + sizeOf(one), sizeOf(comment)) > mostCharacters)
      return fail('comments.full', 'There is no room for more comments. Send or delete some first.')
    put(chat, [...of(chat), comment])
    return ok(null)
  }

  return {
    ...readKept('comments', acceptKept, empty),
    writing: {},
    sending: new Set(),
    write: (chat, place) => open(chat, { place, editing: null }),
    edit(chat, id) {
      const comment = of(chat).find((one) => one.id === id)
      if (comment === undefined) return
      const writing: Writing = { place: comment, editing: id }
      const key = textKey(chat, writing)
      if (get().texts[key] === undefined) putText(key, comment.words)
      open(chat, writing)
    },
    setText(chat, text) {
      const writing = get().writing[chat]
      if (writing) putText(textKey(chat, writing), text.slice(0, longestWords))
    },
    close: (chat) => open(chat, null),
    save(chat) {
      const writing = get().writing[chat]
      if (!writing) return ok(null)
      const key = textKey(chat, writing)
      const words = (get().texts[key] ?? '').trim()
      if (words !== '') {
        const { editing, place } = writing
        const known = editing !== null && of(chat).some(({ id }) => id === editing)
        // One that was sent or deleted while it was being changed is written anew: its words must not be lost.
        if (known)
          put(
            chat,
            of(chat).map((one) => (one.id === editing ? { ...one, words } : one)),
          )
        else {
          const result = add(chat, place, words)
          if (!result.ok) return result
        }
      }
      putText(key, null)
      open(chat, null)
      return ok(null)
    },
    remove(chat, id) {
      const place = of(chat).findIndex((one) => one.id === id)
      const comment = of(chat)[place]
      if (comment === undefined) return
      put(
        chat,
        of(chat).filter((one) => one !== comment),
      )
      if (get().writing[chat]?.editing === id) open(chat, null)
      useNotices.getState().push({
        level: 'info',
        message: `The comment on ${comment.path}:${comment.from} was deleted.`,
        action: {
          label: 'Undo',
          run: () => {
            if (!of(chat).some((one) => one.id === id)) put(chat, of(chat).toSpliced(place, 0, comment))
          },
        },
      })
    },
    placed(chat, id, lines) {
      const comment = of(chat).find((one) => one.id === id)
      if (comment === undefined) return
      const next = lines === null ? { ...comment, outdated: true } : { ...comment, ...lines, outdated: false }
      const same = next.from === comment.from && next.to === comment.to && next.outdated === comment.outdated
      if (!same)
        put(
          chat,
          of(chat).map((one) => (one === comment ? next : one)),
        )
    },
    hold(chat) {
      const waiting = of(chat).filter(({ id }) => !get().sending.has(id))
      if (waiting.length > 0) set((state) => ({ sending: new Set([...state.sending, ...waiting.map(({ id }) => id)]) }))
      return waiting
    },
    release(ids) {
      set((state) => ({ sending: new Set([...state.sending].filter((id) => !ids.includes(id))) }))
    },
    sent(chat, ids) {
      put(
        chat,
        of(chat).filter(({ id }) => !ids.includes(id)),
      )
      get().release(ids)
    },
    adopt(from, to) {
      const left = of(from)
      if (left.length > 0) {
        put(from, none)
        put(to, [...of(to), ...left])
      }
      const writing = get().writing[from]
      if (!writing) return
      const text = get().texts[textKey(from, writing)] ?? null
      putText(textKey(from, writing), null)
      putText(textKey(to, writing), text)
      open(from, null)
      open(to, writing)
    },
    drop(chat) {
      put(chat, none)
      open(chat, null)
      const mine = JSON.stringify([chat]).slice(0, -1)
      set((state) => ({
        texts: Object.fromEntries(Object.entries(state.texts).filter(([key]) => !key.startsWith(`${mine},`))),
      }))
    },
  }
})

/** The comments of a chat that wait to be sent. Use with zustand's useShallow: it makes a new array. */
export function waitingOf(
  { byChat, sending }: Pick<CommentsStore, 'byChat' | 'sending'>,
  chat: string,
): readonly CodeComment[] {
  const all = byChat[chat] ?? none
  return sending.size === 0 ? all : all.filter(({ id }) => !sending.has(id))
}
