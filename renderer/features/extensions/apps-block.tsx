// Apps: connections of a ChatGPT account to other services. Without a ChatGPT login there are none.
import { Badge } from '../../kit'
import type { ProjectPlugins } from '../../stores/config/plugins'
import { drawLine } from '../../text/visible-text'
import { GroupTitle } from './group-title'

export function AppsBlock({ apps }: { apps: ProjectPlugins['apps'] }) {
  return (
    <div className="flex flex-col gap-1" data-testid="apps">
      <GroupTitle title="Apps" {...(apps.length > 0 ? { count: apps.length } : {})} />
      {apps.length === 0 ? (
        <p className="text-muted">
          None. Apps are connections of a ChatGPT account (mail, calendars, drives); Codex lists them only for a project
          that is signed in with ChatGPT, and has plugins on.
        </p>
      ) : (
        apps.map(({ id, name, about, enabled }) => (
          <div key={id} className="border-b border-line py-1 last:border-b-0">
            <div className="flex items-center gap-2">
              <span className="truncate">{drawLine(name)}</span>
              {!enabled && <Badge>off</Badge>}
            </div>
            <div className="line-clamp-2 text-small text-muted">{drawLine(about)}</div>
          </div>
        ))
      )}
    </div>
  )
}
