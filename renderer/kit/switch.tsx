// On or off, at once. For a choice that waits for a button use Checkbox.
import { Switch as Radix } from 'radix-ui'

interface SwitchProps {
  /** Accessible name. */
  label: string
  on: boolean
  onChange: (on: boolean) => void
  disabled?: boolean
}

export function Switch({ label, on, onChange, disabled }: SwitchProps) {
  return (
    <Radix.Root
      aria-label={label}
      checked={on}
      disabled={disabled}
      onCheckedChange={onChange}
      className="inline-flex h-4 w-7 shrink-0 items-center rounded-full border border-edge bg-selected p-px disabled:opacity-55 data-[state=checked]:border-accent-solid data-[state=checked]:bg-accent-solid"
    >
      <Radix.Thumb className="size-3 rounded-full bg-muted transition-transform data-[state=checked]:translate-x-3 data-[state=checked]:bg-on-accent" />
    </Radix.Root>
  )
}
