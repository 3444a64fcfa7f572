// A model that fails: what Codex makes of it, and what the window therefore has to show.
import type { TurnError } from '@protocol/v2/TurnError'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isNotification } from '../../../main/codex/server/methods'
import { itemOf, typesOf } from '../../support/codex-session'
import { cutAfter, failedWith, httpError, neverEnds, say } from '../../support/responses-server'
import { burst } from '../../support/burst'
import { setScene, type Scene } from '../../support/scene'

describe('a model that fails', () => {
  let scene: Scene
  let threadId: string

  beforeAll(async () => {
    scene = await setScene()
    threadId = await scene.codex.startThread()
  })
  afterAll(() => scene.end())

  /** What was said of a turn's errors: those it was retried after, and the last one. */
  function errorsOf(turnId: string): { readonly retried: TurnError[]; readonly last: TurnError | undefined } {
    const all = scene.codex.notifications.flatMap((message) =>
      isNotification(message, 'error') && message.params.turnId === turnId ? [message.params] : [],
    )
    return {
      retried: all.filter(({ willRetry }) => willRetry).map(({ error }) => error),
      last: all.find(({ willRetry }) => !willRetry)?.error,
    }
  }

  test.each([
    { status: 401, info: { httpConnectionFailed: { httpStatusCode: 401 } }, says: 'unexpected status 401' },
    { status: 429, info: { responseTooManyFailedAttempts: { httpStatusCode: 429 } }, says: 'exceeded retry limit' },
    { status: 500, info: 'internalServerError', says: 'high demand' },
    { status: 400, info: 'other', says: 'no good' },
  ])('HTTP $status fails the turn and says why', async ({ status, info, says }) => {
    // Codex retries; each attempt gets the same.
    scene.model.queue(...Array.from({ length: 4 }, () => httpError(status, 'no good')))
    const { turn } = await scene.codex.runTurn(threadId, `try ${status}`)
    scene.model.clear()
    expect(turn.status).toBe('failed')
    expect(turn.error).toMatchObject({ codexErrorInfo: info, message: expect.stringContaining(says) })
    expect(errorsOf(turn.id).last).toEqual(turn.error)
  })

  test('a stream that is cut is tried again; half an answer is never completed', async () => {
    scene.model.queue(cutAfter('half'), say('whole'))
    const { turn, items } = await scene.codex.runTurn(threadId, 'cut once')
    expect(turn.status).toBe('completed')
    expect(typesOf(items)).toEqual(['userMessage', 'agentMessage'])
    expect(itemOf(items, 'agentMessage').text).toBe('whole')
    const [retried] = errorsOf(turn.id).retried
    expect(retried).toMatchObject({
      message: 'Reconnecting... 1/1',
      additionalDetails: expect.stringContaining('stream'),
    })
  })

  test('a stream that is cut every time fails the turn', async () => {
    scene.model.queue(cutAfter('half'), cutAfter('half'))
    const { turn } = await scene.codex.runTurn(threadId, 'cut always')
    expect(turn).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('stream disconnected') } })
  })

  test.each([
    ['context_length_exceeded', 'contextWindowExceeded'],
    ['insufficient_quota', 'usageLimitExceeded'],
    ['server_is_overloaded', 'serverOverloaded'],
  ])('the failure %s is told as %s', async (code, info) => {
    scene.model.queue(failedWith(code, 'sorry'), failedWith(code, 'sorry'))
    const { turn } = await scene.codex.runTurn(threadId, code)
    scene.model.clear()
    expect(turn).toMatchObject({ status: 'failed', error: { codexErrorInfo: info } })
  })

  test('a model that never answers can be stopped', async () => {
    const before = scene.model.requests.length
    scene.model.queue(neverEnds())
    const turnId = await scene.codex.startTurn(threadId, 'silence')
    await scene.model.requested(before + 1)
    await scene.codex.request('turn/interrupt', { threadId, turnId })
    expect((await scene.codex.finished(turnId)).status).toBe('interrupted')
  })

  test('a model that is not there is waited for without end, until stopped', async () => {
    const provider = {
      name: 'Gone',
      base_url: 'http://127.0.0.1:9/v1',
      wire_api: 'responses',
      requires_openai_auth: false,
    }
    const gone = await scene.codex.startThread({ modelProvider: 'gone', config: { 'model_providers.gone': provider } })
    const turnId = await scene.codex.startTurn(gone, 'anybody?')
    const error = await scene.codex.seen('error', (params) => params.turnId === turnId)
    expect(error).toMatchObject({ willRetry: true, error: { message: expect.stringContaining('waiting for network') } })
    await scene.codex.request('turn/interrupt', { threadId: gone, turnId })
    expect((await scene.codex.finished(turnId)).status).toBe('interrupted')
  })

  test('after all that the thread still works', async () => {
    scene.model.queue(say('fine'))
    expect((await scene.codex.runTurn(threadId, 'well?')).turn.status).toBe('completed')
  })

  test('20,000 deltas at full speed arrive whole', async () => {
    const { script, text } = burst(20_000)
    scene.model.queue(script)
    const { turn, items } = await scene.codex.runTurn(threadId, 'all of it')
    expect(itemOf(items, 'agentMessage').text).toBe(text)
    const deltas = scene.codex.notifications.filter(
      (message) => isNotification(message, 'item/agentMessage/delta') && message.params.turnId === turn.id,
    )
    expect(deltas).toHaveLength(20_000)
  })
})

describe('unusual input', () => {
  let scene: Scene
  let threadId: string

  beforeAll(async () => {
    scene = await setScene()
    threadId = await scene.codex.startThread()
  })
  afterAll(() => scene.end())

  test('a prompt of 1 MB reaches the model whole', async () => {
    const prompt = 'lorem ipsum '.repeat(87_382).slice(0, 1_048_576)
    const { turn, items } = await scene.codex.runTurn(threadId, prompt)
    expect(turn.status).toBe('completed')
    expect(itemOf(items, 'userMessage').content).toMatchObject([{ text: prompt }])
    expect(scene.model.requests.at(-1)?.input.at(-1)?.text).toBe(prompt)
  })

  test('a prompt past Codex’s limit is refused with a reason', async () => {
    const late = scene.codex.startTurn(threadId, 'x'.repeat(1_048_577))
    await expect(late).rejects.toMatchObject({ code: 'rpc', message: expect.stringMatching(/1048576|maximum/i) })
  })

  test('an image that is none does not stop the turn', async () => {
    const path = scene.home.write('bad.png', 'this is text')
    const { turn } = await scene.codex.runTurn(threadId, 'see', {
      input: [
        { type: 'text', text: 'see', text_elements: [] },
        { type: 'localImage', path },
      ],
    })
    expect(turn.status).toBe('completed')
    expect(JSON.stringify(scene.model.requests.at(-1)?.raw.input)).not.toContain('data:image')
  })

  test('an image that is gone does not stop the turn', async () => {
    const { turn } = await scene.codex.runTurn(threadId, 'see', {
      input: [{ type: 'localImage', path: `${scene.home.projectDir}/missing.png` }],
    })
    expect(turn.status).toBe('completed')
  })
})
