// Memories of a project: what Codex keeps of earlier chats, what that costs, turning it off, forgetting, putting back.
import { FolderOpen } from 'lucide-react'
import { useEffect } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button, Checkbox, IconButton, Spinner, useNow, shortAge } from '../../kit'
import { editKey, useConfigEdits } from '../../stores/config/config-edits'
import { featureKey } from '../../stores/config/features'
import { memoryEditKey, noMemories, useMemories, type MemoryKey } from '../../stores/config/memories'
import { LinesText } from './lines-text'
import { GroupTitle } from './group-title'
import { PathText } from './path-text'
import { ProblemLine } from './problem-line'
import { useConfigVersion } from './use-config-version'

const switches: readonly { key: MemoryKey; label: string; hint: string; usual: boolean }[] = [
  {
    key: 'generate_memories',
    label: 'Make memories of chats',
    hint: 'In the background, when a chat starts: this is what costs tokens.',
    usual: true,
  },
  {
    key: 'use_memories',
    label: 'Tell them to new chats',
    hint: 'The summary below goes into each chat.',
    usual: true,
  },
  {
    key: 'disable_on_external_context',
    label: 'Not of chats that used MCP servers or the web',
    hint: 'What others wrote could otherwise be remembered as yours.',
    usual: false,
  },
]

const size = (bytes: number): string =>
  bytes < 10_000 ? `${bytes} B` : `${Math.round(bytes / 1024).toLocaleString('en-US')} KB`
const files = (count: number): string => `${count} ${count === 1 ? 'file' : 'files'}`

export function MemoriesSection({ project }: { project: Project }) {
  const { on, folder, fromThreads, keys, problem, busy } = useMemories(
    (state) => state.byProject[project.id] ?? noMemories,
  )
  const load = useMemories((state) => state.load)
  const turn = useMemories((state) => state.turn)
  const setKey = useMemories((state) => state.setKey)
  const reset = useMemories((state) => state.reset)
  const restore = useMemories((state) => state.restore)
  const reveal = useMemories((state) => state.reveal)
  const problems = useConfigEdits((state) => state.problems)
  const now = useNow(60_000)
  const version = useConfigVersion(project.id)
  useEffect(() => void load(project.id), [load, project.id, version])

  if (folder === null && problem !== null)
    return <ProblemLine tried="The memories could not be read" error={problem} onAgain={() => void load(project.id)} />
  if (folder === null) return <Spinner label="Reading the memories…" className="justify-center p-8" />
  const failed = [featureKey('memories'), ...switches.map(({ key }) => memoryEditKey(key))].flatMap(
    (key) => problems[editKey(project.id, key)] ?? [],
  )
  const isBusy = busy !== null
  return (
    <section aria-label="Memories" data-testid="memories" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line pb-4">
        <div className="min-w-48 flex-1">
          <div>{on === true ? 'Memories are on' : 'Memories are off'}</div>
          <div className="text-muted">
            With memories, Codex reads earlier chats of this project again and keeps notes that later chats are told.
            That costs tokens of your account: each new chat may send a request of about 100 KB to the model in the
            background.
          </div>
          {failed.map((words) => (
            <div key={words} role="alert" className="text-failed">
              {words}
            </div>
          ))}
        </div>
        <Button busy={isBusy} disabled={on === null} onClick={() => void turn(project.id, on !== true)}>
          {on === true ? 'Turn off' : 'Turn memories on'}
        </Button>
      </div>
      {on === true && (
        <div className="flex flex-col gap-2">
          {switches.map(({ key, label, hint, usual }) => (
            <Checkbox
              key={key}
              label={label}
              hint={hint}
              checked={keys[key] ?? usual}
              disabled={isBusy}
              onChange={(checked) => void setKey(project.id, key, checked === usual ? null : checked)}
            />
          ))}
          <p className="text-small text-muted">New chats take a change at once; those that are open don’t.</p>
        </div>
      )}
      <div className="flex flex-col gap-1">
        <GroupTitle title="What is kept">
          <IconButton
            label="Show in file manager"
            icon={FolderOpen}
            size="sm"
            disabled={!folder.exists}
            onClick={() => void reveal(project.id)}
          />
          <Button
            size="sm"
            variant="danger"
            disabled={isBusy || folder.files === 0}
            onClick={() => void reset(project.id)}
          >
            Forget all…
          </Button>
        </GroupTitle>
        <PathText path={folder.path} />
        <p className="text-muted">
          {folder.files === 0 ? 'Nothing.' : `${files(folder.files)}, ${size(folder.bytes)}.`}
          {fromThreads !== null &&
            fromThreads > 0 &&
            ` Made of ${fromThreads} ${fromThreads === 1 ? 'chat' : 'chats'}.`}
          {on !== true && folder.files > 0 && ' While memories are off, no chat is told of it.'}
        </p>
        {folder.summary !== null && (
          <div className="max-h-72 overflow-auto rounded-md bg-sunken p-3 font-mono text-code break-words whitespace-pre-wrap select-text">
            <LinesText text={folder.summary} />
          </div>
        )}
      </div>
      {folder.copies.length > 0 && (
        <div className="flex flex-col">
          <GroupTitle title="Copies from before they were forgotten" count={folder.copies.length} />
          {folder.copies.map(({ id, atMs, files: many, bytes }) => (
            <div
              key={id}
              data-testid="memory-copy"
              className="flex min-h-8 items-center gap-2 border-b border-line last:border-b-0"
            >
              <span className="min-w-0 flex-1 truncate">
                {shortAge(atMs, now)}{' '}
                <span className="text-muted">
                  {files(many)}, {size(bytes)}
                </span>
              </span>
              <Button size="sm" disabled={isBusy} onClick={() => void restore(project.id, id)}>
                Put back
              </Button>
            </div>
          ))}
        </div>
      )}
    </section>
  )
}
