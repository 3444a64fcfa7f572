// Loads the Markdown parser when it is first needed, so that the window's first frame does not wait for it, and parses no
// more blocks a frame than the budget allows. Until its turn comes a block shows its source.
import { useEffect, useState, type ComponentType } from 'react'
import { useThreads } from '../stores/threads/threads'
import { mayParse, parseLater, stillBudget, streamingBudget } from './parse-budget'

type BlockComponent = ComponentType<{ text: string }>

let loaded: BlockComponent | null = null
let loading: Promise<void> | null = null

/** Loads the parser. Called again it answers the same promise; after a failure the next block tries anew. */
export function loadMarkdown(): Promise<void> {
  loading ??= import('./markdown-block')
    .then((module) => {
      loaded = module.MarkdownBlock
    })
    .catch(() => {
      loading = null
    })
  return loading
}

/** The first message is on its way to Codex: there is time now to load and warm the parser, before the answer streams. */
const stopWatching = useThreads.subscribe(({ threads }) => {
  if (!Object.values(threads).some((thread) => thread.runningTurnId !== null)) return
  stopWatching()
  const prepare = async () => {
    await loadMarkdown()
    const { warmUp } = await import('./markdown-block')
    warmUp()
  }
  void prepare().catch(() => undefined)
})

interface LazyMarkdownBlockProps {
  text: string
  /** Text streams in just now: few blocks are parsed a frame. */
  streaming: boolean
  /** The block that grows. There is one, so it needs no budget, and it must not flicker. */
  open: boolean
}

export function LazyMarkdownBlock({ text, streaming, open }: LazyMarkdownBlockProps) {
  const [isParsed, setParsed] = useState(
    () => loaded !== null && (open || mayParse(streaming ? streamingBudget : stillBudget)),
  )
  useEffect(() => {
    if (isParsed) return
    let isGone = false
    let withdraw: () => void = () => undefined
    void loadMarkdown().then(() => {
      if (!isGone && loaded !== null) withdraw = parseLater(() => setParsed(true))
    })
    return () => {
      isGone = true
      withdraw()
    }
  }, [isParsed])
  const Block = loaded
  return Block === null || !isParsed ? <div className="deck-plain">{text}</div> : <Block text={text} />
}
