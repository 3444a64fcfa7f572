// Sentences for the person that belong to no place on the screen: drawn as toasts. Comes from main and from failed acts.
import { create } from 'zustand'
import type { Notice } from '../../../preload/contract/model'
import type { DeckError } from '../../../preload/contract/result'

export interface NoticeAction {
  label: string
  run: () => void
}

/** A notice of main, or one of this window that may carry an act (undo, try again). */
export interface ShownNotice extends Notice {
  action?: NoticeAction
}

export interface NewNotice {
  level: Notice['level']
  message: string
  detail?: string | null
  projectId?: string | null
  action?: NoticeAction
}

interface NoticesStore {
  notices: readonly ShownNotice[]
  /** Shows a notice and answers its id. */
  push(notice: NewNotice): string
  /** Takes in notices of main; one that is there already (same id) is replaced. */
  receive(notices: readonly Notice[]): void
  dismiss(id: string): void
}

/** Beyond this the oldest go: a flood of warnings must not become a memory leak. */
const mostNotices = 50

export const useNotices = create<NoticesStore>()((set) => ({
  notices: [],
  push(notice) {
    const id = `window:${crypto.randomUUID()}`
    const shown: ShownNotice = {
      id,
      level: notice.level,
      message: notice.message,
      detail: notice.detail ?? null,
      projectId: notice.projectId ?? null,
      ...(notice.action ? { action: notice.action } : {}),
    }
    set((state) => ({ notices: [...state.notices, shown].slice(-mostNotices) }))
    return id
  },
  receive(incoming) {
    if (incoming.length === 0) return
    const ids = new Set(incoming.map((notice) => notice.id))
    set((state) => ({
      notices: [...state.notices.filter((notice) => !ids.has(notice.id)), ...incoming].slice(-mostNotices),
    }))
  },
  dismiss(id) {
    set((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }))
  },
}))

/** Tells that an act failed: what was tried, then why. */
export function tellFailure(tried: string, error: DeckError, projectId: string | null = null): void {
  useNotices.getState().push({
    level: 'error',
    message: `${tried}: ${error.message}`,
    detail: error.detail ?? null,
    projectId,
  })
}
