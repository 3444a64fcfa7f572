// Asks for the patches of files that come near, each once.
import { useEffect, useRef } from 'react'
import type { Block } from './blocks'
import type { Slice } from './layout'
import type { DiffListProps } from './props'

/** Files asked for in one go, and how many beyond those in view are asked for along with them. */
const mostAtOnce = 60
const ahead = 8
/** What is only scrolled past (ms) is not asked for. */
const restMs = 60

export function useNeeded(
  { files, patches, onNeedPatches }: Pick<DiffListProps, 'files' | 'patches' | 'onNeedPatches'>,
  blocks: readonly Block[],
  slices: readonly Slice[],
): void {
  const asked = useRef<{ files: DiffListProps['files']; ids: Set<string> }>({ files, ids: new Set() })
  useEffect(() => {
    if (asked.current.files !== files) asked.current = { files, ids: new Set() }
    const { ids } = asked.current
    const first = slices[0]?.file ?? 0
    const last = slices.at(-1)?.file ?? -1
    const needed: string[] = []
    for (let place = first; place <= last + ahead && needed.length < mostAtOnce; place += 1) {
      const block = blocks[place]
      if (block === undefined) break
      const { id, form } = block.file
      if (!block.folded && form !== 'huge' && !patches.has(id) && !ids.has(id)) needed.push(id)
    }
    if (needed.length === 0) return
    const timer = setTimeout(() => {
      for (const id of needed) ids.add(id)
      onNeedPatches(needed)
    }, restMs)
    return () => clearTimeout(timer)
  }, [files, patches, onNeedPatches, blocks, slices])
}
