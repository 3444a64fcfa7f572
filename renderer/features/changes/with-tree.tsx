// The tree of files beside the list of diffs, or above it where there is no room; a line between them to drag.
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { Splitter } from '../../kit'
import { useChosen } from '../../stores/changes/chosen'

/** Width from which the tree stands beside the list, in px; below it stands above. */
const besideFrom = 640
const sizes = { beside: { initial: 220, min: 120, max: 480 }, above: { initial: 180, min: 80, max: 420 } }

interface WithTreeProps {
  tree: (flat: boolean) => ReactNode
  children: ReactNode
}

export function WithTree({ tree, children }: WithTreeProps) {
  const { tree: shown, flat, treeWidth, treeHeight, set } = useChosen()
  const box = useRef<HTMLDivElement>(null)
  const beside = useWidth(box) >= besideFrom
  const size = beside ? treeWidth : treeHeight
  return (
    <div ref={box} className={`flex min-h-0 flex-1 border-t border-line ${beside ? '' : 'flex-col'}`}>
      {shown && (
        <>
          <div
            style={beside ? { width: size } : { height: size }}
            className={`min-h-0 min-w-0 shrink-0 overflow-hidden ${beside ? 'max-w-[50%]' : 'max-h-[45%]'}`}
          >
            {tree(flat)}
          </div>
          <Splitter
            label="Size of the file tree"
            side={beside ? 'left' : 'above'}
            value={size}
            {...sizes[beside ? 'beside' : 'above']}
            onChange={(px) => set(beside ? { treeWidth: px } : { treeHeight: px })}
          />
        </>
      )}
      <div className="min-h-0 min-w-0 flex-1">{children}</div>
    </div>
  )
}

function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    setWidth(element.clientWidth)
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width))
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return width
}
