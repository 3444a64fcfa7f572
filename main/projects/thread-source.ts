// Which model a thread talks to. A thread keeps the source that it was started with; the project's source decides for new
// ones. For demo threads this adds the running demo's address to start, resume and fork, and takes other models out.
import type { ModelSource } from '@contract/model'
import { withConfigOver } from './thread-config'
import { DEMO_MODEL, DEMO_PROVIDER_ID, type DemoLease, type DemoProvider, type ThreadOverrides } from '../demo/provider'

type Params = Record<string, unknown>

const isRecord = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads the provider of the thread in an answer of thread/start, resume, fork or read. */
function threadOf(answer: unknown): { id: string; provider: string } | null {
  if (!isRecord(answer) || !isRecord(answer['thread'])) return null
  const { id, modelProvider } = answer['thread']
  return typeof id === 'string' && typeof modelProvider === 'string' ? { id, provider: modelProvider } : null
}

export interface ThreadSourceOptions {
  demo: DemoProvider
  /** Reads a stored thread, `thread/read` without turns. */
  read: (threadId: string) => Promise<unknown>
}

/** One per project: it holds the project's lease of the demo. */
export class ThreadSource {
  readonly #options: ThreadSourceOptions
  readonly #demoThreads = new Set<string>()
  #lease: DemoLease | undefined
  #acquiring: Promise<DemoLease> | undefined

  constructor(options: ThreadSourceOptions) {
    this.#options = options
  }

  /** The params to send in place of `params`. May start the demo. */
  async adapt(source: ModelSource, method: string, params: unknown): Promise<unknown> {
    if (!isRecord(params)) return params
    const threadId = typeof params['threadId'] === 'string' ? params['threadId'] : null
    switch (method) {
      case 'thread/start':
        return source === 'demo' ? withOverrides(params, await this.#overrides()) : params
      case 'thread/resume':
      case 'thread/fork':
        return threadId !== null && (await this.#isDemo(threadId))
          ? withOverrides(params, await this.#overrides())
          : params
      case 'turn/start':
        return threadId !== null && this.#demoThreads.has(threadId) ? demoTurn(params) : params
      default:
        return params
    }
  }

  /** Learns from an answer which threads are the demo's. */
  learn(answer: unknown): void {
    const thread = threadOf(answer)
    if (thread?.provider === DEMO_PROVIDER_ID) this.#demoThreads.add(thread.id)
  }

  /** Makes the demo ready before a new server takes threads up again that need it. */
  async prepare(threadIds: readonly string[]): Promise<void> {
    if (threadIds.some((id) => this.#demoThreads.has(id))) await this.#overrides()
  }

  /** What a thread must be resumed with after its server was replaced; nothing for threads of other sources. */
  resumeOverrides(threadId: string): ThreadOverrides | null {
    return this.#demoThreads.has(threadId) ? (this.#lease?.threadOverrides ?? null) : null
  }

  /** Lets the demo go: the server that used it is gone. */
  release(): void {
    void this.#lease?.release()
    this.#lease = undefined
  }

  async #isDemo(threadId: string): Promise<boolean> {
    // A thread that can't be read is left to thread/resume, whose error says more.
    if (!this.#demoThreads.has(threadId)) this.learn(await this.#options.read(threadId).catch(() => null))
    return this.#demoThreads.has(threadId)
  }

  async #overrides(): Promise<ThreadOverrides> {
    if (!this.#lease) {
      this.#acquiring ??= this.#options.demo.acquire().finally(() => (this.#acquiring = undefined))
      this.#lease = await this.#acquiring
    }
    return this.#lease.threadOverrides
  }
}

function withOverrides(params: Params, { config, ...rest }: ThreadOverrides): Params {
  return { ...withConfigOver(params, config), ...rest }
}

/** The demo speaks the tools of one model; the pickers' choice would take them away. */
function demoTurn({ model: _model, effort: _effort, ...rest }: Params): Params {
  const mode = rest['collaborationMode']
  if (!isRecord(mode) || !isRecord(mode['settings'])) return rest
  return { ...rest, collaborationMode: { ...mode, settings: { ...mode['settings'], model: DEMO_MODEL } } }
}
