// One feature: its switch, what it does, and where written and running differ. In a profile, `written` is what that says.
import { Lock, RotateCcw } from 'lucide-react'
import { memo } from 'react'
import { shallow } from 'zustand/shallow'
import { Badge, CopyButton, cx, IconButton, Switch, tip, type Tone } from '../../kit'
import type { FeatureRow, Stage } from '../../stores/config/feature-rows'
import { drawLine } from '../../text/visible-text'
import { featureWords } from './feature-words'
import { useFeatureEdit } from './use-feature-edit'

export interface FeatureActs {
  toggle: (row: FeatureRow, on: boolean) => void
  reset: (row: FeatureRow) => void
}

interface FeatureRowViewProps {
  projectId: string
  row: FeatureRow
  /** The profile that is switched in; null for config.toml. */
  profile: string | null
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

/** Each answer of Codex makes rows anew, most of them as they were. */
const isSame = ({ row: old, ...before }: FeatureRowViewProps, { row, ...now }: FeatureRowViewProps): boolean =>
  shallow(old, row) && shallow(before, now)

export const FeatureRowView = memo(function FeatureRowView(props: FeatureRowViewProps) {
  const { projectId, row, profile, acts } = props
  const { pending, problem, note, isRunning } = useFeatureEdit(projectId, profile, row.name)
  const { name, defaultEnabled, written, fixed, differs } = row
  const on = pending === undefined ? row.runs : (pending ?? defaultEnabled)
  return (
    <div
      data-testid="feature"
      data-feature={name}
      aria-busy={pending !== undefined && !isRunning}
      className="@container border-b border-line py-1.5"
    >
      <div className="grid grid-cols-[2rem_minmax(0,1fr)_1.5rem] gap-x-3 @xl:grid-cols-[2rem_minmax(0,1fr)_7rem_1.5rem]">
        <span className="flex justify-end pt-0.5" {...(fixed === null ? {} : tip(fixed))}>
          <Switch label={name} on={on} disabled={fixed !== null} onChange={(next) => acts.toggle(row, next)} />
        </span>
        <div className="min-w-0">
          <FeatureWords row={row} />
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
        {/* Beside the words where there is room, below them where there is none. */}
        <span className="col-start-2 row-start-2 flex flex-wrap gap-x-2 text-small text-muted @xl:col-start-3 @xl:row-start-1 @xl:flex-col @xl:pt-0.5">
          {written !== null && (
            <span>
              {profile === null ? 'written' : 'profile'}: {onOff(written)}
            </span>
          )}
          {(written === null || written !== defaultEnabled) && (
            <span className={written === null ? '' : 'text-faint'}>
              {profile === null ? 'default' : 'without'}: {onOff(defaultEnabled)}
            </span>
          )}
        </span>
        <IconButton
          label={profile === null ? `Reset ${name}: delete it from this home` : `Take ${name} out of ${profile}`}
          icon={RotateCcw}
          size="sm"
          disabled={written === null || pending !== undefined}
          className={cx('col-start-3 row-start-1 @xl:col-start-4', written === null && 'invisible')}
          onClick={() => acts.reset(row)}
        />
      </div>
    </div>
  )
}, isSame)

/** What a press doesn't change. */
const FeatureWords = memo(function FeatureWords({ row }: Pick<FeatureRowViewProps, 'row'>) {
  const { name, displayName, description, announcement, fixed } = row
  const about = description ?? featureWords(name)
  const stageLook = stageLooks[row.stage]
  return (
    <>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
        {displayName !== null && <span className="min-w-0 truncate">{drawLine(displayName)}</span>}
        <code className="min-w-0 truncate select-text" {...tip(name)}>
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
    </>
  )
})
