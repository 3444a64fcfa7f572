// A command: what ran, where, what it printed and how it ended. Also one line for a run of look-around commands.
import { Search, Terminal } from 'lucide-react'
import { VisibleText } from '../../../text/visible-text'
import { CopyButton } from '../copy-button'
import { formatDuration } from '../durations'
import { pathWithin } from '../file-changes'
import { exploredWords, type CommandItem } from '../rows'
import { bareCommand } from './bare-command'
import type { ItemContext, ItemViewProps } from './item-view'
import { OutputView } from './output-view'
import { ToolRow, type Tone } from './tool-row'

interface Outcome {
  tone: Tone
  /** Said at the right edge; empty when the command simply worked. */
  words: string
}

/** How a command stands, in words: declined and failed are never drawn as done. */
export function outcomeOf(item: CommandItem, live: boolean, asked = false): Outcome {
  switch (item.status) {
    case 'declined':
      return { tone: 'waiting', words: 'declined' }
    case 'failed':
      return { tone: 'failed', words: item.exitCode === null ? 'failed' : `exit ${item.exitCode}` }
    case 'completed':
      return item.exitCode === null || item.exitCode === 0
        ? { tone: 'quiet', words: '' }
        : { tone: 'failed', words: `exit ${item.exitCode}` }
    case 'inProgress':
      if (asked) return { tone: 'waiting', words: 'waits for you' }
      return live ? { tone: 'running', words: 'running' } : { tone: 'waiting', words: 'did not finish' }
    default:
      item.status satisfies never
      return { tone: 'quiet', words: String(item.status) }
  }
}

export function CommandExecution({ item, live, asked, root }: ItemViewProps<'commandExecution'>) {
  const outcome = outcomeOf(item, live, asked)
  const output = item.aggregatedOutput ?? ''
  const facts = [outcome.words, formatDuration(item.durationMs)].filter((fact) => fact !== '').join(' · ')
  const failed = outcome.tone === 'failed'
  return (
    <ToolRow
      id={item.id}
      icon={<Terminal size={14} />}
      tone={outcome.tone}
      title={
        <code className="text-code">
          <VisibleText text={bareCommand(item.command)} />
        </code>
      }
      facts={facts}
      open={(live && output !== '') || failed}
      actions={<CopyButton text={() => item.command} gutter label="Copy command" />}
      renderBody={() => <CommandBody item={item} live={live} root={root} output={output} />}
    />
  )
}

function CommandBody({
  item,
  live,
  root,
  output,
}: Pick<ItemContext, 'live' | 'root'> & { item: CommandItem; output: string }) {
  const cwd = pathWithin(root, item.cwd)
  return (
    <div className="group/copy flex min-w-0 flex-col gap-1">
      <pre className="text-code break-words whitespace-pre-wrap select-text">
        <VisibleText text={item.command} />
      </pre>
      <div className="flex items-center gap-2 text-small text-faint">
        <span className="min-w-0 flex-1 truncate">
          in <VisibleText text={cwd === root || cwd === '' ? 'the project folder' : cwd} />
          {item.source === 'userShell' && ' · started by you'}
          {item.exitCode !== null && ` · exit code ${item.exitCode}`}
        </span>
        {output !== '' && <CopyButton text={() => output} label="Copy output" />}
      </div>
      {output !== '' ? (
        <OutputView text={output} live={live} />
      ) : (
        <div className="text-small text-faint">{live ? 'No output yet.' : 'No output.'}</div>
      )}
    </div>
  )
}

/** One line for commands that only looked around; opens to the commands themselves. */
export function Exploration({ items, ...context }: ItemContext & { items: readonly CommandItem[] }) {
  const first = items[0]
  if (!first) return null
  return (
    <ToolRow
      id={`explored/${first.id}`}
      icon={<Search size={14} />}
      title={exploredWords(items)}
      facts={`${items.length} commands`}
      renderBody={() => items.map((item) => <CommandExecution key={item.id} item={item} {...context} />)}
    />
  )
}
