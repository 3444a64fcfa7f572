// A write to all homes that goes on: how far it is, and a way to stop it. Homes without a running Codex start one for it, which takes
// its time.
import { Button, Spinner } from '../../kit'
import { useAllHomes } from '../../stores/config/all-homes'

/** `what` names what is written; without it only a write that goes on is shown. */
export function AllHomes({ what }: { what?: string }) {
  const { progress, stopping, stop } = useAllHomes()
  if (what === undefined && progress === null) return null
  const going = what === undefined ? 'Going through every home' : `Going through every home with ${what}`
  const done = progress === null ? '…' : `: ${progress.done} of ${progress.of}`
  const button = progress !== null && !stopping && (
    <Button size="sm" onClick={() => void stop()}>
      Stop
    </Button>
  )
  return (
    <div data-testid="all-homes">
      <Spinner label={stopping ? 'Stopping after the homes that were begun…' : `${going}${done}`} action={button} />
    </div>
  )
}
