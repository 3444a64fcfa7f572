// A process that talks to a keyring, without the process: the test says what it answers, and when.
import { keyringTrouble } from '../../../../main/secrets/keyring-trouble'
import { KeychainError } from '../../../../main/secrets/keychain'
import type { KeyringHost, KeyringReply, KeyringRequest } from '../../../../main/secrets/keyring-port'

export const locked = "Couldn't access platform storage: Secret Service: unlock prompt was dismissed"
export const nobody = 'Platform failure: DBus error: Failed to connect to socket /run/bus: No such file or directory'
export const noCollection = "Couldn't access platform storage: Secret Service: no result found"

/** What is answered: a reply's content, 'silence', or 'crash'. */
export type Behaviour = (
  request: KeyringRequest,
) => { value: string | null } | { message: string } | 'silence' | 'crash'

export class FakeHost implements KeyringHost {
  readonly requests: KeyringRequest[] = []
  killed = false
  #reply: (reply: unknown) => void = () => undefined
  #end: () => void = () => undefined

  constructor(private readonly behaviour: Behaviour) {}

  post(request: KeyringRequest): void {
    this.requests.push(request)
    const answer = this.behaviour(request)
    if (answer === 'silence') return
    queueMicrotask(() => (answer === 'crash' ? this.#end() : this.answer(request, answer)))
  }

  /** Answers late, or again, or wrongly. */
  answer(request: KeyringRequest, answer: { value: string | null } | { message: string }): void {
    const { id } = request
    const reply: KeyringReply = 'message' in answer ? { id, ok: false, ...answer } : { id, ok: true, ...answer }
    this.say(reply)
  }

  say(anything: unknown): void {
    this.#reply(anything)
  }

  onReply(listener: (reply: unknown) => void): void {
    this.#reply = listener
  }

  onEnd(listener: () => void): void {
    this.#end = listener
  }

  kill(): void {
    this.killed = true
    queueMicrotask(() => this.#end())
  }
}

/** A keyring that works, on a map. */
export function working(entries: Map<string, string>): Behaviour {
  return (request) => {
    switch (request.act) {
      case 'get':
        return { value: entries.get(request.account) ?? null }
      case 'set':
        entries.set(request.account, request.value)
        return { value: null }
      case 'delete':
        entries.delete(request.account)
        return { value: null }
      default:
        return request satisfies never
    }
  }
}

/** The error that a keychain throws for a keyring's message. */
export const keychainError = (message: string): KeychainError => new KeychainError(keyringTrouble(message))
