// One file's change wherever it is shown outside of the Changes panel: on an approval's card, in a chat. The window puts the viewer of
// the panel in its place (renderer/patch-slot.tsx); until that is loaded, and where it fails, the plain diff says the same.
import { Component, createContext, Suspense, useContext, type ReactNode } from 'react'
import { Diff } from './diff'
import type { DiffKind } from './diff-parse'

export interface PatchViewProps {
  /** A unified diff of one file, or the raw content of an added or deleted one (Codex's fileChange). */
  patch: string
  /** Where it is to be read: the new path of a moved file. */
  path: string
  kind: DiffKind
  /** Highest height in px; beyond it scrolls. */
  height: number
}

function PlainPatch({ patch, path, kind, height }: PatchViewProps) {
  return (
    <div
      tabIndex={0}
      aria-label={`Changes of ${path}`}
      style={{ maxHeight: height }}
      className="overflow-auto [&_.deck-diff]:rounded-none! [&_.deck-diff]:border-0!"
    >
      <Diff bare patch={patch} path={path} kind={kind} />
    </div>
  )
}

const Viewer = createContext<(props: PatchViewProps) => ReactNode>((props) => <PlainPatch {...props} />)

/** Says how patches are drawn below it. */
export const PatchViewer = Viewer.Provider

export function PatchView(props: PatchViewProps) {
  const draw = useContext(Viewer)
  const plain = <PlainPatch {...props} />
  return (
    <Otherwise plain={plain}>
      <Suspense fallback={plain}>{draw(props)}</Suspense>
    </Otherwise>
  )
}

/** A viewer that throws, or could not be loaded, must not take away what a person approves by. */
class Otherwise extends Component<{ plain: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.plain : this.props.children
  }
}
