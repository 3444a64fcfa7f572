// The threads that a server has loaded, with what is held back in each, and a way to take one up anew with other settings. Loaded
// are more than those that the app holds: sub-agents, and those that it let go a while ago. A reload reaches all of them.
import { access } from 'node:fs/promises'
import { fieldsOf, pickFields, stringField, type Fields } from '../codex/server/fields'
import { resumeParams, settingsToRestore } from '../codex/server/reattach'
import { settingsOfAnswer } from '../codex/server/thread-tracker'
import type { GuardedServer } from '../projects/call-guard'
import { withHeld, type Held } from './held-config'

/** What a thread was loaded with. */
export interface ThreadRecord {
  readonly cwd: string
  readonly held: Held
  /** Its `config` without that. */
  readonly config: unknown
}

export type ThreadRecords = Map<string, ThreadRecord>

export interface LoadedThread {
  readonly id: string
  readonly cwd: string
  readonly parentId: string | null
  readonly held: Held
  /** It rests and is on disk: it can be taken up anew. */
  readonly canReopen: boolean
}

const noneHeld: Held = new Map()

/** All threads that the server has loaded (`thread/loaded/list`, `thread/read`). Notes the sub-agents among them down. */
export async function loadedThreads({ supervisor }: GuardedServer, records: ThreadRecords): Promise<LoadedThread[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page = fieldsOf(await supervisor.requestRaw('thread/loaded/list', { cursor }))
    if (Array.isArray(page['data'])) ids.push(...page['data'].filter((id) => typeof id === 'string'))
    cursor = stringField(page, 'nextCursor') ?? null
  } while (cursor !== null)
  for (const id of records.keys()) if (!ids.includes(id)) records.delete(id)
  const threads = await Promise.all(
    ids.map(async (id) => {
      const read = await supervisor.requestRaw('thread/read', { threadId: id, includeTurns: false }).catch(() => null)
      return { id, thread: fieldsOf(fieldsOf(read)['thread']) }
    }),
  )
  const parents = new Map(threads.map(({ id, thread }) => [id, stringField(thread, 'parentThreadId') ?? null]))
  return Promise.all(
    threads.map(async ({ id, thread }) => {
      const record = recordOf(id, records, parents)
      if (record) records.set(id, record)
      return {
        id,
        cwd: stringField(thread, 'cwd') ?? '',
        parentId: parents.get(id) ?? null,
        held: record?.held ?? noneHeld,
        canReopen: await isAtRest(thread),
      }
    }),
  )
}

/** A sub-agent has what its parent was loaded with (measured with 0.169.0). */
function recordOf(
  id: string,
  records: ThreadRecords,
  parents: ReadonlyMap<string, string | null>,
): ThreadRecord | null {
  const seen = new Set<string>()
  for (let at: string | null = id; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    const record = records.get(at)
    if (record) return record
    seen.add(at)
  }
  return null
}

/** A thread at work goes on with what it has, and one without a file is lost when it is let go. */
export async function isAtRest(thread: Fields): Promise<boolean> {
  const path = stringField(thread, 'path')
  if (stringField(thread['status'], 'type') === 'active' || path === undefined) return false
  return access(path).then(
    () => true,
    () => false,
  )
}

/**
 * Takes a loaded thread up anew with these servers held back: it is let go and resumed, for a resume alone changes nothing of a
 * thread that is held (measured with 0.169.0). Its other settings stay. Rejects when Codex refuses.
 */
export async function reopen(
  { supervisor, adapt }: GuardedServer,
  thread: Pick<LoadedThread, 'id' | 'cwd' | 'parentId'>,
  held: Held,
  records: ThreadRecords,
): Promise<void> {
  const threadId = thread.id
  const tracked = supervisor.threads.find((one) => one.threadId === threadId)
  const record = records.get(threadId)
  const settings = tracked ? resumeParams(tracked) : await adapt('thread/resume', borrowed(supervisor, thread))
  const left = await supervisor.requestRaw('thread/unsubscribe', { threadId })
  // What was given before holds back what was to be held back then.
  const base = record ? record.config : fieldsOf(settings)['config']
  const config = withHeld(base, held)
  const answer = await supervisor.requestRaw('thread/resume', {
    ...fieldsOf(settings),
    config,
    threadId,
    excludeTurns: true,
  })
  records.set(threadId, { cwd: thread.cwd, held, config: base })
  if (tracked) {
    const lost = settingsToRestore(tracked.settings, settingsOfAnswer(answer))
    if (Object.keys(lost).length > 0) await supervisor.requestRaw('thread/settings/update', { threadId, ...lost })
  } else if (stringField(left, 'status') !== 'unsubscribed')
    await supervisor.requestRaw('thread/unsubscribe', { threadId })
}

/** Rights for a thread that the app doesn't hold: those of its parent, else the least. Whoever takes it up says them anew. */
function borrowed(
  { threads }: GuardedServer['supervisor'],
  { id, parentId }: Pick<LoadedThread, 'id' | 'parentId'>,
): Fields {
  const parent = threads.find(({ threadId }) => threadId === parentId)
  const params = parent ? resumeParams(parent) : { sandbox: 'read-only', approvalPolicy: 'on-request' }
  const rights = pickFields(params, [
    'sandbox',
    'permissions',
    'approvalPolicy',
    'approvalsReviewer',
    // A named profile may stand in what the parent was given alone.
    ...('permissions' in params ? ['config'] : []),
  ])
  return { threadId: id, ...rights }
}
