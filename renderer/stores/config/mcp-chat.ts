// A loaded chat of a project to ask its MCP servers in, and a throw-away one where a call needs a chat and none is open.
import { presetOf } from '../../../preload/contract/presets'
import { fail, type Result } from '../../../preload/contract/result'
import { codex } from '../../bridge'
import { useProjects } from '../app/projects'
import { fields, textIn } from '../threads/decode'
import { useThreads } from '../threads/threads'

/**
 * The chat in view when it is loaded, else another loaded one of the project; null without. `whoseServersMayAsk` leaves out those
 * that never ask the person anything: Codex declines there what a server asks.
 */
export function chatOf(projectId: string, which: 'any' | 'whoseServersMayAsk' = 'any'): string | null {
  const { threads } = useThreads.getState()
  const inView = useProjects.getState().activeThreadId[projectId] ?? null
  const loaded = Object.values(threads).filter(
    (thread) =>
      thread.projectId === projectId &&
      thread.thread !== null &&
      thread.loading === 'none' &&
      thread.readOnlyReason === null &&
      !thread.archived &&
      (which === 'any' || thread.preset === null || presetOf(thread.preset).approvalPolicy !== 'never'),
  )
  return (loaded.find(({ id }) => id === inView) ?? loaded[0])?.id ?? null
}

/** Throw-away chats by project. They are on no disk and in no list. */
const throwAway = new Map<string, Promise<Result<string>>>()

function started(projectId: string): Promise<Result<string>> {
  const known = throwAway.get(projectId)
  if (known) return known
  const begun = start(projectId)
  throwAway.set(projectId, begun)
  void begun.then((result) => {
    if (!result.ok && throwAway.get(projectId) === begun) throwAway.delete(projectId)
  })
  return begun
}

async function start(projectId: string): Promise<Result<string>> {
  const project = useProjects.getState().projects.find(({ id }) => id === projectId)
  if (!project) return fail('unknown-project', 'This project is no longer in the list.')
  const result = await codex(projectId, 'thread/start', {
    cwd: project.path,
    ephemeral: true,
    sandbox: 'read-only',
    // No turn runs in it; what a tool that is tried asks of the person must come through.
    approvalPolicy: 'on-request',
  })
  if (!result.ok) return result
  const id = textIn(fields(fields(result.value)['thread']), 'id')
  return id === null ? fail('thread.odd', 'Codex started no chat.') : { ok: true, value: id }
}

/** Lets go of the throw-away chat of a project, if there is one; its servers end once Codex unloads it. */
export function endThrowAway(projectId: string): void {
  const known = throwAway.get(projectId)
  throwAway.delete(projectId)
  void known?.then((result) => {
    if (result.ok) void codex(projectId, 'thread/unsubscribe', { threadId: result.value })
  })
}

const isUnloaded = (message: string): boolean => /thread not found/i.test(message)

/** Asks in a loaded chat, else in a throw-away one, which is started when need be. */
export async function inSomeChat<T>(
  projectId: string,
  ask: (threadId: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  const open = chatOf(projectId, 'whoseServersMayAsk')
  if (open !== null) {
    const result = await ask(open)
    // The server was replaced meanwhile and knows that chat only from disk.
    if (result.ok || !isUnloaded(result.error.message)) return result
  }
  const chat = await started(projectId)
  if (!chat.ok) return chat
  const result = await ask(chat.value)
  if (result.ok || !isUnloaded(result.error.message)) return result
  throwAway.delete(projectId)
  const again = await started(projectId)
  return again.ok ? ask(again.value) : again
}
