// Prompts of a project: what each says and how it is called, writing them, and those that the person has for all projects.
import { MessageSquareText, Plus, RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button, EmptyState, IconButton, Spinner } from '../../kit'
import { noPrompts, usePrompts } from '../../stores/config/prompts'
import { GroupTitle } from './group-title'
import { PathText } from './path-text'
import { ProblemLine, WarningLine } from './problem-line'
import { PromptNameDialog } from './prompt-name-dialog'
import { OwnPrompt, SharedPrompt } from './prompt-rows'

export function PromptsSection({ project }: { project: Project }) {
  const { folder, prompts, left, loaded, problem } = usePrompts((state) => state.byProject[project.id] ?? noPrompts)
  const load = usePrompts((state) => state.load)
  const [asksName, setAsksName] = useState(false)
  /** A prompt that is being written and not saved yet. */
  const [begun, setBegun] = useState<string | null>(null)
  useEffect(() => void load(project.id), [load, project.id])

  const again = () => void load(project.id)
  if (!loaded && problem !== null)
    return <ProblemLine tried="The prompts could not be listed" error={problem} onAgain={again} />
  if (!loaded) return <Spinner label="Looking for prompts…" className="justify-center p-8" />
  const own = prompts.filter(({ where }) => where === 'home')
  const shared = prompts.filter(({ where }) => where === 'person')
  const isNew = begun !== null && !own.some(({ name }) => name === begun)
  return (
    <section aria-label="Prompts" data-testid="prompts" className="flex flex-col gap-4">
      <p className="text-muted">
        A prompt is a message that you send often: <code>/prompts:name</code> in the composer puts its text in its
        place. What follows the name goes where the text says <code>$ARGUMENTS</code> or <code>$1</code>. Codex itself
        reads prompts no longer, so a terminal doesn’t have them; a skill works there as well.
      </p>
      {problem && <ProblemLine tried="This list is older" error={problem} onAgain={again} />}
      <div className="flex flex-col">
        <GroupTitle title="This project’s home" count={own.length}>
          <IconButton label="Look again" icon={RotateCw} size="sm" onClick={again} />
          <Button size="sm" icon={Plus} onClick={() => setAsksName(true)}>
            New…
          </Button>
        </GroupTitle>
        {own.length === 0 && !isNew && (
          <EmptyState icon={MessageSquareText} title="No prompts yet">
            Write one here, or put Markdown files into <span className="font-mono break-all">{folder}</span>.
          </EmptyState>
        )}
        {isNew && <OwnPrompt key={begun} projectId={project.id} name={begun} prompt={null} onSaved={again} />}
        {own.map((prompt) => (
          <OwnPrompt
            key={prompt.name}
            projectId={project.id}
            name={prompt.name}
            prompt={prompt}
            isOpen={prompt.name === begun}
            onSaved={again}
          />
        ))}
      </div>
      {shared.length > 0 && (
        <div className="flex flex-col">
          <GroupTitle title="Yours, for all projects" count={shared.length} />
          {shared.map((prompt) => (
            <SharedPrompt key={prompt.path} prompt={prompt} />
          ))}
        </div>
      )}
      {left.length > 0 && (
        <div className="flex flex-col gap-1">
          <GroupTitle title="Left out" count={left.length} />
          {left.map(({ path, why }) => (
            <div key={path} className="flex flex-col py-0.5">
              <WarningLine>{why}</WarningLine>
              <PathText path={path} className="pl-5" />
            </div>
          ))}
        </div>
      )}
      {asksName && (
        <PromptNameDialog
          taken={own.map(({ name }) => name)}
          onClose={() => setAsksName(false)}
          onName={(name) => {
            setAsksName(false)
            setBegun(name)
          }}
        />
      )}
    </section>
  )
}
