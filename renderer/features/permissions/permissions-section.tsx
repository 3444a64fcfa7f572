// The permissions of a project: what its chats in this app may do, and what its config.toml says for them and for a terminal, each
// with what it means.
import { useEffect, type ReactNode } from 'react'
import type { Project } from '../../../preload/contract/model'
import { granularOf } from '../../../preload/contract/presets'
import { Checkbox, EmptyState, SettingRow, Spinner } from '../../kit'
import { useComposer } from '../../stores/composer/composer'
import { newThreadKey } from '../../stores/threads/model'
import { nothingRead, useEffective } from '../../stores/config/effective'
import { useKey } from '../../stores/config/key-choice'
import { homeLayer, valueAt } from '../../stores/config/layers'
import {
  allQuestions,
  approvalPath,
  approvals,
  networkPath,
  presetFor,
  reviewerPath,
  reviewers,
  sandboxModes,
  sandboxPath,
} from '../../stores/config/permissions'
import { ChatPermission } from './chat-permission'
import { hereToo, KeyChoiceRow, KeyTitle } from './key-choice-row'
import { ProfileRows } from './profile-rows'
import { QuestionsRow } from './questions-row'
import { RootsRow } from './roots-row'

interface PermissionsSectionProps {
  project: Project
  /** Asked when somebody else changed config.toml meanwhile. */
  conflict?: ReactNode
}

export function PermissionsSection({ project, conflict }: PermissionsSectionProps) {
  const config = useEffective((state) => state.byProject[project.id] ?? nothingRead)
  const watch = useEffective((state) => state.watch)
  const edit = useComposer((state) => state.edit)
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
  /** New chats here follow what is chosen for a terminal, but for full access. */
  const follow = (sandbox: unknown, approval: unknown): void => {
    const preset = presetFor(sandbox, approval)
    if (preset !== null) edit(newThreadKey(project.id), { preset })
  }
  return (
    <section aria-label="Permissions" data-testid="permissions" className="flex flex-col gap-4">
      <Heading title="Chats in this app">What Codex may do without asking you.</Heading>
      <ChatPermission project={project} />
      <Heading title="Here and in a terminal">
        In config.toml of this project’s home. Chats of this app go by it from the next message on; what the folder’s
        own .codex/ says about it is left out here.
      </Heading>
      <RootsRow project={project} />
      <NetworkRow project={project} />
      <QuestionsRow project={project} />
      <KeyChoiceRow
        project={project}
        path={reviewerPath}
        title="Who answers"
        options={reviewers}
        counts="here too"
        // Codex's older name of it.
        amounts={(value) => (value === 'guardian_subagent' ? 'auto_review' : null)}
      />
      <Heading title="Codex in a terminal">
        What Codex begins with in a terminal that uses this home. Chats that are open here keep the permission under
        their message; new ones follow the first two.
      </Heading>
      <KeyChoiceRow
        project={project}
        path={sandboxPath}
        title="Sandbox"
        options={sandboxModes}
        note={hasDefault ? 'A permission profile is chosen below, which wins over this.' : undefined}
        onWritten={(sandbox) => follow(sandbox, valueAt(home, approvalPath))}
      />
      <KeyChoiceRow
        project={project}
        path={approvalPath}
        title="When Codex asks"
        options={approvals}
        amounts={(value) => (granularOf(value) === null ? null : 'granular')}
        written={{ granular: { granular: { ...allQuestions } } }}
        onWritten={(approval) => follow(valueAt(home, sandboxPath), approval)}
      />
      <ProfileRows project={project} />
      {conflict}
    </section>
  )
}

function Heading({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="pt-2 first:pt-0">
      <h3 className="font-semibold">{title}</h3>
      <p className="text-muted">{children}</p>
    </div>
  )
}

function NetworkRow({ project }: { project: Project }) {
  const key = useKey(project.id, networkPath)
  return (
    <SettingRow
      title={<KeyTitle title="Network" path={networkPath} />}
      problem={key.problem}
      note={hereToo(key.note)}
      about={
        <div className="pt-1 text-text">
          <Checkbox
            label="Commands may use the network"
            hint="With “Auto in folder” here, with “Write in the folder” in a terminal. A command could then send what it reads anywhere."
            checked={key.home === true}
            disabled={key.busy}
            onChange={(on) => void key.write(on ? true : null)}
          />
        </div>
      }
    />
  )
}
