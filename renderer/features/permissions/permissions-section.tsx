// The permissions of a project as its config.toml says them, each with what it means, and which of them count in this app.
import { useEffect, type ReactNode } from 'react'
import type { Project } from '../../../preload/contract/model'
import { presets } from '../../../preload/contract/presets'
import { Badge, Checkbox, ChoiceList, EmptyState, SettingRow, Spinner } from '../../kit'
import { useDraft } from '../../stores/composer/composer'
import { newThreadKey } from '../../stores/threads/model'
import { nothingRead, useEffective } from '../../stores/config/effective'
import { useKey } from '../../stores/config/key-choice'
import { homeLayer, isTable, valueAt } from '../../stores/config/layers'
import {
  approvalPath,
  approvals,
  networkPath,
  reviewerPath,
  reviewers,
  sandboxModes,
  sandboxPath,
  unset,
  type ValueWords,
} from '../../stores/config/permissions'
import { ProfileRows } from './profile-rows'
import { RootsRow } from './roots-row'

interface PermissionsSectionProps {
  project: Project
  /** Asked when somebody else changed config.toml meanwhile. */
  conflict?: ReactNode
}

export function PermissionsSection({ project, conflict }: PermissionsSectionProps) {
  const config = useEffective((state) => state.byProject[project.id] ?? nothingRead)
  const watch = useEffective((state) => state.watch)
  useEffect(() => watch(project.id), [watch, project.id])
  if (config.unread && config.problem !== null)
    return (
      <EmptyState title="The configuration could not be read">
        <span role="alert">{config.problem.message}</span> Mend it in Configuration.
      </EmptyState>
    )
  if (config.unread) return <Spinner label="Reading the configuration…" className="justify-center p-8" />
  const home = homeLayer(config.layers)?.config
  const hasDefault = valueAt(home, ['default_permissions']) !== undefined
  return (
    <section aria-label="Permissions" data-testid="permissions" className="flex flex-col gap-4">
      <InApp project={project} />
      <RootsRow project={project} />
      <Heading title="Codex in a terminal">
        What config.toml of this project’s home says. Chats in this app don’t go by it: they run with the permission
        that you choose under the message, and ask you.
      </Heading>
      <KeyChoiceRow
        project={project}
        path={sandboxPath}
        title="Sandbox"
        options={sandboxModes}
        note={hasDefault ? 'A permission profile is chosen below, which wins over this.' : undefined}
      />
      <NetworkRow project={project} />
      <KeyChoiceRow project={project} path={approvalPath} title="When Codex asks" options={approvals} />
      <KeyChoiceRow project={project} path={reviewerPath} title="Who answers" options={reviewers} />
      <ProfileRows project={project} />
      {conflict}
    </section>
  )
}

function Heading({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="pt-2">
      <h3 className="font-semibold">{title}</h3>
      <p className="text-muted">{children}</p>
    </div>
  )
}

/** What counts for chats here, whatever config.toml says. */
function InApp({ project }: { project: Project }) {
  const draft = useDraft(newThreadKey(project.id))
  const preset = presets.find(({ id }) => id === draft.preset)
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-semibold">Chats in this app</h3>
      {project.trust === 'trusted' ? (
        <p className="text-muted">
          Each chat runs with the permission chosen under its message; new ones begin with{' '}
          <span className="text-text">{preset?.label}</span>. {preset?.description} Full access is chosen in a chat,
          asked about each time, and never a default.
        </p>
      ) : (
        <p className="text-waiting">This folder is not trusted: chats only read here, and nothing below widens that.</p>
      )}
    </div>
  )
}

interface KeyChoiceRowProps {
  project: Project
  path: readonly string[]
  title: string
  options: readonly ValueWords[]
  note?: string
}

function KeyChoiceRow({ project, path, title, options, note }: KeyChoiceRowProps) {
  const key = useKey(project.id, path)
  const value = typeof key.home === 'string' ? key.home : unset
  const isOther = key.home !== undefined && !options.some((option) => option.value === key.home)
  const isTableValue = isTable(key.home)
  const chosen = options.find((option) => option.value === value)
  // Old values are offered only where they stand already.
  const offered = options.filter((option) => option.value !== 'on-failure' || key.home === 'on-failure')
  return (
    <SettingRow
      title={
        <span className="flex flex-wrap items-center gap-x-2">
          {title}
          <code className="text-small text-faint">{path.join('.')}</code>
          {chosen?.danger && <Badge tone="failed">Full access</Badge>}
        </span>
      }
      problem={key.problem}
      note={key.note ?? note}
      about={
        <div className="pt-1">
          <ChoiceList
            label={title}
            value={isOther ? '\0' : value}
            disabled={key.busy}
            options={[
              ...offered,
              ...(isOther
                ? [
                    {
                      value: '\0',
                      label: isTableValue ? 'A mixture of your own' : `“${String(key.home)}”`,
                      about: isTableValue
                        ? 'Made of several settings; change it in Configuration.'
                        : 'A value that this app doesn’t know.',
                    },
                  ]
                : []),
            ]}
            onChange={(next) => {
              if (next !== '\0') void key.write(next === unset ? null : next)
            }}
          />
        </div>
      }
    />
  )
}

function NetworkRow({ project }: { project: Project }) {
  const key = useKey(project.id, networkPath)
  return (
    <SettingRow
      title={
        <span className="flex flex-wrap items-center gap-x-2">
          Network <code className="text-small text-faint">{networkPath.join('.')}</code>
        </span>
      }
      problem={key.problem}
      note={key.note}
      about={
        <div className="pt-1">
          <Checkbox
            label="Commands may use the network"
            hint="Counts with “Write in the folder”. A command could then send what it reads anywhere."
            checked={key.home === true}
            disabled={key.busy}
            onChange={(on) => void key.write(on ? true : null)}
          />
        </div>
      }
    />
  )
}
