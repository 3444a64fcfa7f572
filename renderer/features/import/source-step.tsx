// Where the sessions come from.
import { Folder, FolderOpen, House } from 'lucide-react'
import { Button, Spinner } from '../../kit'
import { useImport } from '../../stores/sessions/import'

export function SourceStep() {
  const sources = useImport((state) => state.sources)
  const problem = useImport((state) => state.problem)
  const look = useImport((state) => state.look)
  const pick = useImport((state) => state.pick)
  return (
    <div className="flex flex-col gap-1">
      {problem && (
        <p role="alert" className="break-words text-failed select-text">
          {problem.message}
        </p>
      )}
      {sources.map((source) => {
        const Icon = source.kind === 'home' ? House : Folder
        return (
          <button
            key={source.id}
            type="button"
            data-testid="import-source"
            onClick={() => void look(source)}
            className="flex min-h-9 w-full items-center gap-2 rounded-md border border-line px-3 py-1 text-left hover:bg-hover"
          >
            <Icon aria-hidden size={15} className="shrink-0 text-muted" />
            <span className="min-w-0 flex-1">
              <span className="block truncate">{source.label}</span>
              <span className="block truncate text-small text-faint">{source.path}</span>
            </span>
          </button>
        )
      })}
      <span className="pt-1">
        <Button icon={FolderOpen} onClick={() => void pick()}>
          Choose a folder…
        </Button>
      </span>
    </div>
  )
}

export function ScanningStep() {
  return <Spinner label="Looking through the sessions…" className="py-6" />
}
