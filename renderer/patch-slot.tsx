// Composition: approvals and chats draw a file's change with the viewer of the Changes panel, loaded with the first change.
import { lazy, type ReactNode } from 'react'
import { PatchViewer, type PatchViewProps } from './text/patch-view'

/** Loads the viewer before it is needed: a card whose diff changes its height moves what is about to be pressed. */
export const loadPatches = () => import('./features/changes/viewer/bare-patch')

const BarePatch = lazy(() => loadPatches().then((module) => ({ default: module.BarePatch })))

const draw = (props: PatchViewProps) => <BarePatch {...props} />

export function PatchSlot({ children }: { children: ReactNode }) {
  return <PatchViewer value={draw}>{children}</PatchViewer>
}
