// What each call of the page about session files does: a line or two per call, handing over to main/sessions.
import type { sessionCalls } from '@contract/sessions'
import type { Handlers } from './router'

export type SessionHandlers = Pick<Handlers, keyof typeof sessionCalls>
