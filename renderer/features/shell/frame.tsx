// The columns of the window: sidebar or rail, the main column, the inbox. In a narrow window the sidebar and the inbox lie
// over the main column instead of beside it.
import { useEffect, useRef, type ReactNode } from 'react'
import { cx, Splitter } from '../../kit'
import { useUi } from '../../stores/ui'
import { useNarrow } from './use-narrow'

const sidebarPx = { initial: 260, min: 200, max: 480 }
const inboxPx = { initial: 400, min: 320, max: 720 }

interface FrameProps {
  sidebar: ReactNode
  /** Stands in for the closed sidebar. */
  rail: ReactNode
  main: ReactNode
  /** Null while the inbox is closed. */
  inbox: ReactNode | null
}

const within = (value: number | undefined, { initial, min, max }: typeof sidebarPx) =>
  Math.min(max, Math.max(min, value ?? initial))

export function Frame({ sidebar, rail, main, inbox }: FrameProps) {
  const open = useUi((state) => state.sidebar)
  const setSidebar = useUi((state) => state.setSidebar)
  const setInboxOpen = useUi((state) => state.setInboxOpen)
  const widths = useUi((state) => state.widths)
  const setWidth = useUi((state) => state.setWidth)
  const narrow = useNarrow(760)
  const inboxOver = useNarrow(1100)
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
  const inboxWidth = within(widths['inbox'], inboxPx)
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
          value={sidebarWidth}
          {...sidebarPx}
          onChange={(width) => setWidth('sidebar', width)}
        />
      )}
      <main className="@container relative h-full min-w-0 flex-1">{main}</main>
      {inbox !== null && inboxOver && (
        <div className="animate-appear fixed inset-0 z-20 bg-scrim" onClick={() => setInboxOpen(false)} />
      )}
      {inbox !== null && (
        <aside
          style={{ width: inboxWidth }}
          className={cx(
            'h-full shrink-0 border-l border-line',
            inboxOver && 'fixed inset-y-0 right-0 z-30 max-w-[92vw] border-l-0 shadow-float',
          )}
        >
          {inbox}
        </aside>
      )}
    </div>
  )
}
