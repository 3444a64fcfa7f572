// What can be done from a turn of the past: copy the answer, go on from here in another chat, go back to here, ask aside.
import { Copy, Ellipsis, FileDiff, GitFork, History, MessageCircleQuestion, Pencil } from 'lucide-react'
import { IconButton, Menu, type MenuEntry } from '../../kit'
import { isItem, type TurnState } from '../../stores/threads/model'
import { tellFailure } from '../../stores/app/notices'
import { showChanges } from '../../stores/changes/chosen'
import { useThreads } from '../../stores/threads/threads'
import { useTurnActs } from '../../stores/threads/turn-acts'
import { askedIn } from './resend'
import { askRewind } from './rewind-act'

interface TurnMenuProps {
  turn: TurnState
  projectId: string
  threadId: string
}

export function TurnMenu({ turn, projectId, threadId }: TurnMenuProps) {
  const fork = async (): Promise<void> => {
    const result = await useThreads.getState().fork(projectId, threadId, { through: turn.id })
    if (!result.ok) tellFailure('The chat was not forked', result.error, projectId)
  }
  const entries = (): MenuEntry[] => {
    const asked = askedIn(turn)
    const answer = answerOf(turn)
    return [
      {
        kind: 'item',
        label: 'Copy the answer',
        icon: Copy,
        disabled: answer === '',
        onSelect: () => void navigator.clipboard.writeText(answer),
      },
      { kind: 'separator' },
      { kind: 'item', label: 'Fork from here', icon: GitFork, onSelect: () => void fork() },
      {
        kind: 'item',
        label: 'Edit this message…',
        icon: Pencil,
        disabled: asked === null,
        onSelect: () =>
          asked !== null && useTurnActs.getState().askEdit({ projectId, threadId, turnId: turn.id, asked }),
      },
      {
        kind: 'item',
        label: 'Rewind to before this…',
        icon: History,
        disabled: turn.local === true,
        onSelect: () => askRewind(projectId, threadId, turn.id),
      },
      {
        kind: 'item',
        label: 'Show what it changed',
        icon: FileDiff,
        onSelect: () => showChanges(projectId, threadId, { kind: 'turn', turnId: turn.id }),
      },
      {
        kind: 'item',
        label: 'Ask on the side…',
        icon: MessageCircleQuestion,
        onSelect: () => void useTurnActs.getState().openSide(projectId, threadId),
      },
    ]
  }
  return (
    <Menu
      entries={entries}
      align="end"
      trigger={
        <IconButton
          size="sm"
          label="More about this turn"
          icon={Ellipsis}
          className="opacity-0 group-hover/foot:opacity-100 group-focus-within/foot:opacity-100 data-[state=open]:opacity-100"
        />
      }
    />
  )
}

/** What Codex said in a turn, its messages one after the other. */
function answerOf(turn: TurnState): string {
  return turn.items.flatMap((item) => (isItem(item, 'agentMessage') ? [item.text] : [])).join('\n\n')
}
