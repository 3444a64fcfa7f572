// The main column: welcome, settings, the choice of a source, or the chat of the project in view, put together.
import { lazy, Suspense, type ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Project } from '../preload/contract/model'
import { ChooseSource, DemoMark } from './features/accounts'
import { ChatView } from './features/chat'
import { Composer } from './features/composer'
import { Welcome } from './features/projects'
import { ServerBanner } from './features/shell'
import { TrustChip, TrustStrip } from './features/trust'
import { PlaceChip, PlacePicker } from './features/worktrees'
import { Button, Spinner } from './kit'
import { useProjects } from './stores/app/projects'
import { useServers } from './stores/app/servers'
import { requestsOf, useRequests } from './stores/app/requests'
import { chosenProfile, noProfiles, useProfiles } from './stores/config/profiles'
import { useThreads } from './stores/threads/threads'
import { useUi } from './stores/app/ui'

const SettingsSlot = lazy(() => import('./settings-slot').then((module) => ({ default: module.SettingsSlot })))
const FolderNotice = lazy(() => import('./features/mcp/notice').then((module) => ({ default: module.FolderNotice })))
const RequestCard = lazy(() => import('./features/requests').then((module) => ({ default: module.RequestCard })))
const ProfileChip = lazy(() =>
  import('./features/profiles/in-chat').then((module) => ({ default: module.ProfileChip })),
)
const ProfilePicker = lazy(() =>
  import('./features/profiles/in-chat').then((module) => ({ default: module.ProfilePicker })),
)

interface MainColumnProps {
  project: Project | null
  onTrust: (projectId: string) => void
}

export function MainColumn({ project, onTrust }: MainColumnProps) {
  const page = useUi((state) => state.page)
  const demo = useDemo(project)
  // Before its server runs there is nothing to tell, and nothing to load.
  const runs = useServers((state) => project !== null && state.byProject[project.id]?.state === 'ready')
  const chip = project && <TrustChip project={project} onOpen={() => onTrust(project.id)} />
  const trust = project && (
    <>
      {chip}
      <Button onClick={() => onTrust(project.id)}>Change…</Button>
    </>
  )
  if (page === 'settings') {
    return (
      <Suspense fallback={<Spinner label="Opening the settings…" className="p-4" />}>
        <SettingsSlot project={project} trust={trust} />
      </Suspense>
    )
  }
  if (!project) return <Welcome />
  return (
    <Chat
      project={project}
      actions={
        <>
          {demo && <DemoMark />}
          {runs && !demo && <ChatProfile project={project} />}
          {chip}
        </>
      }
      banner={
        <>
          <ServerBanner project={project} />
          {project.trust === 'unasked' && <TrustStrip onOpen={() => onTrust(project.id)} />}
          {runs && project.trust === 'trusted' && (
            <Suspense fallback={null}>
              <FolderNotice project={project} />
            </Suspense>
          )}
        </>
      }
    />
  )
}

/** True when the demo answers here: it is the project's source, or the chat in view was begun with it. */
function useDemo(project: Project | null): boolean {
  const threadId = useProjects((state) => (project ? (state.activeThreadId[project.id] ?? null) : null))
  const begun = useThreads((state) =>
    project === null || threadId === null
      ? false
      : (state.lists[project.id]?.summaries.some((summary) => summary.id === threadId && summary.demo) ?? false),
  )
  return project?.source === 'demo' || begun
}

/** The profile that the chat in view was begun with. */
function ChatProfile({ project }: { project: Project }) {
  const threadId = useProjects((state) => state.activeThreadId[project.id] ?? null)
  if (threadId === null) return null
  return (
    <Suspense fallback={null}>
      <ProfileChip projectId={project.id} threadId={threadId} />
    </Suspense>
  )
}

interface ChatProps {
  project: Project
  actions: ReactNode
  banner: ReactNode
}

function Chat({ project, actions, banner }: ChatProps) {
  const threadId = useProjects((state) => state.activeThreadId[project.id] ?? null)
  const runs = useServers((state) => state.byProject[project.id]?.state === 'ready')
  const profile = useProfiles((state) => chosenProfile(state.byProject[project.id] ?? noProfiles))
  const requests = useRequests(useShallow((state) => requestsOf(state.requests, project.id, threadId)))
  return (
    <ChatView
      key={project.id}
      projectId={project.id}
      threadId={threadId}
      headerEnd={actions}
      banner={banner}
      empty={project.source === 'unset' ? <ChooseSource project={project} /> : null}
      composer={
        <Composer
          projectId={project.id}
          threadId={threadId}
          begins={profile}
          place={
            <>
              <PlacePicker project={project} />
              {runs && project.source !== 'demo' && (
                <Suspense fallback={null}>
                  <ProfilePicker project={project} />
                </Suspense>
              )}
            </>
          }
        />
      }
      place={
        <PlaceChip
          projectId={project.id}
          threadId={threadId}
          onShowChanges={() => useUi.getState().setPanel('changes')}
        />
      }
      requests={
        requests.length > 0 && (
          <Suspense fallback={<Spinner label="Opening the request…" />}>
            {requests.map((request) => (
              <RequestCard key={request.key} request={request} placement="inline" />
            ))}
          </Suspense>
        )
      }
    />
  )
}
