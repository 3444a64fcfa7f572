// The copies of configuration files that were kept before repairs.
import { useEffect, useState } from 'react'
import type { Backup } from '../../../preload/contract/config'
import type { Project } from '../../../preload/contract/model'
import { Button, Dialog, EmptyState, Spinner } from '../../kit'
import { fileWords } from '../../stores/config/open-file'
import { useRaw } from '../../stores/config/raw'

interface BackupsDialogProps {
  project: Project
  onClose: () => void
}

export function BackupsDialog({ project, onClose }: BackupsDialogProps) {
  const backups = useRaw((state) => state.backups[project.id])
  const load = useRaw((state) => state.loadBackups)
  const restore = useRaw((state) => state.restore)
  const [busy, setBusy] = useState<string | null>(null)
  useEffect(() => void load(project.id), [load, project.id])
  const putBack = async (backup: Backup): Promise<void> => {
    setBusy(backup.id)
    await restore(project.id, backup)
    setBusy(null)
  }
  return (
    <Dialog
      open
      size="md"
      testId="config-backups"
      onOpenChange={(open) => !open && onClose()}
      title="Copies from before repairs"
      description="Before a broken file is written over, it is copied as it was, byte for byte."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {backups === undefined ? (
        <Spinner label="Looking for copies…" />
      ) : backups.length === 0 ? (
        <EmptyState title="No copies yet">One is made by itself when a broken file is repaired here.</EmptyState>
      ) : (
        <ul className="flex flex-col">
          {backups.map((backup) => (
            <li key={backup.id} className="flex items-center gap-3 border-b border-line py-1 last:border-b-0">
              <span className="min-w-0 flex-1 truncate">{fileWords(backup.file)}</span>
              <span className="text-small text-muted tabular-nums">{new Date(backup.atMs).toLocaleString()}</span>
              <span className="w-20 text-right text-small text-muted tabular-nums">
                {backup.bytes.toLocaleString('en-US')} bytes
              </span>
              <Button size="sm" busy={busy === backup.id} disabled={busy !== null} onClick={() => void putBack(backup)}>
                Put back
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
