// A server of an account's home that answers as Codex does, as far as a test tells it to: who is signed in, and what goes wrong.
import type { AuthServer } from '../../../../main/accounts/auth-server'

type Answer = (params: Record<string, unknown>) => unknown

export interface FakeAuthServer {
  /** As the code takes it. */
  readonly server: AuthServer
  /** Methods asked for so far, with their params. */
  readonly asked: { method: string; params: unknown }[]
  /** How often each method was asked for. */
  count(method: string): number
  /** What the methods answer from now on; an Error is thrown. */
  answers: Record<string, Answer>
  /** Why it was put to rest, each time. */
  readonly rested: string[]
  /** Sends a notification, and waits until whoever listens has done with it. */
  tell(method: string, params?: unknown): Promise<void>
}

export const chatgptAccount = {
  type: 'chatgpt',
  email: 'ada@example.org',
  planType: 'plus',
  workspaceName: 'Acme',
} as const

/** A server on which nobody is signed in. */
export function fakeAuthServer(answers: Record<string, Answer> = {}): FakeAuthServer {
  const listeners: ((message: { method: string; params: unknown }) => void)[] = []
  const fake: FakeAuthServer = {
    asked: [],
    rested: [],
    answers: {
      'account/read': () => ({ account: null }),
      'account/logout': () => ({}),
      'account/login/cancel': () => ({ status: 'canceled' }),
      getAuthStatus: () => ({ authMethod: null, authToken: null }),
      ...answers,
    },
    count: (method) => fake.asked.filter((one) => one.method === method).length,
    tell: async (method, params = {}) => {
      for (const listener of listeners) listener({ method, params })
      await new Promise((resolve) => setImmediate(resolve))
    },
    server: {
      request: async (method: string, params: unknown) => {
        fake.asked.push({ method, params })
        const answer = fake.answers[method]
        if (answer === undefined) throw new Error(`nobody said what ${method} answers`)
        const value = await answer(Object(params))
        if (value instanceof Error) throw value
        return value
      },
      onNotification: (listener: (typeof listeners)[number]) => {
        listeners.push(listener)
        return () => undefined
      },
      rest: (reason: Error) => {
        fake.rested.push(reason.message)
        return Promise.resolve()
      },
    } as unknown as AuthServer, // the few methods that are used, without their hundred types
  }
  return fake
}
