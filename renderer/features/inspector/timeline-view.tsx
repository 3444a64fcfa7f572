// The timeline of one source: filter, list, how much of it is here, and the raw event of what is selected.
import { useEffect, useMemo, useRef, useState } from 'react'
import type { InspectorRow } from '../../../preload/contract/inspection'
import { Splitter } from '../../kit'
import { useInspector } from '../../stores/sessions/inspector'
import { useInspectorFile } from '../../stores/sessions/inspector-file'
import { useThreads } from '../../stores/threads/threads'
import { useUi } from '../../stores/app/ui'
import { EmptyTimeline, NothingMatches } from './empty'
import { KindFilter } from './filters'
import { RawPane } from './raw-pane'
import { StatusLine } from './status-line'
import { countKinds, groupRows, nodesOf, type TimelineNode } from './timeline'
import { TimelineList, type TimelineHandle } from './timeline-list'
import type { RawSource } from './use-raw'
import type { ShownSource } from './use-source'

const rawPx = { initial: 280, min: 120 }
/** Pages read without a further act of the reader, while a filter leaves hardly anything to show. */
const pagesUnasked = 10

interface TimelineViewProps {
  projectId: string | null
  threadId: string | null
  source: ShownSource
}

export function TimelineView({ projectId, threadId, source }: TimelineViewProps) {
  const file = useInspectorFile()
  const { hidden, text, follow, setFollow, rawHeight, setRawHeight } = useInspector()
  /** The reader scrolled up: Follow rests until they come back to the end. */
  const [away, setAway] = useState(false)
  const running = useThreads((state) => threadId !== null && state.threads[threadId]?.runningTurnId != null)
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set())
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const [selectedKey, setSelectedKey] = useState<string | null>(null)
  const list = useRef<TimelineHandle>(null)
  const raw = useRef<HTMLDivElement>(null)
  const unasked = useRef(pagesUnasked)
  const whole = useRef<HTMLDivElement>(null)

  const live = source.kind === 'live'
  const rows = live ? source.live.rows : file.rows
  const mayRun = live || (running && !source.picked)
  const groups = useMemo(() => groupRows(rows, mayRun), [rows, mayRun])
  const counts = useMemo(() => countKinds(rows), [rows])
  const nodes = useMemo(() => nodesOf(groups, { hidden, text, shut, unfolded }), [groups, hidden, text, shut, unfolded])
  const shift = usePrepended(rows)
  const follows = follow && !away && mayRun

  const selected = useMemo(() => {
    const node = selectedKey === null ? undefined : nodes.find((each) => each.key === selectedKey)
    return node?.type === 'row' ? node.row : null
  }, [nodes, selectedKey])
  const eventOf = source.live.eventOf
  const rawSource = useMemo<RawSource>(
    () => (live ? { kind: 'live', eventOf } : { kind: 'file', id: file.inspection?.id ?? '' }),
    [live, eventOf, file.inspection],
  )
  const sourceKey = live ? `live ${threadId}` : `file ${file.inspection?.id}`
  useEffect(() => {
    setSelectedKey(null)
    setShut(new Set())
    setUnfolded(new Set())
    setAway(false)
    unasked.current = pagesUnasked
  }, [sourceKey])
  useEffect(() => {
    unasked.current = pagesUnasked
  }, [hidden, text])

  const toggle = (node: TimelineNode) => {
    if (node.type === 'turn') setShut(turned(shut, node.key))
    else if (node.type === 'fold') setUnfolded(turned(unfolded, node.key))
  }
  const nearEnd = () => {
    if (live || file.atEnd || file.reading !== 'no' || file.problem !== null || unasked.current <= 0) return
    unasked.current -= 1
    void file.more()
  }
  const jumpToEnd = async () => {
    if (!live) await file.toEnd()
    requestAnimationFrame(() => list.current?.toEnd())
  }
  const readEarlier = async () => {
    // The pages at the end make room: read again at once, they would take the earlier ones away.
    unasked.current = 0
    await file.earlier()
    requestAnimationFrame(() => list.current?.toStart())
  }
  /** The reader did something: further pages may be read. A scroll alone may come from the list itself. */
  const readsOn = () => {
    unasked.current = pagesUnasked
  }
  const inThisChat = !source.picked || (file.inspection?.threadId !== null && file.inspection?.threadId === threadId)
  const place = placeIn(selected, inThisChat ? threadId : null)

  if (rows.length === 0) {
    return <EmptyTimeline projectId={projectId} threadId={threadId} source={source} />
  }
  return (
    <div
      ref={whole}
      className="flex min-h-0 flex-1 flex-col"
      onWheel={readsOn}
      onPointerDown={readsOn}
      onKeyDown={readsOn}
    >
      <KindFilter counts={counts} />
      {nodes.length === 0 ? (
        <NothingMatches more={!live && !file.atEnd} busy={file.reading !== 'no'} onMore={() => void file.toEnd()} />
      ) : (
        <TimelineList
          key={sourceKey}
          ref={list}
          nodes={nodes}
          selectedKey={selectedKey}
          onSelect={(node) => setSelectedKey(node?.key ?? null)}
          onToggle={toggle}
          onEnter={() => raw.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()}
          follow={follows}
          onFollow={(next) => setAway(!next)}
          onNearEnd={nearEnd}
          shift={shift}
        />
      )}
      <StatusLine
        source={source}
        rows={rows.length}
        follow={follow && !away}
        onFollow={(next) => {
          setFollow(next)
          setAway(false)
        }}
        onJump={() => void jumpToEnd()}
        onEarlier={() => void readEarlier()}
      />
      {selected && (
        <>
          <Splitter
            label="Height of the raw event"
            side="below"
            value={rawHeight}
            {...rawPx}
            max={Math.max(rawPx.min, (whole.current?.clientHeight ?? 600) - 160)}
            onChange={setRawHeight}
          />
          <div ref={raw} style={{ height: rawHeight }} className="max-h-[70%] shrink-0">
            <RawPane
              row={selected}
              source={rawSource}
              onShowInChat={place && (() => showInChat(place))}
              onClose={() => {
                setSelectedKey(null)
                list.current?.focus()
              }}
              onBack={() => list.current?.focus()}
            />
          </div>
        </>
      )}
    </div>
  )
}

function turned(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}

interface Place {
  threadId: string
  turnId: string | null
  itemId: string | null
}

function placeIn(row: InspectorRow | null, threadId: string | null): Place | null {
  if (row === null || threadId === null || (row.turnId === null && row.itemId === null)) return null
  return { threadId, turnId: row.turnId, itemId: row.itemId }
}

function showInChat(place: Place): void {
  const { showPage, setGoTo } = useUi.getState()
  showPage('chat')
  setGoTo({ ...place, text: null })
}

/** True while the latest change put rows before those that were there: virtua then keeps the reader's place. */
function usePrepended(rows: readonly InspectorRow[]): boolean {
  const [seen, see] = useState({ rows, prepended: false })
  if (seen.rows === rows) return seen.prepended
  const before = seen.rows[0]?.index
  const now = rows[0]?.index
  see({ rows, prepended: before !== undefined && now !== undefined && now < before })
  return false
}
