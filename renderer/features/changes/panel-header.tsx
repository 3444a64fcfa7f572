// The head of the panel: the way to the inspector, the panel over the chat and back, read anew, close.
import { Maximize2, Minimize2, RefreshCw, X } from 'lucide-react'
import { IconButton } from '../../kit'
import { useUi } from '../../stores/app/ui'
import { useChanges } from '../../stores/changes/open-view'

const tab = 'h-10 border-b-2 px-1 text-ui'

export function PanelHeader() {
  const setPanel = useUi((state) => state.setPanel)
  const wide = useUi((state) => state.wideChanges)
  const setWide = useUi((state) => state.setWideChanges)
  const source = useChanges((state) => state.source)
  const reading = useChanges((state) => state.reading)
  return (
    <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line pr-1.5 pl-3">
      <div className="flex flex-1 gap-3">
        <h2 className={`${tab} flex items-center border-accent font-semibold text-text`}>Changes</h2>
        <button
          type="button"
          className={`${tab} border-transparent text-muted hover:text-text`}
          onClick={() => setPanel('inspector')}
        >
          Inspector
        </button>
      </div>
      <span className="flex">
        <IconButton
          label="Read again"
          icon={RefreshCw}
          disabled={source === null}
          onClick={() => useChanges.getState().refresh()}
          className={reading === 'again' ? 'opacity-60' : undefined}
        />
        <IconButton
          label={wide ? 'Beside the chat' : 'Over the chat'}
          icon={wide ? Minimize2 : Maximize2}
          aria-pressed={wide}
          onClick={() => setWide(!wide)}
        />
        <IconButton label="Close panel" icon={X} onClick={() => setPanel(null)} />
      </span>
    </header>
  )
}
