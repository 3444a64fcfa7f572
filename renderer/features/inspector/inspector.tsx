// The inspector: what really happened in the thread in view, event by event, from the live stream or from a rollout file; and
// in a second tab what it cost. Hands the parts what they need; draws no event itself.
import { FileDiff, FileText, FolderOpen, X } from 'lucide-react'
import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { EmptyState, IconButton, Segmented } from '../../kit'
import { useInspector } from '../../stores/sessions/inspector'
import { useInspectorFile } from '../../stores/sessions/inspector-file'
import { useProjects } from '../../stores/app/projects'
import { useUi } from '../../stores/app/ui'
import { FilterField } from './filters'
import { TimelineView } from './timeline-view'
import { useSource } from './use-source'
import { bytesInWords } from './words'

interface InspectorProps {
  /** Draws the token use of a thread; the tab is left out without it. */
  usage?: (projectId: string, threadId: string) => ReactNode
}

const tab =
  'h-10 border-b-2 border-transparent px-1 text-ui text-muted hover:text-text data-[state=active]:border-accent data-[state=active]:text-text data-[state=active]:font-semibold'

export function Inspector({ usage }: InspectorProps) {
  const projectId = useProjects((state) => state.activeId)
  const threadId = useProjects((state) =>
    state.activeId === null ? null : (state.activeThreadId[state.activeId] ?? null),
  )
  const setPanel = useUi((state) => state.setPanel)
  const shown = useInspector((state) => state.tab)
  const setTab = useInspector((state) => state.setTab)
  return (
    <section aria-label="Inspector" data-testid="inspector" className="@container flex h-full min-h-0 flex-col bg-bg">
      <Tabs.Root
        value={usage ? shown : 'timeline'}
        onValueChange={(next) => setTab(next === 'usage' ? 'usage' : 'timeline')}
        className="flex min-h-0 flex-1 flex-col"
      >
        <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line pr-1.5 pl-3">
          <h2 className="sr-only">Inspector</h2>
          <Tabs.List aria-label="Inspector" className="flex flex-1 gap-3">
            <Tabs.Trigger value="timeline" className={tab}>
              Timeline
            </Tabs.Trigger>
            {usage && (
              <Tabs.Trigger value="usage" className={tab}>
                Usage
              </Tabs.Trigger>
            )}
          </Tabs.List>
          <IconButton label="Changes" shortcut="Mod+Shift+G" icon={FileDiff} onClick={() => setPanel('changes')} />
          <IconButton label="Open a file…" icon={FolderOpen} onClick={openFile} />
          <IconButton label="Close panel" icon={X} onClick={() => setPanel(null)} />
        </header>
        <Tabs.Content value="timeline" tabIndex={-1} className="flex min-h-0 flex-1 flex-col">
          <Timeline projectId={projectId} threadId={threadId} />
        </Tabs.Content>
        {usage && (
          <Tabs.Content value="usage" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto">
            {projectId !== null && threadId !== null ? (
              usage(projectId, threadId)
            ) : (
              <EmptyState title="No chat in view">Choose a chat to see what it has used.</EmptyState>
            )}
          </Tabs.Content>
        )}
      </Tabs.Root>
    </section>
  )
}

async function openFile(): Promise<void> {
  useInspector.getState().setTab('timeline')
  await useInspectorFile.getState().pick()
}

function Timeline({ projectId, threadId }: { projectId: string | null; threadId: string | null }) {
  const source = useSource(projectId, threadId)
  const setSource = useInspector((state) => state.setSource)
  return (
    <>
      <div className="flex h-10 shrink-0 items-center gap-2 px-2">
        <Segmented
          label="Source"
          value={source.kind}
          options={[
            { value: 'live', label: 'Live' },
            { value: 'file', label: 'File' },
          ]}
          onChange={(next) => {
            if (source.picked) useInspectorFile.getState().close()
            setSource(next)
          }}
        />
        <FilterField />
      </div>
      {source.picked && <PickedFile />}
      <TimelineView projectId={projectId} threadId={threadId} source={source} />
    </>
  )
}

/** Which file from outside is shown, and the way back from it. */
function PickedFile() {
  const inspection = useInspectorFile((state) => state.inspection)
  const close = useInspectorFile((state) => state.close)
  if (inspection === null) return null
  return (
    <div className="flex shrink-0 items-center gap-2 px-2 pb-2">
      <FileText aria-hidden size={14} className="ml-1 shrink-0 text-muted" />
      <span
        data-testid="inspector-file"
        data-tip={`${inspection.path} (${bytesInWords(inspection.bytes)})`}
        className="min-w-0 flex-1 truncate text-left [direction:rtl]"
      >
        <bdi>{inspection.name}</bdi>
      </span>
      <IconButton size="sm" label="Close this file" icon={X} onClick={close} />
    </div>
  )
}
