// What is known of the worktrees that the app made: kept in worktrees.json, read by whoever must know where a thread works. Small,
// because the policy asks it with every call; making and removing them is in worktrees.ts. Runs nothing.
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { z } from 'zod'
import { worktreeIdSchema, worktreeSettingsSchema, type WorktreeSettings } from '@contract/worktrees'
import { openJsonFile, type JsonFile } from '../../app/json-file'

const recordSchema = z.object({
  id: worktreeIdSchema,
  projectId: z.string().regex(/^[0-9a-f]{16}$/),
  /** Top of its working tree. Absolute. */
  root: z.string().min(1),
  /** The folder in it that stands for the project's: the root, or below it where the project is a part of its repository. */
  path: z.string().min(1),
  branch: z.string(),
  base: z.string(),
  baseId: z.string(),
  createdAtMs: z.number(),
  /** The project's folder is the main checkout that Codex takes the trust of its worktrees from. */
  inherits: z.boolean().catch(false),
  state: z.enum(['creating', 'ready', 'failed', 'missing']).catch('failed'),
  problem: z.string().nullable().catch(null),
  threadIds: z.array(z.string()).catch([]),
})
export type WorktreeRecord = z.infer<typeof recordSchema>

/** An entry that can't be read is left out; the others stay. */
const lenientList = z
  .array(z.unknown())
  .catch([])
  .transform((list) => list.flatMap((one) => recordSchema.safeParse(one).data ?? []))

const fileSchema = z.object({
  worktrees: lenientList,
  settings: z.record(z.string(), worktreeSettingsSchema.catch({ setup: '', copy: [] })).catch({}),
  /** Folders of removed worktrees by project: chats that ran there are the project's still. */
  former: z.record(z.string(), z.array(z.string()).catch([])).catch({}),
})
type Content = z.infer<typeof fileSchema>

/** How many folders of removed worktrees are remembered of a project. */
const mostFormer = 500

const noSettings: WorktreeSettings = { setup: '', copy: [] }

export class WorktreeRecords {
  readonly #file: JsonFile<Content>
  /** Whoever is told that the worktrees of a project are other ones now. */
  #onChange: (projectId: string) => void = () => {}

  /** `path`: of worktrees.json. */
  constructor(path: string) {
    this.#file = openJsonFile(path, fileSchema, { worktrees: [], settings: {}, former: {} })
    // Whatever was being made when the app ended was not made.
    const value = this.#file.value
    if (value.worktrees.some(({ state }) => state === 'creating'))
      void this.#write({
        worktrees: value.worktrees.map((record) =>
          record.state === 'creating'
            ? {
                ...record,
                state: 'failed',
                problem: 'The app ended while it was being made. Remove it and make it anew.',
              }
            : record,
        ),
      }).catch(() => {})
  }

  /** Why the file could not be read; null when it could. */
  get problem(): string | null {
    return this.#file.problem
  }

  set onChange(listener: (projectId: string) => void) {
    this.#onChange = listener
  }

  /** Oldest first. */
  list(projectId: string): readonly WorktreeRecord[] {
    return this.#file.value.worktrees.filter((record) => record.projectId === projectId)
  }

  all(): readonly WorktreeRecord[] {
    return this.#file.value.worktrees
  }

  find(worktreeId: string): WorktreeRecord | null {
    return this.#file.value.worktrees.find(({ id }) => id === worktreeId) ?? null
  }

  /** The worktree that a thread of the project is bound to. */
  ofThread(projectId: string, threadId: string): WorktreeRecord | null {
    return this.list(projectId).find(({ threadIds }) => threadIds.includes(threadId)) ?? null
  }

  /** The project's worktree whose folder this is. */
  at(projectId: string, path: string): WorktreeRecord | null {
    return this.list(projectId).find((record) => samePath(record.path, path)) ?? null
  }

  /** The project's worktree that a folder lies in. */
  around(projectId: string, path: string): WorktreeRecord | null {
    return this.list(projectId).find(({ root }) => isWithin(root, path)) ?? null
  }

  /** Folders that the project's threads may work in besides its own. */
  folders(projectId: string): readonly { path: string; inherits: boolean }[] {
    return this.list(projectId).flatMap(({ state, path, inherits }) => (state === 'ready' ? { path, inherits } : []))
  }

  /** Folders whose sessions are the project's besides its own: of all worktrees that it has or had. */
  sessionFolders(projectId: string): readonly string[] {
    // One that was brought back is both.
    return [
      ...new Set([...this.list(projectId).map(({ path }) => path), ...(this.#file.value.former[projectId] ?? [])]),
    ]
  }

  settings(projectId: string): WorktreeSettings {
    return this.#file.value.settings[projectId] ?? noSettings
  }

  async setSettings(projectId: string, settings: WorktreeSettings): Promise<void> {
    await this.#write({ settings: { ...this.#file.value.settings, [projectId]: settings } })
  }

  async add(record: WorktreeRecord): Promise<void> {
    await this.#told(record.projectId, [...this.#file.value.worktrees, record])
  }

  /** Changes parts of a record; nothing if it is gone, or if they are so already. */
  async change(worktreeId: string, part: Partial<Omit<WorktreeRecord, 'id' | 'projectId'>>): Promise<void> {
    const record = this.find(worktreeId)
    if (record === null) return
    const next = { ...record, ...part }
    if (JSON.stringify(next) === JSON.stringify(record)) return
    await this.#told(
      record.projectId,
      this.#file.value.worktrees.map((one) => (one.id === worktreeId ? next : one)),
    )
  }

  /** Its threads are the project's own from now on. */
  async drop(worktreeId: string): Promise<void> {
    const record = this.find(worktreeId)
    if (record === null) return
    const { former, worktrees } = this.#file.value
    const others = worktrees.filter(({ id }) => id !== worktreeId)
    if (record.threadIds.length === 0) return this.#told(record.projectId, others)
    const paths = [...new Set([...(former[record.projectId] ?? []), record.path])].slice(-mostFormer)
    await this.#told(record.projectId, others, { ...former, [record.projectId]: paths })
  }

  /** A thread works in this worktree, and in no other of its project. */
  async bind(worktreeId: string, threadId: string): Promise<void> {
    const record = this.find(worktreeId)
    if (record === null || record.threadIds.includes(threadId)) return
    await this.#told(
      record.projectId,
      this.#file.value.worktrees.map((one) => {
        if (one.id === worktreeId) return { ...one, threadIds: [...one.threadIds, threadId] }
        const bound = one.projectId === record.projectId && one.threadIds.includes(threadId)
        return bound ? { ...one, threadIds: one.threadIds.filter((id) => id !== threadId) } : one
      }),
    )
  }

  async #told(
    projectId: string,
    worktrees: readonly WorktreeRecord[],
    former: Content['former'] = this.#file.value.former,
  ): Promise<void> {
    const written = this.#write({ worktrees: [...worktrees], former })
    this.#onChange(projectId)
    await written
  }

  #write(part: Partial<Content>): Promise<void> {
    return this.#file.write({ ...this.#file.value, ...part })
  }
}

const samePath = (one: string, other: string): boolean => relative(resolve(one), resolve(other)) === ''

function isWithin(folder: string, path: string): boolean {
  if (!isAbsolute(path)) return false
  const way = relative(resolve(folder), resolve(path))
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}
