// The columns of the window: sidebar or rail, the main column, a panel (inbox, changes or inspector). In a narrow window the sidebar and the panel lie
// over the main column instead of beside it; so does the panel of changes where the person wants it wide.
import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react'
import { cx, Splitter } from '../../kit'
import { useUi } from '../../stores/app/ui'
import { useNarrow } from './use-narrow'

const sidebarPx = { initial: 260, min: 200, max: 480 }
const panelPx = { initial: 400, min: 320, max: 2400 }
/** Notices are as wide as the sidebar, so that they cover nothing beside it; within these bounds. */
const noticesPx = { initial: 344, min: 280, max: 344 }
/** Of the main column at least this much stays beside a panel, in px. */
const mainPx = 360

interface FrameProps {
  sidebar: ReactNode
  /** Stands in for the closed sidebar. */
  rail: ReactNode
  main: ReactNode
  /** The inbox, the changes or the inspector; null while the right column is closed. */
  panel: ReactNode | null
  /** Lies over everything, at the foot of the sidebar; as wide as `--notices-width`. */
  notices: ReactNode
  /** The panel lies over the main column. */
  wide?: boolean
}

const within = (value: number | undefined, { initial, min, max }: typeof sidebarPx) =>
  Math.min(max, Math.max(min, value ?? initial))

export function Frame({ sidebar, rail, main, panel, notices, wide = false }: FrameProps) {
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
  const room = window.innerWidth - mainPx - (open ? sidebarWidth : 0)
  const wished = within(widths['panel'], panelPx)
  const panelWidth = panelOver ? wished : Math.min(wished, Math.max(panelPx.min, room))
  const over = narrow && open
  const covers = panel !== null && wide
  useUncover(covers)
  const noticesWidth = within(open && !narrow ? sidebarWidth : undefined, noticesPx)
  return (
    <div
      style={{ '--notices-width': `${noticesWidth}px` } as CSSProperties}
      className="flex h-full min-w-0 overflow-hidden bg-bg"
    >
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
      <div className="relative flex h-full min-w-0 flex-1">
        <main inert={covers && !panelOver} className="@container relative h-full min-w-0 flex-1">
          {main}
        </main>
        {panel !== null && panelOver && (
          <div className="animate-appear fixed inset-0 z-20 bg-scrim" onClick={() => setPanel(null)} />
        )}
        {panel !== null && !panelOver && !covers && (
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
            style={
              covers ? undefined : { width: panelWidth, maxWidth: panelOver ? undefined : `calc(100% - ${mainPx}px)` }
            }
            className={cx(
              'h-full shrink-0 border-line',
              panelOver && 'fixed inset-y-0 right-0 z-30 max-w-[92vw] border-l-0 shadow-float',
              // Over the chat, which keeps its width and its place.
              covers && (panelOver ? 'w-[92vw]' : 'absolute inset-0 z-10'),
            )}
          >
            {panel}
          </aside>
        )}
      </div>
      {notices}
    </div>
  )
}

/** Who asks for the composer or a request card wants the chat, so the panel goes back beside it. */
function useUncover(covers: boolean): void {
  const composer = useUi((state) => state.composerFocus)
  const request = useUi((state) => state.focusRequestKey)
  const seen = useRef(composer)
  useEffect(() => {
    const asked = request !== null || composer !== seen.current
    seen.current = composer
    if (covers && asked) useUi.getState().setWideChanges(false)
  }, [composer, request, covers])
}
