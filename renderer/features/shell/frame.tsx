// The columns of the window: sidebar or rail, the main column, a panel (inbox or inspector). In a narrow window the sidebar and the panel lie
// over the main column instead of beside it.
import { useEffect, useRef, type ReactNode } from 'react'
import { cx, Splitter } from '../../kit'
import { useUi } from '../../stores/app/ui'
import { useNarrow } from './use-narrow'

const sidebarPx = { initial: 260, min: 200, max: 480 }
const panelPx = { initial: 400, min: 320, max: 720 }

interface FrameProps {
  sidebar: ReactNode
  /** Stands in for the closed sidebar. */
  rail: ReactNode
  main: ReactNode
  /** The inbox or the inspector; null while the right column is closed. */
  panel: ReactNode | null
}

const within = (value: number | undefined, { initial, min, max }: typeof sidebarPx) =>
  Math.min(max, Math.max(min, value ?? initial))

export function Frame({ sidebar, rail, main, panel }: FrameProps) {
  const open = useUi((state) => state.sidebar)
  const setSidebar = useUi((state) => state.setSidebar)
  const setPanel = useUi((state) => state.setPanel)
  const widths = useUi((state) => state.widths)
  const setWidth = useUi((state) => state.setWidth)
  const narrow = useNarrow(760)
  const panelOver = useNarrow(1100)
  const closedByUs = useRef(false)

  useEffect(() => {
    if (narrow && useUi.getState().sidebar) {
      closedByUs.current = true
      setSidebar(false)
    } else if (!narrow && closedByUs.current) {
      closedByUs.current = false
      setSidebar(true)
    }
  }, [narrow, setSidebar])

  const sidebarWidth = within(widths['sidebar'], sidebarPx)
  const panelWidth = within(widths['panel'], panelPx)
  const over = narrow && open
  return (
    <div className="flex h-full min-w-0 overflow-hidden bg-bg">
      {(!open || narrow) && rail}
      {over && <div className="animate-appear fixed inset-0 z-20 bg-scrim" onClick={() => setSidebar(false)} />}
      {open && (
        <aside
          aria-label="Sidebar"
          style={{ width: sidebarWidth }}
          className={cx('h-full shrink-0 bg-panel', over && 'fixed inset-y-0 left-0 z-30 max-w-[85vw] shadow-float')}
        >
          {sidebar}
        </aside>
      )}
      {open && !narrow && (
        <Splitter
          label="Width of the sidebar"
          side="left"
          value={sidebarWidth}
          {...sidebarPx}
          onChange={(width) => setWidth('sidebar', width)}
        />
      )}
      <main className="@container relative h-full min-w-0 flex-1">{main}</main>
      {panel !== null && panelOver && (
        <div className="animate-appear fixed inset-0 z-20 bg-scrim" onClick={() => setPanel(null)} />
      )}
      {panel !== null && !panelOver && (
        <Splitter
          label="Width of the panel"
          side="right"
          value={panelWidth}
          {...panelPx}
          onChange={(width) => setWidth('panel', width)}
        />
      )}
      {panel !== null && (
        <aside
          aria-label="Panel"
          style={{ width: panelWidth }}
          className={cx(
            'h-full shrink-0 border-line',
            panelOver && 'fixed inset-y-0 right-0 z-30 max-w-[92vw] border-l-0 shadow-float',
          )}
        >
          {panel}
        </aside>
      )}
    </div>
  )
}
