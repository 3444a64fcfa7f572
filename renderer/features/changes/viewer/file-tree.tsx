// The changed files as a tree (or a flat list) with a field to filter them. Drawn as far as it is in view; walked with the arrow keys,
// by typing, and chosen from with Enter.
import { ListFilter, X } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { IconButton } from '../../../kit'
import type { FileTreeProps } from './props'
import { parentOf, treeNodes, typedAhead, type TreeNode } from './tree'
import { treeRowPx, TreeRow } from './tree-row'
import './tree.css'

/** Letters typed within so long (ms) are one word. */
const typingMs = 700
const nothingViewed: ReadonlySet<string> = new Set()

export function FileTree(props: FileTreeProps) {
  const { label, files, currentId, onChoose, viewed = nothingViewed, onViewed, flat = false, fileMenu } = props
  const [filter, setFilter] = useState('')
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set())
  const [atKey, setAtKey] = useState<string | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const typed = useRef({ text: '', at: 0 })
  const base = useId()

  const nodes = useMemo(() => treeNodes(files, { flat, shut, viewed, filter }), [files, flat, shut, viewed, filter])
  const places = useMemo(() => new Map(nodes.map((node, place) => [node.key, place])), [nodes])
  const at =
    (atKey === null ? undefined : places.get(atKey)) ?? (currentId === null ? -1 : (places.get(currentId) ?? -1))

  // The file that is being read stays in view.
  useEffect(() => {
    const place = currentId === null ? undefined : places.get(currentId)
    if (place !== undefined && document.activeElement !== scroller.current) {
      setAtKey(null)
      list.current?.scrollToIndex(place, { align: 'nearest' })
    }
  }, [currentId, places])

  const go = (place: number) => {
    const node = nodes[Math.min(nodes.length - 1, Math.max(0, place))]
    if (node === undefined) return
    setAtKey(node.key)
    list.current?.scrollToIndex(nodes.indexOf(node), { align: 'nearest' })
  }
  const toggle = (node: TreeNode) => {
    setAtKey(node.key)
    if (node.kind === 'file') return
    setShut((before) => {
      const next = new Set(before)
      if (!next.delete(node.key)) next.add(node.key)
      return next
    })
  }
  const press = (node: TreeNode) => {
    if (node.kind === 'folder') return toggle(node)
    setAtKey(node.key)
    onChoose(node.file.id)
  }
  const type = (letter: string, when: number) => {
    const text = when - typed.current.at < typingMs ? typed.current.text + letter : letter
    typed.current = { text, at: when }
    const found = typedAhead(nodes, text.length > 1 ? at : at + 1, text)
    if (found >= 0) go(found)
  }

  const keys = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const node = nodes[at]
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / treeRowPx) - 1)
    const acts: Record<string, () => void> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at === -1 ? nodes.length - 1 : at - 1),
      PageDown: () => go(at + page),
      PageUp: () => go(at - page),
      Home: () => go(0),
      End: () => go(nodes.length - 1),
      ArrowRight: () => {
        if (node?.kind !== 'folder') return
        if (node.open) go(at + 1)
        else toggle(node)
      },
      ArrowLeft: () => {
        if (node === undefined) return
        if (node.kind === 'folder' && node.open) toggle(node)
        else go(parentOf(nodes, at))
      },
      Enter: () => node && press(node),
      ' ': () => node && press(node),
      '/': () => field.current?.focus(),
    }
    const act = acts[event.key]
    if (act !== undefined) act()
    else if (event.key.length === 1) type(event.key, event.timeStamp)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const filterKeys = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && filter !== '') setFilter('')
    else if (event.key === 'ArrowDown') {
      scroller.current?.focus()
      if (at < 0) go(0)
    } else if (event.key === 'Enter') {
      const first = nodes.find((node) => node.kind === 'file')
      if (first !== undefined) press(first)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="dt" data-testid="file-tree">
      <div className="dt-filter">
        <ListFilter aria-hidden size={14} className="shrink-0 text-faint" />
        <input
          ref={field}
          type="text"
          value={filter}
          placeholder="Filter files"
          aria-label="Filter files"
          spellCheck={false}
          onChange={(event) => setFilter(event.target.value)}
          onKeyDown={filterKeys}
        />
        {filter === '' ? null : (
          <IconButton size="sm" icon={X} label="Clear the filter" onClick={() => setFilter('')} />
        )}
      </div>
      {nodes.length === 0 ? (
        <div className="dt-none">{files.length === 0 ? 'No files' : 'No file matches'}</div>
      ) : (
        <div
          ref={scroller}
          className="dt-list"
          style={{ overflowY: 'auto' }}
          role="tree"
          aria-label={label}
          tabIndex={0}
          aria-activedescendant={at < 0 ? undefined : `${base}${at}`}
          onKeyDown={keys}
        >
          <Virtualizer
            ref={list}
            scrollRef={scroller}
            itemSize={treeRowPx}
            data={nodes}
            keepMounted={at < 0 ? [] : [at]}
          >
            {(node: TreeNode, place) => (
              <TreeRow
                key={node.key}
                id={`${base}${place}`}
                node={node}
                at={place === at}
                current={node.kind === 'file' && node.file.id === currentId}
                viewed={node.kind === 'file' && viewed.has(node.file.id)}
                onPress={press}
                onViewed={onViewed}
                fileMenu={fileMenu}
              />
            )}
          </Virtualizer>
        </div>
      )}
      <div className="sr-only" role="status">
        {filter === '' ? '' : `${nodes.filter((node) => node.kind === 'file').length} files match`}
      </div>
    </div>
  )
}
