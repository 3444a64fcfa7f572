// Markdown of a model or a file, safely: no HTML, no remote image, links by policy. While it streams only its last block
// is drawn again.
import { memo, useEffect, useRef } from 'react'
import { hugeTail, splitBlocks, type Block, type BlockState } from './blocks'
import { Code } from './code'
import { noteStreaming } from './highlight'
import { LazyMarkdownBlock } from './lazy-markdown-block'
import { nestsTooDeep } from './nesting'
import { PlainText } from './plain-text'
import './text.css'

interface MarkdownProps {
  text: string
  /** True while more of the text may come. */
  streaming?: boolean
}

/** A block of prose this long is drawn as plain text for good: parsing it would stop the window for too long. */
const hugeBlock = 65_536

interface BlockViewProps {
  block: Block
  /** Its end may still change. */
  open: boolean
  /** More text may come, here or after it. Matters only when the block is drawn first. */
  streaming: boolean
  /** Link definitions of the whole text, for blocks that refer to them. */
  definitions: string
}

const BlockView = memo(
  function BlockView({ block, open, streaming, definitions }: BlockViewProps) {
    switch (block.kind) {
      case 'definition':
        return null
      case 'code':
        return <Code code={block.code} lang={block.lang} streaming={open} />
      case 'markdown':
        if (block.raw.length > (open ? hugeTail : hugeBlock) || nestsTooDeep(block.raw))
          return (
            <div className="deck-plain">
              <PlainText text={block.raw} />
            </div>
          )
        return (
          <LazyMarkdownBlock
            text={definitions === '' ? block.raw : `${block.raw}\n\n${definitions}`}
            streaming={streaming}
            open={open}
          />
        )
      default:
        return block satisfies never
    }
  },
  (before, after) =>
    before.block.kind === after.block.kind &&
    before.block.raw === after.block.raw &&
    before.open === after.open &&
    before.definitions === after.definitions,
)

/** Blocks a part. A part that is full never changes, so React and the layout look at it as one. */
const partLength = 16

interface PartProps {
  blocks: readonly Block[]
  streaming: boolean
  definitions: string
  /** The last of its blocks may still grow. */
  open: boolean
}

const Part = memo(
  function Part({ blocks, streaming, definitions, open }: PartProps) {
    return (
      <div className="deck-md-part">
        {blocks.map((block, place) => (
          // Blocks only ever grow at the end, so a place is a stable key.
          <BlockView
            key={place}
            block={block}
            open={open && place === blocks.length - 1}
            streaming={streaming}
            definitions={definitions === '' ? '' : referring(block, definitions)}
          />
        ))}
      </div>
    )
  },
  // Finished blocks keep their identity; the list that holds them is cut anew each time.
  (before, after) =>
    before.open === after.open &&
    before.definitions === after.definitions &&
    before.blocks.length === after.blocks.length &&
    before.blocks.every((block, place) => block === after.blocks[place]),
)

export const Markdown = memo(function Markdown({ text, streaming = false }: MarkdownProps) {
  // A ref and not a memo: React may drop memos, and a dropped state would cost a look at the whole text.
  const state = useRef<BlockState | null>(null)
  state.current = splitBlocks(state.current, text, !streaming)
  useEffect(() => {
    if (streaming) noteStreaming()
  }, [text, streaming])
  const { done, tail } = state.current
  const blocks = [...done, ...tail]
  const definitions = streaming
    ? ''
    : blocks.flatMap((block) => (block.kind === 'definition' ? [block.raw.trim()] : [])).join('\n')
  const parts: Block[][] = []
  for (let at = 0; at < blocks.length; at += partLength) parts.push(blocks.slice(at, at + partLength))
  return (
    <div className="deck-md">
      {parts.map((part, place) => (
        <Part
          key={place}
          blocks={part}
          streaming={streaming}
          definitions={definitions}
          open={streaming && place === parts.length - 1}
        />
      ))}
    </div>
  )
})

/** Definitions are handed only to blocks that may use them, so that the others are not drawn anew at the end. */
function referring(block: Block, definitions: string): string {
  return block.kind === 'markdown' && /\[[^\]]+\](?!\()/.test(block.raw) ? definitions : ''
}
