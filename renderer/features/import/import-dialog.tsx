// Bringing in sessions that another Codex made: source, choice, copying, report, in one dialog.
import { useEffect } from 'react'
import { Button, Dialog, Select } from '../../kit'
import { useImport } from '../../stores/sessions/import'
import { useProjects } from '../../stores/app/projects'
import { useUi } from '../../stores/app/ui'
import { ChooseStep } from './choose-step'
import { CopyingStep, ReportStep } from './report-step'
import { ScanningStep, SourceStep } from './source-step'

export function ImportDialog() {
  const setOpen = useUi((state) => state.setImportOpen)
  const projects = useProjects((state) => state.projects)
  const activeId = useProjects((state) => state.activeId)
  const { projectId, step, scan, chosen, report, begin, copy, cancel, back } = useImport()
  useEffect(() => {
    // What is being copied goes on while the dialog is closed; it is found again when it is opened.
    const { step: now, projectId: ours } = useImport.getState()
    if (activeId !== null && (ours === null || (now !== 'copying' && now !== 'report'))) void begin(activeId)
  }, [activeId, begin])

  const close = (): void => {
    if (step === 'scanning') cancel()
    if (step === 'report') back()
    setOpen(false)
  }
  const showNewest = (): void => {
    const [newest] = report?.copied ?? []
    if (projectId !== null && newest !== undefined) {
      useProjects.getState().select(projectId)
      useProjects.getState().selectThread(projectId, newest)
      useUi.getState().showPage('chat')
    }
    close()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      testId="import-dialog"
      size="lg"
      title="Import sessions"
      description="Sessions are copied into this project. Nothing in the source is changed."
      footer={
        <>
          {step === 'choose' && (
            <Button variant="plain" onClick={back}>
              Back
            </Button>
          )}
          {step !== 'report' && (
            <Button variant="plain" onClick={() => (step === 'copying' || step === 'scanning' ? cancel() : close())}>
              Cancel
            </Button>
          )}
          {step === 'choose' && (
            <Button variant="primary" disabled={chosen.size === 0} onClick={() => void copy()}>
              {chosen.size === 0
                ? 'Copy sessions'
                : `Copy ${chosen.size.toLocaleString()} ${chosen.size === 1 ? 'session' : 'sessions'}`}
            </Button>
          )}
          {step === 'report' && (
            <>
              {(report?.copied.length ?? 0) > 0 && <Button onClick={showNewest}>Open the newest</Button>}
              <Button variant="primary" onClick={close}>
                Done
              </Button>
            </>
          )}
        </>
      }
    >
      {projects.length === 0 ? (
        <p className="text-muted">Add a project first: sessions are copied into a project.</p>
      ) : (
        <>
          {step === 'source' && (
            <label className="flex items-center gap-2">
              <span className="text-muted">Into</span>
              <Select
                label="Project to import into"
                value={projectId ?? ''}
                onChange={(value) => void begin(value)}
                options={projects.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </label>
          )}
          {step === 'source' && <SourceStep />}
          {step === 'scanning' && <ScanningStep />}
          {step === 'choose' && scan && <ChooseStep scan={scan} />}
          {step === 'copying' && <CopyingStep />}
          {step === 'report' && report && <ReportStep report={report} />}
        </>
      )}
    </Dialog>
  )
}
