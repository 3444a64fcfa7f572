// Reminds of the open question of trust after its dialog was closed without an answer: nothing can be sent until then.
import { Button } from '../../kit'

export function TrustStrip({ onOpen }: { onOpen: () => void }) {
  return (
    <div
      role="status"
      className="flex min-h-9 shrink-0 items-center gap-3 border-b border-line bg-waiting-soft px-4 py-1"
    >
      <span className="min-w-0 flex-1">Say whether you trust this folder before the first chat.</span>
      <Button size="sm" onClick={onOpen}>
        Decide…
      </Button>
    </div>
  )
}
