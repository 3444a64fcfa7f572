// The prompts of each project: which there are, and putting one into a message with what follows its name.
import { create } from 'zustand'
import type { Prompt, PromptList } from '../../../preload/contract/extensions'
import { fail, type DeckError, type Result } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { tellFailure } from '../app/notices'
import { expandPrompt, type PromptCall } from './prompts-words'

export interface ProjectPrompts extends PromptList {
  loaded: boolean
  problem: DeckError | null
}

export const noPrompts: ProjectPrompts = { folder: '', prompts: [], left: [], loaded: false, problem: null }

interface PromptsStore {
  byProject: Readonly<Record<string, ProjectPrompts>>
  load(projectId: string): Promise<void>
  /** The message that a call stands for. A failure says what is missing. */
  expand(projectId: string, call: PromptCall): Promise<Result<string>>
  /** Deletes a prompt of the project's home; Undo brings it back. */
  remove(projectId: string, prompt: Prompt): Promise<void>
}

export const usePrompts = create<PromptsStore>()((set, get) => {
  const asked = new Map<string, number>()
  const change = (projectId: string, part: Partial<ProjectPrompts>): void =>
    set(({ byProject }) => ({
      byProject: { ...byProject, [projectId]: { ...(byProject[projectId] ?? noPrompts), ...part } },
    }))
  return {
    byProject: {},
    async load(projectId) {
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      const result = await app('prompts/list', { projectId })
      if (asked.get(projectId) !== turn) return
      change(projectId, result.ok ? { ...result.value, loaded: true, problem: null } : { problem: result.error })
    },
    async expand(projectId, call) {
      const result = await app('prompts/read', { projectId, name: call.name })
      if (!result.ok) return result
      const expanded = expandPrompt(result.value.body, call)
      return expanded.ok && expanded.value.trim() === ''
        ? fail('prompt.empty', `The prompt ${call.name} says nothing.`)
        : expanded
    },
    async remove(projectId, { name }) {
      const again = (): void => void get().load(projectId)
      const result = await app('config/remove', { projectId, file: { kind: 'prompt', name } })
      again()
      if (!result.ok) return tellFailure(`${name} was not deleted`, result.error, projectId)
      // The composer needs the prompts at the start, and nothing of what writes.
      const { offerUndo } = await import('./extension-writes')
      offerUndo(projectId, `The prompt ${name} is deleted.`, [result.value.undoId], again)
    },
  }
})
