// Items made from a first delta whose item/started has not come (or never will), and the ones drawn before Codex knows them.
import type { SendInput, ItemOf } from './model'
import { userInput } from './send-input'

export const localPrefix = 'local:'

export function agentMessage(id: string): ItemOf<'agentMessage'> {
  return {
    type: 'agentMessage',
    id,
    text: '',
    moderation: null,
    phase: null,
    memoryCitation: null,
    delivery: null,
    questions: null,
  }
}

export function plan(id: string): ItemOf<'plan'> {
  return { type: 'plan', id, text: '' }
}

export function reasoning(id: string): ItemOf<'reasoning'> {
  return { type: 'reasoning', id, summary: [], content: [] }
}

export function commandExecution(id: string): ItemOf<'commandExecution'> {
  return {
    type: 'commandExecution',
    id,
    pluginId: null,
    scriptPath: null,
    command: '',
    cwd: '',
    processId: null,
    source: 'agent',
    status: 'inProgress',
    commandActions: [],
    aggregatedOutput: null,
    exitCode: null,
    durationMs: null,
  }
}

export function fileChange(id: string): ItemOf<'fileChange'> {
  return { type: 'fileChange', id, changes: [], status: 'inProgress' }
}

/** The person's message as drawn before Codex has it; found again by its clientId. */
export function localMessage(clientId: string, input: SendInput): ItemOf<'userMessage'> {
  return { type: 'userMessage', id: `${localPrefix}${clientId}`, clientId, content: userInput(input) }
}

/** True for an item that Codex has not confirmed yet. */
export function isLocalItem(item: { id: string }): boolean {
  return item.id.startsWith(localPrefix)
}
