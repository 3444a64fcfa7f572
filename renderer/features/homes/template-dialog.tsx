// Adds to a project's home what another home has: which one, which parts, then what came of it.
import { useState } from 'react'
import type { HomeEntry, TemplatePart, TemplateReport } from '../../../preload/contract/homes'
import { Checkbox, Select } from '../../kit'
import { useHomes } from '../../stores/accounts/homes'
import { VisibleText } from '../../text/visible-text'
import { ActDialog } from './act-dialog'
import { templateParts } from './home-words'

interface TemplateDialogProps {
  /** The project's own home. */
  home: HomeEntry
  homes: readonly HomeEntry[]
  onClose: () => void
}

export function TemplateDialog({ home, homes, onClose }: TemplateDialogProps) {
  const create = useHomes((state) => state.createFromTemplate)
  const templates = homes.filter(({ id, kind }) => id !== home.id && kind !== 'account')
  const [templateId, setTemplateId] = useState(
    () => (templates.find(({ kind }) => kind === 'terminal') ?? templates[0])?.id ?? '',
  )
  const [chosen, setChosen] = useState<ReadonlySet<TemplatePart>>(() => new Set(templateParts.map(({ part }) => part)))
  const projectId = home.users[0]?.projectId
  const ready = projectId !== undefined && templateId !== '' && chosen.size > 0

  const choose = (part: TemplatePart, on: boolean): void => {
    const next = new Set(chosen)
    if (on) next.add(part)
    else next.delete(part)
    setChosen(next)
  }
  return (
    <ActDialog
      testId="template-home"
      size="md"
      title={`Add to the home of ${home.label}`}
      description="Parts of another home are copied in. What is there already stays as it is; links are not followed."
      actLabel="Copy"
      act={ready ? () => create(projectId, templateId, [...chosen]) : null}
      report={(report) => <Report report={report} />}
      onClose={onClose}
    >
      {templates.length === 0 ? (
        <p className="text-muted">There is no other home to copy from.</p>
      ) : (
        <>
          <label className="flex items-center gap-2">
            <span className="text-muted">From</span>
            <Select
              label="Home to copy from"
              className="min-w-0 flex-1"
              value={templateId}
              onChange={setTemplateId}
              options={templates.map(({ id, label, path }) => ({ value: id, label: `${label} (${path})` }))}
            />
          </label>
          {templateParts.map(({ part, label, hint }) => (
            <Checkbox
              key={part}
              label={label}
              hint={hint}
              checked={chosen.has(part)}
              onChange={(on) => choose(part, on)}
            />
          ))}
        </>
      )}
    </ActDialog>
  )
}

function Report({ report }: { report: TemplateReport }) {
  const { copied, settings, left, leftCount } = report
  return (
    <div role="status" className="flex flex-col gap-2">
      <Names title="Files copied" names={copied} none="No file was new." />
      <Names title="Settings added" names={settings} none="No setting was new." />
      {leftCount > 0 && (
        <details>
          <summary>{leftCount} left out</summary>
          <ul className="max-h-40 overflow-y-auto pt-1 text-small text-muted select-text">
            {left.map(({ name, reason }) => (
              <li key={`${name} ${reason}`} className="break-words">
                <VisibleText text={name} />: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      {(settings.length > 0 || copied.length > 0) && (
        <p className="text-muted">A Codex that runs already takes it up when it is restarted (Settings, Project).</p>
      )}
    </div>
  )
}

function Names({ title, names, none }: { title: string; names: readonly string[]; none: string }) {
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      {names.length === 0 ? (
        <p className="text-muted">{none}</p>
      ) : (
        <ul className="max-h-32 overflow-y-auto font-mono text-small select-text">
          {names.map((name) => (
            <li key={name} className="break-all">
              <VisibleText text={name} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
