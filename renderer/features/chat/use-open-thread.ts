// Opens the thread in view. The store keeps a few open and lets go of the rest by itself.
import { useEffect } from 'react'
import { useThreads } from '../../stores/threads/threads'

export function useOpenThread(projectId: string, threadId: string | null): void {
  useEffect(() => {
    if (threadId !== null) void useThreads.getState().openThread(projectId, threadId)
  }, [projectId, threadId])
}
