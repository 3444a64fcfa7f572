// One feature: its switch, what it does, and where written and running differ.
import { Lock, RotateCcw } from 'lucide-react'
import { memo } from 'react'
import { Badge, CopyButton, IconButton, Select, Switch, tip, type Tone } from '../../kit'
import type { FeatureRow, Stage } from '../../stores/config/feature-rows'
import { drawLine } from '../../text/visible-text'
import { featureWords } from './feature-words'

/** What a profile says of features, shown in a column of its own. */
export interface FeatureProfile {
  name: string
  /** What its file says as on or off, by feature. */
  values: Readonly<Record<string, boolean>>
  /** Null leaves the feature to the configuration under the profile. */
  onSet: (feature: string, value: boolean | null) => void
}

export interface FeatureActs {
  toggle: (row: FeatureRow, on: boolean) => void
  reset: (row: FeatureRow) => void
}

interface FeatureRowViewProps {
  row: FeatureRow
  /** On its way to the file; undefined when nothing is, null when it is deleted. */
  pending: boolean | null | undefined
  problem: string | undefined
  note: string | undefined
  profile: FeatureProfile | null
  acts: FeatureActs
}

export const stageLooks: Readonly<Record<Stage, { word: string; tone: Tone; about: string }>> = {
  stable: { word: 'stable', tone: 'neutral', about: 'Finished; most are on by default.' },
  beta: { word: 'beta', tone: 'accent', about: 'To be tried; may still change.' },
  underDevelopment: {
    word: 'in development',
    tone: 'waiting',
    about: 'Not finished: may do nothing, or break chats. Codex warns in each new chat while one is on.',
  },
  deprecated: { word: 'deprecated', tone: 'waiting', about: 'Still works, and will go.' },
  removed: { word: 'removed', tone: 'removed', about: 'Codex has dropped it: its switch does nothing any more.' },
  other: { word: 'other', tone: 'neutral', about: 'A stage that this app doesn’t know.' },
}

const onOff = (on: boolean): string => (on ? 'on' : 'off')
const profileOptions = [
  { value: '', label: '–' },
  { value: 'on', label: 'on' },
  { value: 'off', label: 'off' },
]

export const FeatureRowView = memo(function FeatureRowView(props: FeatureRowViewProps) {
  const { row, pending, problem, note, profile, acts } = props
  const { name, stage, displayName, description, announcement, defaultEnabled, written, fixed, differs } = row
  const about = description ?? featureWords(name)
  const stageLook = stageLooks[stage]
  const on = pending === undefined ? row.runs : (pending ?? defaultEnabled)
  return (
    <div
      data-testid="feature"
      data-feature={name}
      aria-busy={pending !== undefined}
      className="@container flex items-start gap-3 border-b border-line py-1.5"
    >
      <span className="flex w-8 shrink-0 justify-end pt-0.5" {...(fixed === null ? {} : tip(fixed))}>
        <Switch label={name} on={on} disabled={fixed !== null} onChange={(next) => acts.toggle(row, next)} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          {displayName !== null && <span className="truncate">{drawLine(displayName)}</span>}
          <code className="truncate select-text" {...tip(name)}>
            {drawLine(name)}
          </code>
          <Badge tone={stageLook.tone} title={stageLook.about}>
            {stageLook.word}
          </Badge>
          {row.required !== null && (
            <span className="inline-flex items-center gap-1 text-small text-muted">
              <Lock aria-hidden size={12} />
              {fixed}
            </span>
          )}
        </div>
        {about !== '' && <div className="text-small break-words text-muted">{about}</div>}
        {announcement !== null && announcement !== '' && (
          <div className="text-small break-words text-muted">{announcement}</div>
        )}
        {differs !== null && pending === undefined && (
          <div role="status" className="text-small break-words text-waiting">
            {differs}
          </div>
        )}
        {note !== undefined && <div className="text-small break-words text-waiting">{note}</div>}
        {problem !== undefined && (
          <div role="alert" className="flex items-start gap-1 text-small text-failed">
            <span className="min-w-0 break-words select-text">{problem}</span>
            <CopyButton text={problem} label="Copy the reason" />
          </div>
        )}
      </div>
      {profile && (
        <Select
          label={`${name} in the profile ${profile.name}`}
          className="w-16"
          value={Object.hasOwn(profile.values, name) ? onOff(profile.values[name] === true) : ''}
          options={profileOptions}
          disabled={stage === 'removed'}
          onChange={(value) => profile.onSet(name, value === '' ? null : value === 'on')}
        />
      )}
      <span className="w-20 shrink-0 text-small text-muted @lg:w-28">
        {written === null ? `default: ${onOff(defaultEnabled)}` : `written: ${onOff(written)}`}
        {written !== null && written !== defaultEnabled && (
          <span className="block text-faint">default: {onOff(defaultEnabled)}</span>
        )}
      </span>
      <IconButton
        label={`Reset ${name}: delete it from this home`}
        icon={RotateCcw}
        size="sm"
        disabled={written === null || pending !== undefined}
        className={written === null ? 'invisible' : ''}
        onClick={() => acts.reset(row)}
      />
    </div>
  )
})
