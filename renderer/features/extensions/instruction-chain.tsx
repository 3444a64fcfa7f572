// The files of instructions that a new chat reads, in Codex's order.
import type { InstructionFile } from '../../../preload/contract/workings'
import { Badge } from '../../kit'
import { GroupTitle } from './group-title'
import { PathText } from './path-text'

interface InstructionChainProps {
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

export function InstructionChain({ chain, limit, fallbacks, untrusted }: InstructionChainProps) {
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
            <PathText path={path} className="flex-1 text-code" />
            {cut && (
              <Badge
                tone="waiting"
                title={`Codex reads ${limit.toLocaleString('en-US')} bytes of the folder’s files together.`}
              >
                cut
              </Badge>
            )}
            <span className="shrink-0 text-small text-muted">{whereWords[where]}</span>
            <span className="w-20 shrink-0 text-right text-small text-faint tabular-nums">
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
    </div>
  )
}
