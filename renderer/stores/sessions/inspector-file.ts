// The rollout file that the inspector has open: its rows, page by page and forwards only, for a record's turn is known from
// those before it. Never all of a big file: beyond a bound the oldest pages are let go and can be read again.
import { create } from 'zustand'
import type { Inspection, InspectorPage, InspectorRow } from '../../../preload/contract/inspection'
import type { DeckError, Result } from '../../../preload/contract/result'
import { app } from '../../bridge'

/** Records per page, and pages kept at once: about 50 MB of rows (measured). */
export const pageRows = 1000
export const mostPages = 30
/** Main numbers a page's records from 0 unless it follows the page read before: here they are numbered by their place. */
function numbered(rows: readonly InspectorRow[], from: number): InspectorRow[] {
  return rows.map((row, at) => (row.index === from + at ? row : { ...row, index: from + at }))
}

/** While reading on to the end the view is brought up to date this often, in ms. */
const tellEvery = 200

interface Page {
  offset: number
  /** Null once let go. */
  rows: readonly InspectorRow[] | null
  count: number
}

export interface FileTarget {
  projectId: string
  threadId: string
}

interface InspectorFileStore {
  /** What is open: a thread's own rollout or a picked file; null while nothing is. */
  target: FileTarget | 'picked' | null
  inspection: Inspection | null
  problem: DeckError | null
  rows: readonly InspectorRow[]
  /** Records before `rows` that were let go. */
  letGo: number
  /** Share of the file read, 0 to 1. */
  progress: number
  atEnd: boolean
  /** `opening` the file, reading one `page`, reading on `toEnd`. */
  reading: 'no' | 'opening' | 'page' | 'toEnd'
  /** Opens the thread's own rollout, unless it is open. */
  openThread(target: FileTarget): Promise<void>
  /** Asks for a file with the native dialog. False when it was closed or failed. */
  pick(): Promise<boolean>
  /** Reads the next page. */
  more(): Promise<void>
  /** Reads the page before `rows` again. */
  earlier(): Promise<void>
  /** Reads on until the end of the file, or until `stop`. */
  toEnd(): Promise<void>
  stop(): void
  /** Reads the last page again: the file may have grown. */
  refresh(): Promise<void>
  close(): void
}

const nothing = {
  target: null,
  inspection: null,
  problem: null,
  rows: [],
  letGo: 0,
  progress: 0,
  atEnd: false,
  reading: 'no',
} satisfies Partial<InspectorFileStore>

