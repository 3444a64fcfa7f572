// Asks, by name, before a project goes off the list, and says what stays.
import type { Project } from '../../../preload/contract/model'
import { Button, Dialog } from '../../kit'
import { useProjects } from '../../stores/app/projects'

export function RemoveDialog({ project, onClose }: { project: Project | null; onClose: () => void }) {
  const remove = useProjects((state) => state.remove)
  if (!project) return null
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove “${project.name}” from the list?`}
      description="The folder, its chats and its CODEX_HOME stay where they are. Opening the folder again brings everything back."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            onClick={() => {
              onClose()
              void remove(project.id)
            }}
          >
            Remove {project.name}
          </Button>
        </>
      }
    />
  )
}
