// Says that answers come from the scripted demo. Shown wherever such answers are read or asked for.
import { FlaskConical } from 'lucide-react'

export function DemoMark() {
  return (
    <span
      data-testid="demo-mark"
      data-tip="Answers follow a fixed script on this computer. No account, no network, no AI."
      className="inline-flex h-5 shrink-0 items-center gap-1 rounded-sm bg-waiting-soft px-1.5 text-small text-waiting"
    >
      <FlaskConical aria-hidden size={12} />
      scripted demo, not AI
    </span>
  )
}
