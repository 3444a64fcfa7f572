// What a screen reader says of the place that the cursor came to. Pure.
import type { Block } from './blocks'
import { statusWords } from './file-words'
import { leftWords } from './left-words'
import type { CodeLine } from './patch-model'
import { lineOf } from './places'
import type { Side } from './props'
import type { Place } from './walk'

const kinds: Record<CodeLine['kind'], string> = { add: 'Added line', remove: 'Removed line', context: 'Line' }

export function cursorWords(blocks: readonly Block[], { file, row }: Place, side: Side, viewed: boolean): string {
  const block = blocks[file]
  if (block === undefined) return ''
  const here = block.rows[row]
  if (row < 0 || here === undefined) {
    const { path, oldPath, status, added, removed } = block.file
    const was = oldPath === null || oldPath === path ? '' : `, was ${oldPath}`
    const marks = `${viewed ? ', viewed' : ''}${block.folded ? ', folded' : ''}`
    return `${path}${was}, ${statusWords[status].toLowerCase()}, ${added} added, ${removed} removed${marks}. File ${file + 1} of ${blocks.length}.`
  }
  switch (here.kind) {
    case 'line':
    case 'pair': {
      const line = lineOf(here, side) ?? lineOf(here, side === 'old' ? 'new' : 'old')
      if (line === null) return ''
      const number = line.newNumber === null || side === 'old' ? (line.oldNumber ?? line.newNumber) : line.newNumber
      return `${kinds[line.kind]}${number === null ? '' : ` ${number}`}: ${line.text.trim() === '' ? 'blank' : line.text.slice(0, 300)}`
    }
    case 'bar': {
      const { hunk, left } = here
      const about =
        hunk === null
          ? ''
          : `Hunk ${hunk.index + 1} of ${block.model?.hunks.length ?? 0}, ${hunk.added} added, ${hunk.removed} removed. `
      return `${about}${leftWords(left) ?? ''}`
    }
    case 'annotation':
      return 'A comment'
    case 'note':
      return here.words
    case 'failed':
      return here.problem
    case 'stray':
      return here.text
    case 'waiting':
      return 'Being read'
    case 'images':
      return 'Images before and after'
    default:
      return here satisfies never
  }
}
