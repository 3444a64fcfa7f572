// The files of instructions that a new chat reads, in Codex's order.
import { useCallback, useState } from 'react'
import type { InstructionFile } from '../../../preload/contract/workings'
import { Badge } from '../../kit'
import { useInstructions } from '../../stores/config/instructions'
import { GroupTitle } from './group-title'
import { PathText } from './path-text'
import { TextDialog } from './text-dialog'

interface InstructionChainProps {
  projectId: string
  chain: readonly InstructionFile[]
  /** Bytes of the folder's files together. */
  limit: number
  fallbacks: readonly string[]
  untrusted: boolean
}

const whereWords: Record<InstructionFile['where'], string> = {
  home: 'home',
  project: 'folder',
  above: 'above the folder',
}

export function InstructionChain({ projectId, chain, limit, fallbacks, untrusted }: InstructionChainProps) {
  const readFile = useInstructions((state) => state.read)
  const read = useCallback((path: string) => readFile(projectId, path), [readFile, projectId])
  const [shown, setShown] = useState<string | null>(null)
  return (
    <div data-testid="instruction-chain">
      <GroupTitle title="What a new chat reads, in this order" count={chain.length} />
      {chain.length === 0 && (
        <p className="py-1 text-muted">
          Nothing{untrusted ? ': files of a folder that isn’t trusted are not read' : ' yet'}.
        </p>
      )}
      <ol>
        {chain.map(({ path, where, bytes, cut }, place) => (
          <li key={path} className="flex min-h-7 items-center gap-2 border-b border-line last:border-b-0">
            <span className="w-4 shrink-0 text-right text-small text-faint tabular-nums">{place + 1}</span>
            <button
              type="button"
              aria-label={`Read ${path}`}
              className="flex min-w-0 flex-1 rounded-sm text-left hover:underline"
              onClick={() => setShown(path)}
            >
              <PathText path={path} className="text-code" />
            </button>
            {cut && (
              <Badge
                tone="waiting"
                title={`Codex reads ${limit.toLocaleString('en-US')} bytes of the folder’s files together.`}
              >
                cut
              </Badge>
            )}
            <span className="shrink-0 text-small text-muted">{whereWords[where]}</span>
            <span className="w-16 shrink-0 text-right text-small text-faint tabular-nums">
              {bytes.toLocaleString('en-US')} B
            </span>
          </li>
        ))}
      </ol>
      {untrusted && chain.length > 0 && (
        <p className="pt-1 text-small text-muted">Files of the folder are read once you trust it.</p>
      )}
      {fallbacks.length > 0 && (
        <p className="pt-1 text-small text-muted">
          Where a folder has no AGENTS.md, the first of these is read: {fallbacks.join(', ')}.
        </p>
      )}
      {shown !== null && (
        <TextDialog
          title="Told to each new chat"
          path={shown}
          testId="instruction-text"
          read={read}
          onClose={() => setShown(null)}
        />
      )}
    </div>
  )
}
