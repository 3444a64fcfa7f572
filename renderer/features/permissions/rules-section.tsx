// The rules of a project: what its files say about commands, those that were granted in a chat, and a place to try a command.
import { FileText, Plus, RotateCw } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { ConfigFile } from '../../../preload/contract/config'
import type { Project } from '../../../preload/contract/model'
import type { RulesFile } from '../../../preload/contract/workings'
import { Button, EmptyState, IconButton, Spinner } from '../../kit'
import { onConfigEvent } from '../../stores/config/config-events'
import { watchConfig } from '../../stores/config/config-watch'
import { noRules, useRules } from '../../stores/config/rules'
import { RuleFile } from './rule-file'
import { RuleTrial } from './rule-trial'

interface RulesSectionProps {
  project: Project
  /** Draws an editor for a file. */
  editor: (file: ConfigFile) => ReactNode
}

export function RulesSection({ project, editor }: RulesSectionProps) {
  const { files, problem } = useRules((state) => state.byProject[project.id] ?? noRules)
  const load = useRules((state) => state.load)
  const [editing, setEditing] = useState<ConfigFile | null>(null)
  useEffect(() => {
    // Also when one comes back from editing.
    void load(project.id)
    const unwatch = watchConfig(project.id)
    const end = onConfigEvent((event) => {
      if (event.type === 'config-changed' && event.projectId === project.id) void load(project.id)
    })
    return () => {
      end()
      unwatch()
    }
  }, [load, project.id, editing])

  if (editing !== null)
    return (
      <section aria-label="Rules" className="flex min-h-0 flex-1 flex-col gap-2">
        <div>
          <Button size="sm" onClick={() => setEditing(null)}>
            Back to the rules
          </Button>
        </div>
        {editor(editing)}
      </section>
    )
  if (files === null && problem !== null)
    return (
      <EmptyState
        title="The rules could not be read"
        action={<Button onClick={() => void load(project.id)}>Try again</Button>}
      >
        <span role="alert">{problem.message}</span>
      </EmptyState>
    )
  if (files === null) return <Spinner label="Reading the rules…" className="justify-center p-8" />
  const broken = files.filter(({ counts, problem: wrong }) => counts && wrong !== null)
  return (
    <section aria-label="Rules" data-testid="rules" className="flex flex-col gap-4">
      <p className="text-muted">
        Rules decide about commands by their first words, before the permissions of a chat do. “Allow” lets a command
        run outside of the sandbox and unasked. A chat takes the rules as they are when it is begun.
      </p>
      {broken.length > 0 && (
        <p role="alert" className="rounded-md bg-failed-soft px-3 py-2 text-failed">
          {broken.length === 1 ? `${broken[0]?.name}.rules is broken` : `${broken.length} files are broken`}, so Codex
          leaves out all rules of all files in new chats, those that forbid something too.
        </p>
      )}
      <RuleTrial project={project} />
      <div className="flex flex-col gap-3">
        {files.map((file) => (
          <RuleFile
            key={`${file.where} ${file.name}`}
            project={project}
            file={file}
            onEdit={() => setEditing({ kind: 'rules', where: file.where, name: file.name })}
          />
        ))}
        {files.length === 0 && (
          <p className="text-muted">
            There are no rules yet. One is written by itself when you allow a command for good in a chat.
          </p>
        )}
      </div>
      <NewFile files={files} onEdit={setEditing} onReload={() => void load(project.id)} />
    </section>
  )
}

interface NewFileProps {
  files: readonly RulesFile[]
  onEdit: (file: ConfigFile) => void
  onReload: () => void
}

function NewFile({ files, onEdit, onReload }: NewFileProps) {
  const has = (where: RulesFile['where'], name: string) =>
    files.some((file) => file.where === where && file.name === name)
  const free = (where: RulesFile['where']): string => {
    let name = 'my'
    for (let n = 2; has(where, name); n += 1) name = `my-${n}`
    return name
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="sm" icon={Plus} onClick={() => onEdit({ kind: 'rules', where: 'home', name: free('home') })}>
        New file for this project
      </Button>
      <Button
        size="sm"
        icon={FileText}
        onClick={() => onEdit({ kind: 'rules', where: 'project', name: free('project') })}
      >
        New file in the folder’s .codex
      </Button>
      <span className="flex-1" />
      <IconButton label="Read again" icon={RotateCw} size="sm" onClick={onReload} />
    </div>
  )
}
