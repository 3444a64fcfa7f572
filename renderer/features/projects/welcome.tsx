// The window without any project: what this is, and the one thing to do.
import { FolderOpen } from 'lucide-react'
import { Button, Kbd } from '../../kit'
import { useProjects } from '../../stores/app/projects'

export function Welcome() {
  const pick = useProjects((state) => state.pick)
  return (
    <section data-testid="welcome" className="flex h-full flex-col items-center justify-center gap-4 px-6 text-center">
      <h1 className="text-large font-semibold">Codex Deck</h1>
      <p className="max-w-[440px] text-muted">
        Chat with a folder: Codex reads it, proposes commands and edits, and shows you exactly what it will do before it
        does it.
      </p>
      <Button variant="primary" icon={FolderOpen} onClick={() => void pick()}>
        Open a folder…
      </Button>
      <p className="text-small text-faint">
        or drop one here, or press <Kbd keys="Mod+O" />. You can try it without an account.
      </p>
    </section>
  )
}
