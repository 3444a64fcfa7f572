// The system's keyring as the app sees it: named texts, and a state in words. Every call ends in time, whatever the keyring does,
// and a process that doesn't answer is ended. It knows nothing of secrets and their names.
import { createHash } from 'node:crypto'
import type { Keyring } from '@contract/secrets'
import { redact } from '../app/redact'
import { isReply, keyringTrouble, type Trouble } from './keyring-trouble'
import type { KeyringAct, KeyringHost, KeyringReply } from './keyring-port'

export interface KeychainOptions {
  /** Starts the process that talks to the keyring. Called at the first use, and again after it ended. */
  open: () => KeyringHost
  onState: (keyring: Keyring) => void
  /** Milliseconds until a read is given up by who asked. The read itself may still wait for the person to unlock. */
  answerMs?: number
  /** Milliseconds until a call is given up altogether: a person may have to type a password meanwhile. */
  personMs?: number
  /** Milliseconds without a call after which the process is ended; it holds 40 MB. */
  idleMs?: number
}

/** Why a call failed. `entry`: only this entry is bad, the keyring itself works. */
export class KeychainError extends Error {
  readonly kind: 'none' | 'locked' | 'entry'

  constructor({ kind, words }: Trouble) {
    super(words)
    this.kind = kind
  }
}

interface Job {
  readonly id: number
  readonly act: KeyringAct
  settle: (reply: KeyringReply | Trouble) => void
  timer: NodeJS.Timeout | undefined
}

const silent: Trouble = {
  kind: 'locked',
  reached: true,
  words: 'The keyring doesn’t answer. It may be waiting for you to unlock it.',
  detail: null,
}
const ended: Trouble = { kind: 'none', reached: false, words: 'The connection to the keyring broke off.', detail: null }
const ready: Keyring = { state: 'ready', words: 'The system’s keyring is ready.', detail: null }

/** The name that Codex gives the entry of a home, by its real path (0.169.0, measured). */
export const codexEntry = (realHome: string): string =>
  `cli|${createHash('sha256').update(realHome).digest('hex').slice(0, 16)}`

export class Keychain {
  readonly #options: Required<KeychainOptions>
  readonly #waiting: Job[] = []
  #running: Job | undefined
  #host: KeyringHost | undefined
  #idle: NodeJS.Timeout | undefined
  #state: Keyring | null = null
  /** The trouble behind `state` came from a keyring service that is there. */
  #reached = false
  #lastId = 0
  #disposed = false

  constructor(options: KeychainOptions) {
    this.#options = { answerMs: 5000, personMs: 60_000, idleMs: 30_000, ...options }
  }

  /** As the last call found it; null before the first. */
  get state(): Keyring | null {
    return this.#state
  }

  /** The entry's text, null when there is none. Rejects with KeychainError, after `answerMs` at the latest. */
  async get(account: string): Promise<string | null> {
    return this.#call({ act: 'get', account }, this.#options.answerMs)
  }

  /** The login that Codex keeps for a home, as its auth.json would say it. Rejects like `get`. */
  async codexLogin(home: string): Promise<string | null> {
    return this.#call({ act: 'get', account: codexEntry(home), codex: true }, this.#options.answerMs)
  }

  /** Rejects with KeychainError, after `personMs` at the latest; then nothing is written any more. */
  async set(account: string, value: string): Promise<void> {
    await this.#call({ act: 'set', account, value }, this.#options.personMs)
  }

  /** An entry that isn't there is deleted already. Rejects like `set`. */
  async delete(account: string): Promise<void> {
    await this.#call({ act: 'delete', account }, this.#options.personMs)
  }

  /** Looks whether the keyring can be used: by a question alone or, thoroughly, by writing an entry. Never rejects. */
  async probe(thorough: boolean): Promise<Keyring> {
    try {
      if (thorough) {
        await this.set('probe', 'probe')
        await this.delete('probe')
      } else {
        await this.get('probe')
      }
    } catch {
      // Told in `state`.
    }
    return this.#state ?? ready
  }

