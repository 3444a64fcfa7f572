// Somebody else changed config.toml between reading and writing: both sides, and which one is kept.
import { Button, Dialog } from '../../kit'
import { useConfigEdits } from '../../stores/config/config-edits'
import { keyText } from '../../stores/config/key-words'
import { drawLine } from '../../text/visible-text'
import { ValueText } from './value-control'

export function ConflictDialog({ projectId }: { projectId: string }) {
  const conflict = useConfigEdits((state) => state.conflict)
  const settle = useConfigEdits((state) => state.settle)
  if (conflict === null || conflict.projectId !== projectId) return null
  const shown = (path: readonly string[], value: unknown) =>
    value === null || value === undefined ? (
      <span className="text-faint">not set</span>
    ) : (
      <ValueText path={path} value={value} />
    )
  return (
    <Dialog
      open
      size="md"
      testId="config-conflict"
      onOpenChange={(open) => !open && void settle('theirs')}
      title="config.toml was changed by somebody else"
      description="It changed after it was read here, so nothing was written. Everything else in the file stays as they left it, whichever you choose."
      footer={
        <>
          <Button onClick={() => void settle('theirs')}>Keep theirs</Button>
          <Button variant="primary" onClick={() => void settle('mine')}>
            Write mine
          </Button>
        </>
      }
    >
      <table className="w-full table-fixed">
        <thead className="text-small text-muted">
          <tr className="border-b border-line">
            <th scope="col" className="py-1 text-left font-normal">
              Key
            </th>
            <th scope="col" className="px-2 py-1 text-left font-normal">
              Yours
            </th>
            <th scope="col" className="py-1 text-left font-normal">
              Theirs
            </th>
          </tr>
        </thead>
        <tbody>
          {conflict.sides.map(({ path, yours, theirs }) => (
            <tr key={keyText(path)} className="border-b border-line align-top last:border-b-0">
              <th scope="row" className="py-1 text-left font-normal">
                <code className="break-all select-text">{drawLine(keyText(path))}</code>
              </th>
              <td className="px-2 py-1">{shown(path, yours)}</td>
              <td className="py-1">{shown(path, theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
