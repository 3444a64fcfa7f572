// Further folders of skills: Codex keeps them only as long as it runs, so the app tells them to it at each start.
import { FolderPlus, X } from 'lucide-react'
import type { SkillRoot } from '../../../preload/contract/extensions'
import { Badge, Button, IconButton } from '../../kit'
import { useSkills } from '../../stores/config/skills'
import { GroupTitle } from './group-title'
import { PathText } from './path-text'

export function SkillRoots({ projectId, roots }: { projectId: string; roots: readonly SkillRoot[] }) {
  const addRoot = useSkills((state) => state.addRoot)
  const removeRoot = useSkills((state) => state.removeRoot)
  return (
    <div className="flex flex-col gap-1">
      <GroupTitle title="Folders of skills" {...(roots.length > 0 ? { count: roots.length } : {})}>
        <Button size="sm" icon={FolderPlus} onClick={() => void addRoot(projectId)}>
          Add folder…
        </Button>
      </GroupTitle>
      {roots.length === 0 ? (
        <p className="text-muted">
          Add a folder that you share with others, for this project only. The app names it to Codex at each start; Codex
          in a terminal doesn’t know it.
        </p>
      ) : (
        roots.map(({ path, exists }) => (
          <div key={path} className="flex min-h-7 items-center gap-2">
            <PathText path={path} className="flex-1 text-code" />
            {!exists && <Badge tone="failed">not there</Badge>}
            <IconButton
              label={`Take out ${path}`}
              icon={X}
              size="sm"
              onClick={() => void removeRoot(projectId, path)}
            />
          </div>
        ))
      )}
    </div>
  )
}