export const useInspectorFile = create<InspectorFileStore>()((set, get) => {
  let pages: Page[] = []
  let nextOffset: number | null = 0
  let stopped = false
  /** Answers that belong to a file which was closed meanwhile are dropped. */
  let opened = 0

  const show = (more: Partial<InspectorFileStore> = {}) => {
    const first = pages.findIndex((page) => page.rows !== null)
    set({
      rows: pages.flatMap((page) => page.rows ?? []),
      letGo: pages.slice(0, Math.max(0, first)).reduce((sum, page) => sum + page.count, 0),
      atEnd: nextOffset === null,
      ...more,
    })
  }
  const begin = (target: FileTarget | 'picked', inspection: Inspection | null) => {
    release()
    pages = []
    nextOffset = 0
    stopped = false
    opened += 1
    set({ ...nothing, target, inspection, reading: inspection === null ? 'opening' : 'no' })
    return opened
  }
  const release = () => {
    const { inspection } = get()
    if (inspection !== null) void app('inspect/close', { id: inspection.id })
  }
  /** Number of the first record of the page at `place`. */
  const firstOf = (place: number) => pages.slice(0, place).reduce((sum, page) => sum + page.count, 0)
  const pageAt = (offset: number): Promise<Result<InspectorPage>> =>
    app('inspect/page', { id: get().inspection?.id ?? '', offset, limit: pageRows })

  /** Lets the farthest pages go when there are too many; `fromEnd` keeps the beginning. */
  const bound = (fromEnd: boolean) => {
    const held = pages.filter((page) => page.rows !== null)
    if (held.length <= mostPages) return
    const page = fromEnd ? held.at(-1) : held[0]
    if (page === undefined) return
    page.rows = null
    if (!fromEnd) return
    // What comes after a page that was let go at the end is simply read again.
    pages = pages.slice(0, pages.indexOf(page))
    nextOffset = page.offset
  }

  /** Reads one page at the end of those read. False when there is none, or it failed, or the file was closed. */
  const readOn = async (): Promise<boolean> => {
    if (nextOffset === null || get().inspection === null) return false
    const mine = opened
    const offset = nextOffset
    const result = await pageAt(offset)
    if (mine !== opened) return false
    if (!result.ok) {
      show({ problem: result.error })
      return false
    }
    const rows = numbered(result.value.rows, firstOf(pages.length))
    pages.push({ offset, rows, count: rows.length })
    // An offset that doesn't move on would read the same page for ever.
    nextOffset = result.value.nextOffset !== null && result.value.nextOffset > offset ? result.value.nextOffset : null
    bound(false)
    set({ progress: nextOffset === null ? 1 : result.value.progress, problem: null })
    return true
  }

  return {
    ...nothing,
    async openThread(target) {
      const { target: now, problem } = get()
      const same = now !== null && now !== 'picked' && now.threadId === target.threadId
      if (same && problem === null) return
      const mine = begin(target, null)
      const result = await app('inspect/open', target)
      if (mine !== opened) {
        if (result.ok) void app('inspect/close', { id: result.value.id })
        return
      }
      if (!result.ok) return set({ problem: result.error, reading: 'no' })
      set({ inspection: result.value, reading: 'no' })
      await get().more()
    },
    async pick() {
      const result = await app('inspect/pick', {})
      if (!result.ok) {
        begin('picked', null)
        set({ problem: result.error, reading: 'no' })
        return false
      }
      if (result.value === null) return false
      begin('picked', result.value)
      await get().more()
      return true
    },
    async more() {
      if (get().reading !== 'no' || nextOffset === null) return
      const mine = opened
      set({ reading: 'page' })
      await readOn()
      if (mine === opened) show({ reading: 'no' })
    },
    async earlier() {
      const place = pages.findLastIndex(({ rows }) => rows === null)
      const page = pages[place]
      if (page === undefined || get().reading !== 'no') return
      const mine = opened
      const until = pages[place + 1]?.offset ?? page.offset
      const rows: InspectorRow[] = []
      set({ reading: 'page' })
      // What is one page here may have been read in several: main ends a page early when its lines are long.
      for (let offset: number | null = page.offset; offset !== null && offset < until;) {
        const result = await pageAt(offset)
        if (mine !== opened) return
        if (!result.ok) return set({ reading: 'no', problem: result.error })
        rows.push(...result.value.rows.filter((row) => row.offset < until))
        offset = result.value.nextOffset === offset ? null : result.value.nextOffset
      }
      page.rows = numbered(rows, firstOf(place))
      bound(true)
      show({ reading: 'no', problem: null })
    },
    async toEnd() {
      if (get().reading !== 'no') return
      const mine = opened
      stopped = false
      const goesOn = () => !stopped && mine === opened
      set({ reading: 'toEnd' })
      let told = Date.now()
      while (goesOn() && (await readOn())) {
        if (Date.now() - told < tellEvery) continue
        show()
        told = Date.now()
      }
      if (mine === opened) show({ reading: 'no' })
    },
    stop() {
      stopped = true
    },
    async refresh() {
      const page = pages.at(-1)
      const last = page?.rows?.at(-1)
      if (!get().atEnd || get().reading !== 'no' || page === undefined) return
      const mine = opened
      // A line that was bad may have been half written: its page is read anew. Else only what comes after is read.
      const anew = last === undefined || last.kind === 'bad'
      const offset = anew ? page.offset : last.offset + last.length + 1
      const result = await pageAt(offset)
      if (mine !== opened || get().reading !== 'no' || !result.ok || pages.at(-1) !== page) return
      const { rows } = result.value
      if (anew) {
        const same = new Map(page.rows?.map((row) => [row.offset, row]))
        const first = firstOf(pages.length - 1)
        page.rows = numbered(rows, first).map((row) => {
          const before = same.get(row.offset)
          // Read in one go with what came before, a record knows its turn better.
          return before !== undefined && before.kind !== 'bad' ? before : row
        })
        page.count = rows.length
      } else if (rows.length === 0) return
      else if (page.count + rows.length <= pageRows) {
        page.rows = [...(page.rows ?? []), ...numbered(rows, firstOf(pages.length))]
        page.count += rows.length
      } else pages.push({ offset, rows: numbered(rows, firstOf(pages.length)), count: rows.length })
      nextOffset = result.value.nextOffset
      bound(false)
      show()
    },
    close() {
      release()
      opened += 1
      pages = []
      nextOffset = 0
      set(nothing)
    },
  }
})
