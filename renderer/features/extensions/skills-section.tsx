// Skills of a project: where each comes from, what it is for, on or off; what Codex could not read; further folders.
import { RotateCw, Sparkles } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { EmptyState, IconButton, SearchField, Spinner } from '../../kit'
import { noSkills, useSkills } from '../../stores/config/skills'
import { groupSkills, sharedNames, sourceWords, type Skill } from '../../stores/config/skills-words'
import { GroupTitle } from './group-title'
import { ProblemLine, WarningLine } from './problem-line'
import { SkillDialog } from './skill-dialog'
import { SkillRoots } from './skill-roots'
import { SkillRow } from './skill-row'

export function SkillsSection({ project }: { project: Project }) {
  const { skills, errors, roots, loaded, loading, problem, pending } = useSkills(
    (state) => state.byProject[project.id] ?? noSkills,
  )
  const watch = useSkills((state) => state.watch)
  const load = useSkills((state) => state.load)
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState<Pick<Skill, 'path' | 'title'> | null>(null)
  useEffect(() => watch(project.id), [watch, project.id])

  const again = () => void load(project.id)
  if (!loaded && problem !== null)
    return <ProblemLine tried="The skills could not be listed" error={problem} onAgain={again} />
  if (!loaded) return <Spinner label="Codex looks for skills…" className="justify-center p-8" />
  const groups = groupSkills(skills, search)
  const shared = sharedNames(skills)
  const on = skills.filter(({ enabled }) => enabled).length
  return (
    <section aria-label="Skills" data-testid="skills" className="flex flex-col gap-4">
      <p className="text-muted">
        A skill is a folder with instructions that Codex reads when it needs them. The names and descriptions of those
        that are on are told to the model in each chat; <code>$name</code> in a message puts one in.
      </p>
      {project.trust !== 'trusted' && skills.some(({ source }) => source === 'folder') && (
        <WarningLine>
          This folder isn’t trusted, but Codex tells the model of its skills all the same. Turn off those that you have
          not read.
        </WarningLine>
      )}
      {problem && <ProblemLine tried="This list is older" error={problem} onAgain={again} />}
      <div className="flex items-end gap-2">
        <SearchField
          label="Search skills"
          placeholder={`Search ${skills.length} skills, ${on} of them on`}
          value={search}
          onChange={setSearch}
          className="min-w-0 flex-1"
        />
        <IconButton label="Look again" icon={RotateCw} disabled={loading} onClick={again} />
      </div>
      {errors.length > 0 && (
        <div className="flex flex-col gap-1">
          <GroupTitle title="Left out by Codex" count={errors.length} />
          {errors.map(({ path, message }) => (
            <div key={path} className="flex flex-col py-1">
              <WarningLine>{message}</WarningLine>
              <button
                type="button"
                className="self-start pl-5 text-left font-mono text-small break-all text-faint hover:text-text"
                onClick={() => setShown({ path, title: 'A skill with an error' })}
              >
                {path}
              </button>
            </div>
          ))}
        </div>
      )}
      {skills.length === 0 && (
        <EmptyState icon={Sparkles} title="No skills yet">
          Put a folder with a SKILL.md into <code>.agents/skills</code> of the project, or add a folder of skills below.
        </EmptyState>
      )}
      {skills.length > 0 && groups.length === 0 && (
        <p className="py-4 text-center text-muted">No skill fits “{search}”.</p>
      )}
      {groups.map(({ source, skills: own }) => (
        <div key={source} role="group" aria-label={sourceWords(source)}>
          <GroupTitle title={sourceWords(source)} count={own.length} />
          {own.map((skill) => (
            <SkillRow
              key={skill.path}
              projectId={project.id}
              skill={skill}
              pending={pending[skill.path]}
              shared={shared.has(skill.name)}
              onRead={() => setShown(skill)}
            />
          ))}
        </div>
      ))}
      <SkillRoots projectId={project.id} roots={roots} />
      {shown && (
        <SkillDialog projectId={project.id} path={shown.path} title={shown.title} onClose={() => setShown(null)} />
      )}
    </section>
  )
}
