// Follows a thread that another process writes, for as long as it is in view: its file is watched, and its newest turns are
// read anew when it grew.
import { useEffect } from 'react'
import { app } from '../../bridge'
import { onSessionEvent } from '../../stores/sessions/session-events'
import { useThreads } from '../../stores/threads/threads'

export function useFollow(projectId: string, threadId: string | null): void {
  const on = useThreads((state) => threadId !== null && state.threads[threadId]?.writtenElsewhere === true)
  useEffect(() => {
    if (!on || threadId === null) return
    void app('sessions/follow', { projectId, threadId, on: true })
    const stop = onSessionEvent((event) => {
      if (event.type === 'session-grew' && event.threadId === threadId) void useThreads.getState().reread(threadId)
    })
    return () => {
      stop()
      void app('sessions/follow', { projectId, threadId, on: false })
    }
  }, [on, projectId, threadId])
}
