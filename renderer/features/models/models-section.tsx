// Which model answers in a project and how, the providers of its configuration, and model servers on this machine.
import { useEffect, useRef, type ReactNode } from 'react'
import type { Project } from '../../../preload/contract/model'
import { EmptyState, Spinner } from '../../kit'
import { useCatalog } from '../../stores/composer/catalog'
import { nothingRead, useEffective } from '../../stores/config/effective'
import { useModels } from '../../stores/config/models'
import { DefaultRows } from './default-rows'
import { LocalServers } from './local-servers'
import { ModelTable } from './model-table'
import { ProviderList } from './provider-list'

interface ModelsSectionProps {
  project: Project
  /** Asked when somebody else changed config.toml meanwhile. */
  conflict?: ReactNode
}

export function ModelsSection({ project, conflict }: ModelsSectionProps) {
  const config = useEffective((state) => state.byProject[project.id] ?? nothingRead)
  const watch = useEffective((state) => state.watch)
  const known = useModels((state) => state.byProject[project.id])
  const load = useModels((state) => state.load)
  useEffect(() => watch(project.id), [watch, project.id])
  useEffect(() => void load(project.id), [load, project.id])
  useCatalogOf(project.id, config.version)
  if (config.unread && config.problem !== null)
    return (
      <EmptyState title="The configuration could not be read">
        <span role="alert">{config.problem.message}</span> Mend it in Configuration.
      </EmptyState>
    )
  if (config.unread) return <Spinner label="Reading the configuration…" className="justify-center p-8" />
  const models = known?.models ?? []
  return (
    <section aria-label="Models" data-testid="models" className="@container flex flex-col gap-4">
      <p className="text-muted">
        What new chats of this project begin with, in this app and in a terminal with this home. What you pick under a
        message wins; chats that are open keep what they have.
      </p>
      {known?.problem && (
        <p role="alert" className="text-failed">
          The models could not be listed: {known.problem.message}
        </p>
      )}
      <DefaultRows project={project} models={models} />
      <ProviderList project={project} models={models} />
      <LocalServers project={project} />
      <ModelTable models={models} />
      {conflict}
    </section>
  )
}

/** What the composer offers is asked for anew once the configuration says something else. */
function useCatalogOf(projectId: string, version: string | null): void {
  const load = useCatalog((state) => state.load)
  const last = useRef(version)
  useEffect(() => {
    if (last.current !== null && version !== last.current) void load(projectId, true)
    last.current = version
  }, [load, projectId, version])
}
