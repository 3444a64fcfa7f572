// Which projects show their chats in the sidebar. Kept between starts; the project in view starts open.
import { create } from 'zustand'
import { fields } from '../../stores/threads/decode'
import { keep, readKept } from '../../stores/app/kept'

interface OpenRows {
  open: Readonly<Record<string, boolean>>
  setOpen(projectId: string, open: boolean): void
}

function accept(value: unknown): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(fields(value)).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'),
  )
}

export const useOpenRows = create<OpenRows>()((set, get) => ({
  open: readKept('openProjects', accept, {}),
  setOpen(projectId, open) {
    set({ open: { ...get().open, [projectId]: open } })
    keep('openProjects', get().open)
  },
}))
