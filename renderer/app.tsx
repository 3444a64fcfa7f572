// Composition of the window: hands each feature what it needs of the others. Features never import one another.
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import type { Project } from '../preload/contract/model'
import type { DeckError } from '../preload/contract/result'
import { app, deck } from './bridge'
import { AccountMenu } from './features/accounts'
import { NoticeStack } from './features/notices'
import { DropFolder, ProjectList, useOpenRows } from './features/projects'
import { ThreadList } from './features/sessions'
import { Frame, Rail, Sidebar, useShortcuts, useTheme, useUsable } from './features/shell'
import { TrustChip, TrustDialog } from './features/trust'
import { TooltipLayer } from './kit'
import { MainColumn } from './main-column'
import { loadPatches, PatchSlot } from './patch-slot'
import { newThread } from './stores/app/commands'
import { useActiveProject, useProjects } from './stores/app/projects'
import { useSettings } from './stores/app/settings'
import { useRewind } from './stores/changes/rewind'
import { useWorktrees } from './stores/changes/worktrees'
import { useThreads } from './stores/threads/threads'
import { useUi } from './stores/app/ui'

const loadInbox = () => import('./features/requests')
const LimitsLine = lazy(() => import('./features/limits').then((module) => ({ default: module.LimitsLine })))
const Inbox = lazy(() => loadInbox().then((module) => ({ default: module.Inbox })))
const Inspector = lazy(() => import('./inspector-slot').then((module) => ({ default: module.InspectorSlot })))
const Changes = lazy(() => import('./changes-slot').then((module) => ({ default: module.ChangesSlot })))
const RewindDialog = lazy(() => import('./features/changes').then((module) => ({ default: module.RewindDialog })))
const NewWorktreeDialog = lazy(() =>
  import('./features/worktrees/new-worktree-dialog').then((module) => ({ default: module.NewWorktreeDialog })),
)
const SearchDialog = lazy(() => import('./features/search').then((module) => ({ default: module.SearchDialog })))
const ImportDialog = lazy(() => import('./features/import').then((module) => ({ default: module.ImportDialog })))
const Palette = lazy(() => import('./palette-slot').then((module) => ({ default: module.PaletteSlot })))

/** `startProblem`: why the first state could not be had; null while all is well. */
export function App({ startProblem }: { startProblem: DeckError | null }) {
  useTheme()
  const known = useSettings((state) => state.facts !== null)
  if (startProblem) return <StartProblem problem={startProblem} />
  // The first frame: the same grounds as the skeleton of index.html.
  if (!known) return <div className="h-full w-[260px] border-r border-line bg-panel" aria-busy="true" />
  return (
    <PatchSlot>
      <DeckWindow />
    </PatchSlot>
  )
}

function DeckWindow() {
  const project = useActiveProject()
  const panel = useUi((state) => state.panel)
  const wide = useUi((state) => state.wideChanges)
  const searchOpen = useUi((state) => state.searchOpen)
  const importOpen = useUi((state) => state.importOpen)
  const placingId = useWorktrees((state) => state.asking)
  const placing = useProjects((state) => state.projects.find(({ id }) => id === placingId) ?? null)
  const rewinding = useRewind((state) => state.question !== null)
  const page = useUi((state) => state.page)
  const paletteOpen = useUi((state) => state.paletteOpen)
  const showPage = useUi((state) => state.showPage)
  const setOpen = useOpenRows((state) => state.setOpen)
  const [asked, setAsked] = useTrustQuestion(project)
  const tell = useCallback(() => {
    void app('app/usable', { projectId: useProjects.getState().activeId })
    // The cards are needed when the first request comes; reading them now costs the start nothing.
    void loadInbox()
    void loadPatches()
  }, [])
  const usable = useUsable(true, tell)
  useShortcuts()

  useEffect(() => {
    document.title = project ? `${project.name} · Codex Deck` : 'Codex Deck'
  }, [project])

  return (
    <>
      <Frame
        rail={<Rail />}
        sidebar={
          <Sidebar
            onToggleProject={setOpen}
            projects={
              <ProjectList
                threads={(shown) => <ThreadList projectId={shown.id} ready={usable && shown.problem === null} />}
                mark={(shown) =>
                  shown.trust !== 'trusted' && <TrustChip compact project={shown} onOpen={() => setAsked(shown.id)} />
                }
                onTrust={(shown) => setAsked(shown.id)}
                onArchived={(shown) => {
                  setOpen(shown.id, true)
                  void useThreads.getState().refreshList(shown.id, { archived: true })
                }}
                onNewWorktree={(shown) => {
                  useProjects.getState().select(shown.id)
                  newThread()
                  useWorktrees.getState().ask(shown.id)
                }}
                onNewChat={(shown) => {
                  useProjects.getState().select(shown.id)
                  newThread()
                }}
              />
            }
            account={
              <AccountMenu
                project={project}
                limits={(accountId) => (
                  // As high as what comes, so that the menu doesn't grow under the pointer.
                  <Suspense fallback={<div className="mb-1 h-7" />}>
                    <LimitsLine accountId={accountId} />
                  </Suspense>
                )}
                onManage={() => showPage('settings', 'account')}
              />
            }
          />
        }
        main={<MainColumn project={project} onTrust={setAsked} />}
        notices={<NoticeStack />}
        wide={wide && panel === 'changes'}
        panel={
          panel !== null && page !== 'settings' ? (
            <Suspense>
              {panel === 'inbox' ? <Inbox /> : panel === 'changes' ? <Changes onTrust={setAsked} /> : <Inspector />}
            </Suspense>
          ) : null
        }
      />
      <TrustDialog project={asked} onClose={() => setAsked(null)} />
      {paletteOpen && (
        <Suspense>
          <Palette onTrust={setAsked} />
        </Suspense>
      )}
      {rewinding && (
        <Suspense>
          <RewindDialog />
        </Suspense>
      )}
      {placing && (
        <Suspense>
          <NewWorktreeDialog key={placing.id} project={placing} />
        </Suspense>
      )}
      {searchOpen && (
        <Suspense>
          <SearchDialog />
        </Suspense>
      )}
      {importOpen && (
        <Suspense>
          <ImportDialog />
        </Suspense>
      )}
      <DropFolder pathOf={deck.pathOf} />
      <TooltipLayer />
    </>
  )
}

/** The project whose trust is asked about: a new one by itself, once; any other when its chip is pressed. */
function useTrustQuestion(project: Project | null): [Project | null, (projectId: string | null) => void] {
  const [askedId, setAskedId] = useState<string | null>(null)
  const [askedBefore, setAskedBefore] = useState<ReadonlySet<string>>(new Set())
  const asked = useProjects((state) => state.projects.find((known) => known.id === askedId) ?? null)
  const unaskedId = project?.trust === 'unasked' && project.problem === null ? project.id : null
  useEffect(() => {
    if (unaskedId === null || askedBefore.has(unaskedId)) return
    setAskedBefore(new Set(askedBefore).add(unaskedId))
    setAskedId(unaskedId)
  }, [unaskedId, askedBefore])
  return [asked, setAskedId]
}

function StartProblem({ problem }: { problem: DeckError }) {
  return (
    <div role="alert" className="flex h-full flex-col items-center justify-center gap-2 p-6 text-center">
      <h1 className="text-title font-semibold">Codex Deck could not start</h1>
      <p className="max-w-[480px] break-words text-muted">{problem.message}</p>
      {problem.detail && <pre className="max-h-48 max-w-full overflow-auto text-left">{problem.detail}</pre>}
    </div>
  )
}