  /** Ends the process. Calls that wait are rejected. */
  dispose(): void {
    this.#disposed = true
    this.#giveUp(ended)
  }

  async #call(act: KeyringAct, callerMs: number): Promise<string | null> {
    if (this.#disposed) throw new KeychainError(ended)
    const { personMs } = this.#options
    const outcome = await new Promise<KeyringReply | Trouble>((resolve) => {
      const job: Job = { id: ++this.#lastId, act, settle: resolve, timer: undefined }
      const late = setTimeout(() => {
        // Whoever asked goes on without an answer. A read that was not sent yet is not sent any more; one that the keyring
        // has may still be answered, which tells that it was unlocked. A change must not happen behind anybody's back.
        const place = this.#waiting.indexOf(job)
        if (place >= 0) this.#waiting.splice(place, 1)
        else if (this.#running === job && callerMs >= personMs) this.#giveUp(silent)
        resolve(silent)
      }, callerMs)
      job.settle = (reply) => {
        clearTimeout(late)
        resolve(reply)
      }
      this.#waiting.push(job)
      this.#next()
    })
    if ('kind' in outcome) {
      this.#tellTrouble(outcome)
      throw new KeychainError(outcome)
    }
    if (outcome.ok) return outcome.value
    throw new KeychainError(keyringTrouble(outcome.message))
  }

  #next(): void {
    if (this.#running) return
    clearTimeout(this.#idle)
    const job = this.#waiting.shift()
    if (!job) {
      this.#idle = setTimeout(() => this.#end(), this.#options.idleMs)
      this.#idle.unref()
      return
    }
    this.#running = job
    // A read whose asker has gone on: the person has this long to unlock, then the process goes.
    job.timer = setTimeout(() => this.#giveUp(silent), this.#options.personMs)
    job.timer.unref()
    try {
      this.#host ??= this.#open()
      this.#host.post({ ...job.act, id: job.id })
    } catch (error) {
      const detail = error instanceof Error ? redact(error.message) : null
      this.#giveUp({ ...ended, words: 'The app’s connection to the keyring can’t be started.', detail })
    }
  }

  #open(): KeyringHost {
    const host = this.#options.open()
    host.onReply((reply) => {
      if (host === this.#host && isReply(reply)) this.#answered(reply)
    })
    host.onEnd(() => {
      if (host !== this.#host) return
      this.#host = undefined
      this.#giveUp(ended)
    })
    return host
  }

  #answered(reply: KeyringReply): void {
    const job = this.#running
    if (job?.id !== reply.id) return
    this.#running = undefined
    clearTimeout(job.timer)
    if (!reply.ok) this.#tellTrouble(keyringTrouble(reply.message))
    // A locked keyring, or none behind a running service, says of any entry that it isn't there: no proof of the contrary.
    else if (job.act.act === 'set' || reply.value !== null || !this.#reached) this.#tell(ready)
    job.settle(reply)
    this.#next()
  }

  /** The running call and those behind it fail; the process is ended, so that nothing of them happens later. */
  #giveUp(trouble: Trouble): void {
    const jobs = [...(this.#running ? [this.#running] : []), ...this.#waiting.splice(0)]
    this.#running = undefined
    this.#end()
    for (const job of jobs) {
      clearTimeout(job.timer)
      job.settle(trouble)
    }
  }

  #end(): void {
    const host = this.#host
    this.#host = undefined
    clearTimeout(this.#idle)
    host?.kill()
  }

  #tellTrouble({ kind, words, detail, reached }: Trouble): void {
    this.#tell(kind === 'entry' ? ready : { state: kind, words, detail }, reached)
  }

  #tell(keyring: Keyring, reached = false): void {
    const before = this.#state
    this.#reached = keyring.state !== 'ready' && reached
    this.#state = keyring
    if (before?.state === keyring.state && before.words === keyring.words && before.detail === keyring.detail) return
    this.#options.onState(keyring)
  }
}
