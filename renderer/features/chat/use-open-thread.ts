// Opens the thread in view, or once it runs no more in another project. The store keeps a few open and lets go of the rest by itself.
import { useEffect } from 'react'
import { runsElsewhere } from '../../stores/threads/thread-in'
import { useThreads } from '../../stores/threads/threads'

export function useOpenThread(projectId: string, threadId: string | null): void {
  const waits = useThreads((state) => threadId !== null && runsElsewhere(state.threads[threadId], projectId))
  useEffect(() => {
    if (threadId !== null && !waits) void useThreads.getState().openThread(projectId, threadId)
  }, [projectId, threadId, waits])
}
