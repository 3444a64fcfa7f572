/**
 * The real Codex for integration tests: one app-server on a test home, everything it said kept in order, and waiting for
 * what it says next. Goes through main/codex, in plain Node.
 */
import type { Turn } from '@protocol/v2/Turn'
import type { ThreadItem } from '@protocol/v2/ThreadItem'
import type { ThreadStartParams } from '@protocol/v2/ThreadStartParams'
import type { TurnStartParams } from '@protocol/v2/TurnStartParams'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { CodexConnection } from '../../main/codex/server/connection'
import {
  isNotification,
  type CodexNotification,
  type NotificationMethod,
  type NotificationOf,
} from '../../main/codex/server/methods'
import type { IncomingRequest } from '../../main/codex/rpc/incoming'
import type { LaunchOptions } from '../../main/codex/server/launch'
import type { TestHome } from './homes'
import { until } from './waiting'

/** What a test answers to a server request; undefined leaves it open. */
export type Answerer = (request: IncomingRequest) => unknown

export interface CodexSession {
  readonly connection: CodexConnection
  /** Every notification so far, oldest first. */
  readonly notifications: readonly CodexNotification[]
  /** Every server request so far, oldest first. */
  readonly requests: readonly IncomingRequest[]
  readonly request: CodexConnection['request']
  /** From now on server requests are answered so. */
  answerWith(answerer: Answerer): void
  /** Resolves with the first notification of a method, past or future, that fits. */
  seen<M extends NotificationMethod>(
    method: M,
    fits?: (params: NotificationOf<M>['params']) => boolean,
  ): Promise<NotificationOf<M>['params']>
  /** Resolves with the first server request of a method, past or future, that fits. */
  asked(method: string, fits?: (request: IncomingRequest) => boolean): Promise<IncomingRequest>
  /** Starts a thread in the home's project and returns its id. */
  startThread(params?: ThreadStartParams): Promise<string>
  /** Starts a turn and returns its id. */
  startTurn(threadId: string, text: string, params?: Partial<TurnStartParams>): Promise<string>
  /** Resolves with the finished turn. */
  finished(turnId: string): Promise<Turn>
  /** Starts a turn, waits for its end, and returns the items it completed. */
  runTurn(threadId: string, text: string, params?: Partial<TurnStartParams>): Promise<FinishedTurn>
  /** Items of a thread or turn as they were completed. */
  completedItems(id: string): ThreadItem[]
  close(): Promise<void>
}

export interface FinishedTurn {
  readonly turn: Turn
  readonly items: readonly ThreadItem[]
}

/** The staged binary for this platform. */
export function codexBinary(): string {
  const labels: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }
  const folder = fileURLToPath(new URL('../../codex-bin', import.meta.url))
  const name = process.platform === 'win32' ? 'codex.exe' : 'codex'
  return join(folder, `${labels[process.platform]}-${process.arch}`, '0.169.0', 'bin', name)
}

/** Opens app-server on a home. `intercept` sees server requests first, as the app's broker does; true means it answers. `launch` starts the binary in another way. */
export async function openCodex(
  home: Pick<TestHome, 'codexHome' | 'projectDir'>,
  env: Readonly<Record<string, string>> = {},
  intercept: (request: IncomingRequest) => boolean = () => false,
  launch?: LaunchOptions['launch'],
): Promise<CodexSession> {
  const notifications: CodexNotification[] = []
  const requests: IncomingRequest[] = []
  let answerer: Answerer = () => undefined
  const connection = await CodexConnection.open({
    home: home.codexHome,
    bundle: { codex: codexBinary() },
    clientVersion: '0.0.0-test',
    ...(launch ? { launch } : {}),
    env,
    interceptRequest: intercept,
    onNotification: (message) => void notifications.push(message),
    onServerRequest: (request) => {
      requests.push(request)
      const answer = answerer(request)
      if (answer !== undefined) request.respond(answer)
    },
  })
  const session: CodexSession = {
    connection,
    notifications,
    requests,
    request: connection.request.bind(connection) as CodexConnection['request'],
    answerWith: (next) => {
      answerer = next
    },
    seen: (method, fits) => firstSeen(notifications, method, fits),
    asked: (method, fits = () => true) =>
      until(() => requests.find((request) => request.method === method && fits(request)), `a server request ${method}`),
    startThread: async (params = {}) => {
      const defaults = { cwd: home.projectDir, sandbox: 'read-only', approvalPolicy: 'on-request' } as const
      const { thread } = await connection.request('thread/start', { ...defaults, ...params })
      return thread.id
    },
    startTurn: async (threadId, text, params = {}) => {
      const input = [{ type: 'text' as const, text, text_elements: [] }]
      const { turn } = await connection.request('turn/start', { threadId, input, ...params })
      return turn.id
    },
    finished: async (turnId) => (await session.seen('turn/completed', ({ turn }) => turn.id === turnId)).turn,
    runTurn: async (threadId, text, params) => {
      const turnId = await session.startTurn(threadId, text, params)
      const turn = await session.finished(turnId)
      return { turn, items: session.completedItems(turnId) }
    },
    completedItems: (id) =>
      notifications.flatMap((message) =>
        isNotification(message, 'item/completed') && (message.params.turnId === id || message.params.threadId === id)
          ? [message.params.item]
          : [],
      ),
    close: async () => {
      await connection.close()
    },
  }
  return session
}

async function firstSeen<M extends NotificationMethod>(
  notifications: readonly CodexNotification[],
  method: M,
  fits: (params: NotificationOf<M>['params']) => boolean = () => true,
): Promise<NotificationOf<M>['params']> {
  // The generated types tie params to the method; what comes off the wire is Codex's own.
  const paramsOf = (message: CodexNotification) => message.params as NotificationOf<M>['params']
  const found = await until(
    () => notifications.find((message) => message.method === method && fits(paramsOf(message))),
    `a notification ${method}`,
  )
  return paramsOf(found)
}

/** Types of a list of items, in order. */
export function typesOf(items: readonly ThreadItem[]): string[] {
  return items.map((item) => item.type)
}

/** The first item of a type; fails the test when there is none. */
export function itemOf<T extends ThreadItem['type']>(
  items: readonly ThreadItem[],
  type: T,
): Extract<ThreadItem, { type: T }> {
  for (const item of items) if (isItem(item, type)) return item
  throw new Error(`no ${type} among: ${typesOf(items).join(', ') || 'nothing'}`)
}

function isItem<T extends ThreadItem['type']>(item: ThreadItem, type: T): item is Extract<ThreadItem, { type: T }> {
  return item.type === type
}
