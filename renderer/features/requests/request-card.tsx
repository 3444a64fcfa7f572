// One waiting request, in place above the composer or in the inbox. The card itself can take the focus: then, and only
// then, y, a and n choose. No other key approves anything, and no button has the focus by itself.
import { CircleHelp, FileDiff, KeyRound, Plug, SquareTerminal, type LucideIcon } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { PendingRequest } from '../../../preload/contract/model'
import { Button, cx, shortAge, useNow } from '../../kit'
import { useUi } from '../../stores/app/ui'
import { AnswerProblem } from './answer-problem'
import { choicesOf, RequestBody, tellsProblem } from './request-body'
import { requestTitle } from './titles'
import { useAnswer } from './use-answer'
import { useArmed } from '../../kit/use-armed'

const icons: Record<string, LucideIcon> = {
  'item/commandExecution/requestApproval': SquareTerminal,
  execCommandApproval: SquareTerminal,
  'item/fileChange/requestApproval': FileDiff,
  applyPatchApproval: FileDiff,
  'item/permissions/requestApproval': KeyRound,
  'mcpServer/elicitation/request': Plug,
}

interface RequestCardProps {
  request: PendingRequest
  placement: 'inline' | 'inbox'
  /** Shown in the inbox. */
  projectName?: string
  onOpenChat?: () => void
}

export function RequestCard({ request, placement, projectName, onOpenChat }: RequestCardProps) {
  const card = useRef<HTMLElement>(null)
  const answering = useAnswer(request.key)
  const armed = useArmed()
  const now = useNow(30_000)
  const choices = choicesOf(request)
  const Icon = icons[request.method] ?? CircleHelp
  const title = requestTitle(request)
  // In place comes first: the inbox takes the focus only for requests that belong to no chat.
  const here = placement === 'inline' || request.threadId === null
  const wanted = useUi((state) => state.focusRequestKey === request.key) && here
  const focusRequest = useUi((state) => state.focusRequest)

  useEffect(() => {
    if (!wanted || !card.current) return
    card.current.focus()
    card.current.scrollIntoView?.({ block: 'nearest' })
    focusRequest(null)
  }, [wanted, focusRequest])

  const key = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.repeat || answering.busy || !armed) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const choice = choices.find((candidate) => candidate.key === event.key.toLowerCase())
    if (!choice) return
    event.preventDefault()
    answering.send(choice.response)
  }
  const hints = choices.flatMap((choice) => (choice.key ? [`${choice.key} ${choice.label.toLowerCase()}`] : []))

  return (
    <section
      ref={card}
      tabIndex={0}
      aria-label={title}
      data-testid="request"
      data-method={request.method}
      data-placement={placement}
      data-request-key={request.key}
      onKeyDown={key}
      className={cx(
        'group/card flex flex-col gap-3 p-3',
        placement === 'inline' ? 'rounded-md border border-edge bg-raised' : 'border-b border-line',
      )}
    >
      <header className="flex items-center gap-2">
        <Icon aria-hidden size={16} className="shrink-0 text-waiting" />
        <h3 className="min-w-0 flex-1 truncate font-semibold">{title}</h3>
        {hints.length > 0 && (
          <span className="hidden text-small text-faint group-focus/card:inline">{hints.join(' · ')}</span>
        )}
        <span className="text-small text-faint">{shortAge(request.receivedAtMs, now)}</span>
        {onOpenChat && (
          <Button variant="plain" size="sm" onClick={onOpenChat}>
            Open chat
          </Button>
        )}
      </header>
      {projectName !== undefined && <p className="-mt-2 truncate pl-6 text-small text-muted">{projectName}</p>}
      <RequestBody request={request} choices={choices} answering={answering} />
      {!tellsProblem(request) && <AnswerProblem problem={answering.problem} />}
    </section>
  )
}
