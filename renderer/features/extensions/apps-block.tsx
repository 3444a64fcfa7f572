// Apps: connections of a ChatGPT account to other services. Without a ChatGPT login there are none.
import { useEffect } from 'react'
import { Badge } from '../../kit'
import { editKey, useConfigEdits } from '../../stores/config/config-edits'
import { appEditKey, noApps, useApps, type App } from '../../stores/config/apps'
import { ExternalLink } from '../../text/external-link'
import { drawLine } from '../../text/visible-text'
import { GroupTitle } from './group-title'
import { ProblemLine } from './problem-line'

/** `signedIn`: the project's account is a ChatGPT one. */
export function AppsBlock({ projectId, signedIn }: { projectId: string; signedIn: boolean }) {
  const { apps, loaded, problem, pending } = useApps((state) => state.byProject[projectId] ?? noApps)
  const load = useApps((state) => state.load)
  const watch = useApps((state) => state.watch)
  // Another login has other apps.
  useEffect(() => watch(projectId), [watch, projectId, signedIn])
  return (
    <div className="flex flex-col gap-1" data-testid="apps">
      <GroupTitle title="Apps" {...(apps.length > 0 ? { count: apps.length } : {})} />
      {problem && (
        <ProblemLine tried="The apps could not be listed" error={problem} onAgain={() => void load(projectId)} />
      )}
      {loaded && problem === null && apps.length === 0 && (
        <p className="text-muted">
          {signedIn
            ? 'This account has none. Apps (mail, calendars, drives) are connected in ChatGPT.'
            : 'None. Apps are connections of a ChatGPT account (mail, calendars, drives): Codex lists them once this project is signed in with ChatGPT.'}
        </p>
      )}
      {apps.map((app) => (
        <AppRow key={app.id} projectId={projectId} app={app} pending={pending[app.id]} />
      ))}
    </div>
  )
}

function AppRow({ projectId, app, pending }: { projectId: string; app: App; pending: boolean | undefined }) {
  const setEnabled = useApps((state) => state.setEnabled)
  const problem = useConfigEdits((state) => state.problems[editKey(projectId, appEditKey(app.id))])
  const { name, about, enabled, connected, connectAt, plugins } = app
  return (
    <div data-testid="app" className="flex items-start gap-2 border-b border-line py-1.5 last:border-b-0">
      <input
        type="checkbox"
        aria-label={`${name} is on`}
        checked={pending ?? enabled}
        disabled={pending !== undefined}
        onChange={(event) => void setEnabled(projectId, app, event.target.checked)}
        className="mt-[3px] size-3.5 shrink-0"
      />
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-2">
          <span className="truncate">{drawLine(name)}</span>
          {!connected && (
            <Badge title="The account has not connected it: chats can’t use it before that is done in ChatGPT.">
              not connected
            </Badge>
          )}
          {!connected && connectAt !== null && (
            <span className="shrink-0 text-small">
              <ExternalLink href={connectAt}>Connect it</ExternalLink>
            </span>
          )}
          {plugins.length > 0 && <span className="truncate text-small text-faint">from {plugins.join(', ')}</span>}
        </div>
        {about !== '' && <div className="line-clamp-2 text-small text-muted">{drawLine(about)}</div>}
        {problem && (
          <p role="alert" className="text-small text-failed">
            {problem}
          </p>
        )}
      </div>
    </div>
  )
}
