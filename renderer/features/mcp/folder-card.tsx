// A server that the folder brings, with all that it would run or reach, and the person's word on it. The word counts for exactly
// this definition: another one asks again.
import { useState } from 'react'
import type { FolderServer } from '../../../preload/contract/mcp'
import { Badge, Button, CollapsibleRow } from '../../kit'
import { useArmed } from '../../kit/use-armed'
import { isWaiting, useFolderServers } from '../../stores/config/mcp-folder'
import { Fact, Literal } from '../../text/facts'
import { hidesSomething } from '../../text/hidden'
import { drawLine } from '../../text/visible-text'
import { definitionDiff, definitionLines } from './definition-diff'
import { DefinitionFacts } from './definition-facts'

interface FolderCardProps {
  projectId: string
  server: FolderServer
  /** Several stand below one another, each with its name. */
  named?: boolean
}

const badges = {
  waiting: { word: 'waits for you', tone: 'waiting' },
  changed: { word: 'changed since you approved it', tone: 'waiting' },
  approved: { word: 'you let it run', tone: 'neutral' },
  refused: { word: 'you keep it off', tone: 'neutral' },
} as const

export function FolderCard({ projectId, server, named = true }: FolderCardProps) {
  const { name, state, definition, before, overridesOwn, file, hash } = server
  const hides = definitionLines(definition).some(([label, value]) => hidesSomething(label) || hidesSomething(value))
  return (
    <section aria-label={`Server ${name} of the folder`} data-testid="folder-server" className="flex flex-col gap-2">
      {named && (
        <div className="flex min-w-0 items-center gap-2">
          <h3 className="min-w-0 truncate font-semibold" data-tip={name}>
            {drawLine(name)}
          </h3>
          <Badge tone={badges[state].tone}>{badges[state].word}</Badge>
        </div>
      )}
      {overridesOwn && (
        <p className="text-waiting">It changes a server that you have set up yourself under this name.</p>
      )}
      {hides && <p className="text-waiting">It holds characters that can’t be seen; they are marked below.</p>}
      {state === 'changed' && before && <Changes before={before} now={definition} />}
      {state === 'changed' && before ? (
        <CollapsibleRow summary={<span className="text-muted">All of it, as it is now</span>} defaultOpen>
          <DefinitionFacts definition={definition} />
        </CollapsibleRow>
      ) : (
        <DefinitionFacts definition={definition} />
      )}
      <Fact label="Brought by">
        <Literal text={file} />
      </Fact>
      <Decide key={hash} projectId={projectId} server={server} />
    </section>
  )
}

function Changes({ before, now }: { before: FolderServer['definition']; now: FolderServer['definition'] }) {
  const lines = definitionDiff(before, now)
  if (lines.length === 0) return <p className="text-muted">What changed makes no difference that is shown here.</p>
  return (
    <div aria-label="What changed" role="group" className="flex flex-col gap-1 select-text">
      {lines.map((line) => (
        <div key={line.label} className="flex flex-col">
          <span className="text-small text-muted">{line.label}</span>
          {line.before !== null && (
            <del className="rounded-sm bg-removed-soft px-1 no-underline">
              <span className="sr-only">before: </span>
              <Literal text={line.before} />
            </del>
          )}
          {line.now !== null && (
            <ins className="rounded-sm bg-added-soft px-1 no-underline">
              <span className="sr-only">now: </span>
              <Literal text={line.now} />
            </ins>
          )}
        </div>
      ))}
    </div>
  )
}

/** Anew for each hash, so that the buttons are shut for a moment whenever what they are about becomes another thing. */
function Decide({ projectId, server }: { projectId: string; server: FolderServer }) {
  const { deciding, problem, decide } = useFolderServers()
  const armed = useArmed()
  const [choice, setChoice] = useState<boolean | null>(null)
  const busy = deciding === server.name
  const choose = (approve: boolean): void => {
    setChoice(approve)
    void decide(projectId, server, approve).finally(() => setChoice(null))
  }
  const waits = isWaiting(server)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap gap-2">
        {(waits || server.state === 'refused') && (
          <Button
            variant={waits ? 'primary' : 'quiet'}
            disabled={!armed || deciding !== null}
            busy={busy && choice === true}
            onClick={() => choose(true)}
          >
            Let it run
          </Button>
        )}
        {server.state !== 'refused' && (
          <Button disabled={deciding !== null} busy={busy && choice === false} onClick={() => choose(false)}>
            Keep it off
          </Button>
        )}
      </div>
      {problem?.name === server.name && (
        <p role="alert" className="break-words text-failed select-text">
          {problem.message} What is shown now is how it is.
        </p>
      )}
    </div>
  )
}
