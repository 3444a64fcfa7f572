// The row of decision buttons of an approval.
import { Button } from '../../kit'
import type { Choice } from './choices'
import { useArmed } from '../../kit/use-armed'

interface ChoiceButtonsProps {
  choices: readonly Choice[]
  busy: boolean
  onChoose: (choice: Choice) => void
}

export function ChoiceButtons({ choices, busy, onChoose }: ChoiceButtonsProps) {
  const armed = useArmed()
  const first = choices.find((choice) => choice.kind === 'approve')
  return (
    <div className="flex flex-wrap gap-2">
      {choices.map((choice) => (
        <Button
          key={choice.id}
          variant={choice === first ? 'primary' : 'quiet'}
          disabled={busy || (choice.kind !== 'refuse' && !armed)}
          aria-keyshortcuts={choice.key}
          data-decision={choice.id}
          onClick={() => onChoose(choice)}
          className="max-w-full"
        >
          <span className="truncate">{choice.label}</span>
        </Button>
      ))}
    </div>
  )
}
