// The timeline: a tree of turns and records, drawn as far as it is in view. Keyboard: arrows walk, Left and Right shut and open,
// Enter goes to the raw event, Home and End to the ends. Sticks to the end while Follow is on.
import { useCallback, useEffect, useId, useRef, type KeyboardEvent, type Ref } from 'react'
import { useImperativeHandle } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { cx } from '../../kit'
import type { TimelineNode } from './timeline'
import { lineHeight, TimelineRow } from './timeline-row'

/** Further rows are asked for when the end is this near, in px. */
const moreWithin = 1200
/** Nearer than this (px) counts as being at the end. */
const near = 32

export interface TimelineHandle {
  focus(): void
  toStart(): void
  toEnd(): void
}

interface TimelineListProps {
  nodes: readonly TimelineNode[]
  selectedKey: string | null
  onSelect: (node: TimelineNode | null) => void
  onToggle: (node: TimelineNode) => void
  /** Enter on a record. */
  onEnter: () => void
  follow: boolean
  /** The reader scrolled away from the end, or came back to it. */
  onFollow: (follow: boolean) => void
  /** Asked for while the end of what is read is near. */
  onNearEnd: () => void
  /** Rows were put before those that were there. */
  shift: boolean
  ref: Ref<TimelineHandle>
}

export function TimelineList(props: TimelineListProps) {
  const { nodes, selectedKey, onSelect, onToggle, onEnter, follow, onFollow, onNearEnd, shift, ref } = props
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const lastTop = useRef(0)
  const base = useId()
  const at = selectedKey === null ? -1 : nodes.findIndex((node) => node.key === selectedKey)

  const toEnd = useCallback(() => {
    const element = scroller.current
    if (!element) return
    element.scrollTop = element.scrollHeight
    lastTop.current = element.scrollTop
  }, [])
  const toStart = () => {
    lastTop.current = 0
    if (scroller.current) scroller.current.scrollTop = 0
  }
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus(), toStart, toEnd }), [toEnd])

  const nearEnd = () => {
    const element = scroller.current
    if (element && element.scrollHeight - element.scrollTop - element.clientHeight < moreWithin) onNearEnd()
  }
  const onScroll = () => {
    const element = scroller.current
    if (!element) return
    const left = element.scrollHeight - element.scrollTop - element.clientHeight
    // Only a scroll upwards lets go, coming near the end takes hold again; growth scrolls nothing by itself.
    if (left <= near) onFollow(true)
    else if (element.scrollTop < lastTop.current - 1) onFollow(false)
    lastTop.current = element.scrollTop
    nearEnd()
  }
  useEffect(() => {
    if (follow) toEnd()
  }, [follow, nodes, toEnd])
  // Also without a scroll: what is read may not fill the view.
  useEffect(nearEnd)

  const go = (place: number) => {
    const node = nodes[Math.min(nodes.length - 1, Math.max(0, place))]
    if (node === undefined) return
    onFollow(place >= nodes.length - 1)
    onSelect(node)
    list.current?.scrollToIndex(nodes.indexOf(node), { align: 'nearest' })
  }
  const keys = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const node = nodes[at]
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / lineHeight) - 1)
    const acts: Record<string, () => void> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at === -1 ? nodes.length - 1 : at - 1),
      PageDown: () => go(at + page),
      PageUp: () => go(at - page),
      Home: () => go(0),
      End: () => go(nodes.length - 1),
      ArrowRight: () => {
        if (!node || node.type === 'row') return
        if (node.open) go(at + 1)
        else onToggle(node)
      },
      ArrowLeft: () => {
        if (!node) return
        if (node.type !== 'row' && node.open) onToggle(node)
        else go(parentOf(nodes, at))
      },
      Enter: () => {
        if (node?.type === 'row') onEnter()
        else if (node) onToggle(node)
      },
      Escape: () => onSelect(null),
    }
    const act = acts[event.key]
    // Escape without a selection is left to whoever else listens.
    if (act === undefined || (event.key === 'Escape' && node === undefined)) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  return (
    <div
      ref={scroller}
      role="tree"
      aria-label="Timeline"
      tabIndex={0}
      aria-activedescendant={at === -1 ? undefined : `${base}${at}`}
      onKeyDown={keys}
      onScroll={onScroll}
      className={cx(
        'min-h-0 flex-1 overflow-x-hidden overflow-y-auto [overflow-anchor:none]',
        // The selected line shows the focus itself.
        at === -1 ? 'focus-visible:-outline-offset-2' : 'outline-none!',
      )}
    >
      <Virtualizer
        ref={list}
        scrollRef={scroller}
        itemSize={lineHeight}
        shift={shift}
        data={nodes}
        keepMounted={at === -1 ? [] : [at]}
      >
        {(node: TimelineNode, place) => (
          <TimelineRow
            key={node.key}
            id={`${base}${place}`}
            node={node}
            selected={node.key === selectedKey}
            onSelect={onSelect}
            onToggle={onToggle}
          />
        )}
      </Virtualizer>
    </div>
  )
}

/** The line that this one stands under: its fold, else its turn. */
function parentOf(nodes: readonly TimelineNode[], at: number): number {
  const node = nodes[at]
  for (let place = at - 1; place >= 0; place -= 1) {
    const above = nodes[place]
    if (above?.type === 'turn') return place
    if (above?.type === 'fold' && node?.type === 'row' && node.level === 3) return place
  }
  return at
}
