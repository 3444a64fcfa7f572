// Which events the timeline shows: the thread's live stream, its own file, or a file that was picked; opened and kept fresh.
import { useEffect, useMemo, useState } from 'react'
import { useInspector, type InspectorSource } from '../../stores/sessions/inspector'
import { useInspectorFile } from '../../stores/sessions/inspector-file'
import { liveEventsOf } from '../../stores/threads/live-events'
import { onSessionEvent } from '../../stores/sessions/session-events'
import { useThreads } from '../../stores/threads/threads'
import { useLiveRows, type LiveView } from './use-live-rows'

/** Up to this size a file is read whole at once, in bytes; bigger ones as one scrolls. */
const readWhole = 16 * 1024 * 1024
/** A file that grows is looked at again this often at most, in ms. */
const freshEvery = 1000

/** True when the window saw the thread begin or work, or has just sent to it: the stream then tells more than an opening. */
function sawWork(threadId: string): boolean {
  const turns = useThreads.getState().threads[threadId]?.turns ?? []
  return (
    turns.some((turn) => turn.status === 'inProgress') ||
    liveEventsOf(threadId).some(({ method }) => /^(?:thread\/started|turn\/started|item\/)/.test(method))
  )
}

/** Decided once per thread, so that the view doesn't change under the reader's eyes. */
function useSourceAtFirst(threadId: string | null): InspectorSource {
  const [decided, decide] = useState<{ threadId: string | null; source: InspectorSource } | null>(null)
  if (decided !== null && decided.threadId === threadId) return decided.source
  const source = threadId === null || sawWork(threadId) ? 'live' : 'file'
  decide({ threadId, source })
  return source
}

export interface ShownSource {
  kind: InspectorSource
  picked: boolean
  live: LiveView
}

export function useSource(projectId: string | null, threadId: string | null): ShownSource {
  const chosen = useInspector((state) => state.source)
  const target = useInspectorFile((state) => state.target)
  const failed = useInspectorFile((state) => state.problem !== null && state.inspection === null)
  const live = useLiveRows(threadId)
  const first = useSourceAtFirst(threadId)
  const picked = target === 'picked'
  // A new chat has no file yet, but its stream is here.
  const usual = first === 'file' && failed && live.rows.length > 0 ? 'live' : first
  const kind = picked ? 'file' : (chosen ?? usual)

  useEffect(() => {
    const { close, openThread } = useInspectorFile.getState()
    if (picked) return
    if (projectId === null || threadId === null) return close()
    if (kind === 'file') void openThread({ projectId, threadId })
  }, [kind, picked, projectId, threadId])
  // The file is closed with the panel, so that main needn't keep it.
  useEffect(() => () => useInspectorFile.getState().close(), [])
  useReadSmallFiles()
  useFreshFile(kind === 'file' && !picked ? threadId : null, live)
  return useMemo(() => ({ kind, picked, live }), [kind, picked, live])
}

function useReadSmallFiles(): void {
  const inspection = useInspectorFile((state) => state.inspection)
  const waits = useInspectorFile((state) => state.reading === 'no' && !state.atEnd && state.rows.length > 0)
  const [begun, begin] = useState<string | null>(null)
  useEffect(() => {
    if (inspection === null || !waits || begun === inspection.id || inspection.bytes > readWhole) return
    begin(inspection.id)
    void useInspectorFile.getState().toEnd()
  }, [inspection, waits, begun])
}

/** Reads the end of the thread's file again after it worked here, or after another process wrote it. */
function useFreshFile(threadId: string | null, live: LiveView): void {
  const [due, setDue] = useState(0)
  useEffect(() => {
    if (threadId === null) return
    return onSessionEvent((event) => {
      if (event.type === 'session-grew' && event.threadId === threadId) setDue((count) => count + 1)
    })
  }, [threadId])
  useEffect(() => {
    if (threadId === null) return
    const timer = setTimeout(() => void useInspectorFile.getState().refresh(), freshEvery)
    return () => clearTimeout(timer)
  }, [threadId, due, live.rows])
}
