// Exporting a session: main asks where to and writes the file; this tells what came of it.
import type { ExportFormat } from '../../../preload/contract/exports'
import { app } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'

/** Exports one session. A closed dialog does nothing; a failure is told. */
export async function exportSession(projectId: string, threadId: string, format: ExportFormat): Promise<void> {
  const result = await app('sessions/export', { projectId, threadId, format })
  if (!result.ok) return tellFailure('The session was not exported', result.error, projectId)
  if (result.value === null) return
  const { path, masked } = result.value
  const count = masked.reduce((sum, kind) => sum + kind.count, 0)
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  useNotices.getState().push({
    level: 'info',
    message: `Exported to ${name}. ${count === 0 ? 'No secret was found in it.' : `${count} ${count === 1 ? 'secret was' : 'secrets were'} masked.`}`,
    detail: count === 0 ? null : masked.map((kind) => `${kind.count} × ${kind.kind}`).join('\n'),
    action: { label: 'Show file', run: () => void app('exports/reveal', {}) },
  })
}
