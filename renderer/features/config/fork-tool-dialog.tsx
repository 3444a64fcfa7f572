// A tool of one's own by form, new or known. Keys that the form doesn't have stay as they are.
import { useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button, Dialog, TextArea, TextField } from '../../kit'
import { nothingRead, useEffective } from '../../stores/config/effective'
import { forkTools, noTool, toolEdits, toolsPath, type ForkTool } from '../../stores/config/fork-keys'
import { useEdits } from '../../stores/config/key-choice'

interface ForkToolDialogProps {
  project: Project
  /** Null for a new one. */
  name: string | null
  onClose: () => void
}

export function ForkToolDialog({ project, name, onClose }: ForkToolDialogProps) {
  const config = useEffective((state) => state.byProject[project.id] ?? nothingRead)
  const edits = useEdits(project.id, [...toolsPath, name ?? 'new'].join('.'))
  const [tool, setTool] = useState<ForkTool>(
    () => forkTools(config).find((one) => one.tool.name === name)?.tool ?? noTool,
  )
  const [problem, setProblem] = useState<string | null>(null)
  const put = (part: Partial<ForkTool>): void => {
    setTool({ ...tool, ...part })
    setProblem(null)
  }
  const take = async (): Promise<void> => {
    const wanted = toolEdits(config, name, tool)
    if (wanted === null) return onClose()
    if (typeof wanted === 'string') return setProblem(wanted)
    if (await edits.write(wanted)) onClose()
  }
  const said = problem ?? edits.problem
  return (
    <Dialog
      open
      size="md"
      testId="fork-tool-dialog"
      onOpenChange={(open) => !open && onClose()}
      title={name === null ? 'New tool' : `Tool ${name}`}
      description="It is written into config.toml of this project’s home, and counts for new chats."
      footer={
        <>
          <Button variant="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={edits.busy} onClick={() => void take()}>
            {name === null ? 'Add' : 'Write'}
          </Button>
        </>
      }
    >
      {name === null && (
        <TextField
          label="Name"
          placeholder="echo_demo"
          value={tool.name}
          maxLength={64}
          spellCheck={false}
          onChange={(event) => put({ name: event.target.value })}
        />
      )}
      <TextArea
        label="Program and arguments"
        hint="One argument a line; no shell is in between."
        rows={3}
        value={tool.command}
        spellCheck={false}
        onChange={(event) => put({ command: event.target.value })}
        className="font-mono text-code"
      />
      <TextField
        label="What it does"
        hint="The model reads this to know when to call it."
        value={tool.description}
        onChange={(event) => put({ description: event.target.value })}
      />
      <TextArea
        label="Parameters"
        hint="A JSON Schema of its arguments; empty for none."
        rows={4}
        value={tool.parameters}
        spellCheck={false}
        onChange={(event) => put({ parameters: event.target.value })}
        className="font-mono text-code"
      />
      <TextField
        label="Time limit in milliseconds"
        placeholder="Codex’s own"
        inputMode="numeric"
        value={tool.timeout}
        onChange={(event) => put({ timeout: event.target.value })}
      />
      <TextArea
        label="Variables"
        hint="NAME=value, one a line. They lie in config.toml in plain text: no place for secrets."
        rows={2}
        value={tool.env}
        spellCheck={false}
        onChange={(event) => put({ env: event.target.value })}
        className="font-mono text-code"
      />
      {said !== null && (
        <p role="alert" className="break-words text-failed select-text">
          {said}
        </p>
      )}
    </Dialog>
  )
}
