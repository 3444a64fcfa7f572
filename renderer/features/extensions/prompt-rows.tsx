// One prompt: how it is called, and its text, to be written where it is the project's own.
import { Trash2 } from 'lucide-react'
import { useMemo } from 'react'
import type { ConfigFile } from '../../../preload/contract/config'
import type { Prompt } from '../../../preload/contract/extensions'
import { CollapsibleRow, CopyButton, IconButton } from '../../kit'
import { usePrompts } from '../../stores/config/prompts'
import { promptCommand } from '../../stores/config/prompts-words'
import { drawLine } from '../../text/visible-text'
import { ConfigFileEditor } from './config-file-editor'
import { LinesText } from './lines-text'
import { PathText } from './path-text'

const sample = `---
description: Looks for what could go wrong
argument-hint: [file]
---
Read $ARGUMENTS and say what could go wrong in it.
`

function Call({ name, hint }: { name: string; hint: string | null }) {
  return (
    <span className="flex min-w-0 items-center gap-1 pb-1">
      <code className="min-w-0 truncate text-code select-text">
        {promptCommand(name)}
        {hint !== null && <span className="text-faint"> {drawLine(hint)}</span>}
      </code>
      <CopyButton text={`${promptCommand(name)} `} label="Copy what to type" />
    </span>
  )
}

interface OwnPromptProps {
  projectId: string
  name: string
  /** Null while it was not saved yet. */
  prompt: Prompt | null
  isOpen?: boolean
  onSaved: () => void
}

export function OwnPrompt({ projectId, name, prompt, isOpen = false, onSaved }: OwnPromptProps) {
  const remove = usePrompts((state) => state.remove)
  const file = useMemo((): ConfigFile => ({ kind: 'prompt', name }), [name])
  const about = prompt === null ? null : (prompt.description ?? prompt.begin)
  return (
    <div data-testid="prompt" data-name={name} className="group border-b border-line py-1 last:border-b-0">
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <ConfigFileEditor
            projectId={projectId}
            file={file}
            title={name}
            begin={sample}
            defaultOpen={prompt === null || isOpen}
            onSaved={onSaved}
            head={<Call name={name} hint={prompt?.hint ?? null} />}
            {...(about === null ? {} : { about })}
          />
        </div>
        {prompt !== null && (
          <IconButton label={`Delete ${name}`} icon={Trash2} size="sm" onClick={() => void remove(projectId, prompt)} />
        )}
      </div>
    </div>
  )
}

export function SharedPrompt({ prompt }: { prompt: Prompt }) {
  const { name, path, description, hint, begin } = prompt
  const head = (
    <span className="flex min-w-0 flex-1 items-baseline gap-2">
      <span className="shrink-0 max-w-1/2 truncate">{drawLine(name)}</span>
      <span className="min-w-0 truncate text-small text-muted">{drawLine(description ?? begin)}</span>
    </span>
  )
  return (
    <CollapsibleRow summary={head} className="border-b border-line py-1 last:border-b-0">
      <div className="flex flex-col gap-1 py-1 pl-4">
        <Call name={name} hint={hint} />
        <div className="max-h-48 overflow-auto rounded-sm bg-sunken px-2 py-1 font-mono text-code break-words whitespace-pre-wrap select-text">
          <LinesText text={begin} />
        </div>
        <PathText path={path} />
      </div>
    </CollapsibleRow>
  )
}
