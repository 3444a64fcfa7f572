// Asks whether a folder is trusted, saying plainly what either answer means. Opened for an unasked project and from its chip.
import type { Project, Trust } from '../../../preload/contract/model'
import { Button, Dialog } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { VisibleText } from '../../text/visible-text'

interface TrustDialogProps {
  /** The project asked about; null keeps the dialog shut. */
  project: Project | null
  onClose: () => void
}

export function TrustDialog({ project, onClose }: TrustDialogProps) {
  const setTrust = useProjects((state) => state.setTrust)
  if (!project) return null
  const choose = (trust: Trust) => {
    onClose()
    if (trust !== project.trust) void setTrust(project.id, trust)
  }
  const trusted = project.trust === 'trusted'
  return (
    <Dialog
      open
      size="md"
      onOpenChange={(open) => !open && onClose()}
      testId="trust-dialog"
      title={`Do you trust “${project.name}”?`}
      description={
        <code className="break-all">
          <VisibleText text={project.path} />
        </code>
      }
      footer={
        <>
          <Button onClick={() => choose('restricted')}>Keep it read-only</Button>
          <Button variant="primary" onClick={() => choose('trusted')}>
            Trust this folder
          </Button>
        </>
      }
    >
      <dl className="flex flex-col gap-3">
        <div>
          <dt className="font-medium">If you trust it</dt>
          <dd className="text-muted">
            Codex may be allowed to change files and run commands here, as far as the permissions you pick for each chat
            go. The folder&rsquo;s own <code>.codex/</code> takes effect: its settings, its MCP servers and its hooks
            can start programs on this computer. Trust only code that you would run.
          </dd>
        </div>
        <div>
          <dt className="font-medium">If you don&rsquo;t</dt>
          <dd className="text-muted">
            Codex reads the folder and answers, and that is all: it changes nothing and runs nothing that writes, and
            nothing of the folder&rsquo;s <code>.codex/</code> starts.
          </dd>
        </div>
      </dl>
      <p className="text-small text-faint">
        {trusted ? 'You trust it now. Keeping it read-only takes that back.' : 'You can change this at any time.'}
      </p>
    </Dialog>
  )
}
