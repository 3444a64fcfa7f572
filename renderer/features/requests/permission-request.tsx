// item/permissions/requestApproval: each permission can be ticked or left out, for this turn or for the session.
import { useState } from 'react'
import type { PermissionGrantScope } from '@protocol/v2/PermissionGrantScope'
import type { PendingRequest } from '../../../preload/contract/model'
import { Button, Checkbox, Segmented } from '../../kit'
import { fields, textIn } from '../../stores/threads/decode'
import { permissionsAnswer } from './answers'
import { Fact, Literal } from '../../text/facts'
import { Reason } from './facts'
import { denies, grantedProfile, grantLines } from './permission-grants'
import type { Answering } from './use-answer'
import { useArmed } from '../../kit/use-armed'

const scopes: readonly { value: PermissionGrantScope; label: string }[] = [
  { value: 'turn', label: 'This turn' },
  { value: 'session', label: 'This session' },
]

export function PermissionRequest({ request, answering }: { request: PendingRequest; answering: Answering }) {
  const params = fields(request.params)
  const lines = grantLines(params['permissions'])
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(lines.map((line) => line.id)))
  const [scope, setScope] = useState<PermissionGrantScope>('turn')
  const armed = useArmed()
  const tick = (id: string, on: boolean) => {
    const next = new Set(ticked)
    if (on) next.add(id)
    else next.delete(id)
    setTicked(next)
  }
  const some = lines.some((line) => ticked.has(line.id) && !denies(line))
  return (
    <div className="flex flex-col gap-3">
      <Reason text={textIn(params, 'reason')} />
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-muted">Codex asks for</legend>
        {lines.length === 0 && <p>Nothing that this app can read.</p>}
        {lines.map((line) => (
          <Checkbox
            key={line.id}
            disabled={denies(line)}
            checked={denies(line) || ticked.has(line.id)}
            onChange={(on) => tick(line.id, on)}
            label={
              <>
                {line.label} {line.subject !== null && <Literal text={line.subject} />}
              </>
            }
            hint={denies(line) ? 'Stays shut, whatever else is granted.' : undefined}
          />
        ))}
      </fieldset>
      {textIn(params, 'cwd') !== null && (
        <Fact label="Works in">
          <Literal text={textIn(params, 'cwd') ?? ''} />
        </Fact>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Segmented label="For how long" value={scope} onChange={setScope} options={scopes} />
        <Button
          variant="primary"
          disabled={!some || !armed}
          busy={answering.busy}
          onClick={() => answering.send(permissionsAnswer(grantedProfile(params['permissions'], ticked), scope))}
        >
          Grant
        </Button>
        <Button disabled={answering.busy} onClick={() => answering.send(permissionsAnswer({}, 'turn'))}>
          Decline
        </Button>
      </div>
    </div>
  )
}
