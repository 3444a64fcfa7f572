// The only door from the page: checks who calls, checks what is said, hands it to its handler, answers with a Result.
import { ipcMain } from 'electron'
import { appCalls, type AppCall, type AppResults } from '@contract/channels'
import { fail, ok, type Result } from '@contract/result'
import type { z } from 'zod'
import { callChannel } from '../../preload/bridge'
import { toDeckError } from '../app/failure'
import { isTrustedFrame } from './sender'

/** One handler a call; params have passed the call's schema. Throwing is answered as an error in words. */
export type Handlers = {
  [C in AppCall]: (params: z.output<(typeof appCalls)[C]>) => Promise<AppResults[C]> | AppResults[C]
}

export interface RouterOptions {
  handlers: Handlers
  /** Whether a frame's address is the app's own page. */
  isAppPage: (url: string) => boolean
  /** Told of refused and failed calls, for the log. */
  onFailure: (call: string, reason: unknown) => void
}

const isAppCall = (name: unknown): name is AppCall => typeof name === 'string' && Object.hasOwn(appCalls, name)

async function run<C extends AppCall>(handlers: Handlers, call: C, params: unknown): Promise<Result<AppResults[C]>> {
  const checked = appCalls[call].safeParse(params)
  if (!checked.success)
    return fail('bad-params', `“${call}” was called wrongly: ${checked.error.issues[0]?.message ?? 'bad params'}`)
  // The schema just checked is the one that the handler's type was made from; TypeScript can't follow that through `C`.
  const handler = handlers[call] as (params: unknown) => Promise<AppResults[C]> | AppResults[C]
  return ok(await handler(checked.data))
}

/** Opens the door. Called once. */
export function installRouter({ handlers, isAppPage, onFailure }: RouterOptions): void {
  ipcMain.handle(callChannel, async (event, call: unknown, params: unknown): Promise<Result<unknown>> => {
    if (!isTrustedFrame(event.senderFrame, isAppPage)) {
      onFailure(String(call), 'refused: not the app’s page')
      return fail('forbidden', 'This page may not call the app.')
    }
    if (!isAppCall(call)) return fail('unknown-call', 'The app has no such call.')
    try {
      return await run(handlers, call, params)
    } catch (error) {
      onFailure(call, error)
      return { ok: false, error: toDeckError(error) }
    }
  })
}
