// What forks of Codex add to the configuration, by form: the program around tool calls, and tools of one's own. Shown when the Codex
// in use knows these keys; for any other they are rows like all that it doesn't know.
import { FileText, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button, EmptyState, IconButton, SettingRow, TextArea, tip } from '../../kit'
import { deleteKey } from '../../stores/config/edit-words'
import { nothingRead, useEffective } from '../../stores/config/effective'
import { commandOf, forkKeysOf, forkTools, hookPath, linesOf, toolsPath } from '../../stores/config/fork-keys'
import { useEdits, useKey } from '../../stores/config/key-choice'
import { drawLine } from '../../text/visible-text'
import { ForkToolDialog } from './fork-tool-dialog'

interface ForkViewProps {
  project: Project
  /** Opens config.toml at a key. */
  onText: (path: readonly string[]) => void
}

export function ForkView({ project, onText }: ForkViewProps) {
  const config = useEffective((state) => state.byProject[project.id] ?? nothingRead)
  const { hook, tools } = forkKeysOf(config)
  return (
    <div data-testid="fork-keys" className="flex min-h-0 max-w-[700px] flex-1 flex-col gap-4 overflow-y-auto">
      {hook && <Hook key={project.id} project={project} onText={onText} />}
      {tools && <Tools project={project} onText={onText} />}
    </div>
  )
}

function Hook({ project, onText }: ForkViewProps) {
  const key = useKey(project.id, hookPath)
  const [typed, setTyped] = useState<string | null>(null)
  const now = linesOf(key.home)
  const text = typed ?? now
  const take = async (): Promise<void> => {
    const argv = commandOf(text)
    // What stood there as one text stays one: forks differ.
    const value = typeof key.home === 'string' ? text.trim() : argv
    if (await key.write(value === '' ? null : value)) setTyped(null)
  }
  const isOdd = key.home !== undefined && typeof key.home !== 'string' && !Array.isArray(key.home)
  return (
    <SettingRow
      title="Program around tool calls"
      about="Codex runs it before and after each tool call, with the call as JSON on its standard input. It runs with your rights, outside the sandbox."
      problem={key.problem}
      note={key.note}
    >
      {isOdd ? (
        <Button size="sm" icon={FileText} onClick={() => onText(hookPath)}>
          Edit as text
        </Button>
      ) : (
        <div className="flex w-80 max-w-full flex-col gap-1">
          <TextArea
            label="The program and its arguments, one a line"
            hideLabel
            placeholder={'python3\n~/scripts/log_tool_calls.py'}
            value={text}
            spellCheck={false}
            rows={3}
            onChange={(event) => setTyped(event.target.value)}
            className="font-mono text-code"
          />
          <div className="flex items-center justify-end gap-1">
            <span className="flex-1 text-small text-muted">One argument a line.</span>
            <Button size="sm" variant="plain" disabled={typed === null} onClick={() => setTyped(null)}>
              Cancel
            </Button>
            <Button size="sm" busy={key.busy} disabled={text === now} onClick={() => void take()}>
              Write
            </Button>
          </div>
        </div>
      )}
    </SettingRow>
  )
}

function Tools({ project, onText }: ForkViewProps) {
  const config = useEffective((state) => state.byProject[project.id] ?? nothingRead)
  const edits = useEdits(project.id, toolsPath.join('.'))
  const [editing, setEditing] = useState<{ name: string | null } | null>(null)
  const tools = forkTools(config)
  return (
    <section aria-label="Tools of one’s own" className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <h3 className="flex-1">Tools of one’s own</h3>
        <Button size="sm" icon={Plus} onClick={() => setEditing({ name: null })}>
          Add a tool
        </Button>
      </div>
      <p className="text-muted">
        Programs that the model may call as functions. They run in the sandbox, under the approvals of the chat.
      </p>
      {edits.problem !== null && (
        <p role="alert" className="break-words text-failed select-text">
          {edits.problem}
        </p>
      )}
      {tools.length === 0 ? (
        <EmptyState title="No tools yet">A tool is a program with a name that the model knows it by.</EmptyState>
      ) : (
        <ul className="border-t border-line">
          {tools.map(({ tool, odd, others }) => (
            <li key={tool.name} data-testid="fork-tool" className="flex items-start gap-2 border-b border-line py-1">
              <div className="min-w-0 flex-1">
                <code className="block truncate select-text" {...tip(tool.name)}>
                  {drawLine(tool.name)}
                </code>
                <div className="truncate text-small text-muted" {...tip(tool.description)}>
                  {drawLine(tool.description === '' ? tool.command.split('\n').join(' ') : tool.description)}
                </div>
                {others.length > 0 && (
                  <div className="truncate text-small text-faint">
                    Also sets {drawLine(others.join(', '))}, kept as it is.
                  </div>
                )}
              </div>
              {odd ? (
                <Button size="sm" variant="plain" onClick={() => onText([...toolsPath, tool.name])}>
                  Edit as text
                </Button>
              ) : (
                <IconButton
                  label={`Edit ${tool.name}`}
                  icon={Pencil}
                  size="sm"
                  onClick={() => setEditing({ name: tool.name })}
                />
              )}
              <IconButton
                label={`Remove ${tool.name}`}
                icon={Trash2}
                size="sm"
                disabled={edits.busy}
                onClick={() => void edits.write([deleteKey([...toolsPath, tool.name])])}
              />
            </li>
          ))}
        </ul>
      )}
      {editing && <ForkToolDialog project={project} name={editing.name} onClose={() => setEditing(null)} />}
    </section>
  )
}
