// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { exportSession } from '../../../../../renderer/stores/sessions/export'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { fakeDeck, refusal } from '../fake-deck'
import { projectId, threadId } from '../samples'

const notice = () => useNotices.getState().notices[0]
const report = (path: string, masked: object[] = []) => ({ path, bytes: 9, masked })

beforeEach(() => useNotices.setState({ notices: [] }))
afterEach(() => vi.unstubAllGlobals())

it('asks main for the session in the format, and offers the file', async () => {
  const deck = fakeDeck({ 'sessions/export': report('/home/me/My chat.html') })
  await exportSession(projectId, threadId, 'html')
  expect(deck.of('sessions/export')).toEqual([{ projectId, threadId, format: 'html' }])
  expect(notice()?.message).toBe('Exported to My chat.html. No secret was found in it.')
  notice()?.action?.run()
  expect(deck.of('exports/reveal')).toHaveLength(1)
})

it('counts what was masked, by kind, and never shows more than the count', async () => {
  fakeDeck({
    'sessions/export': report('C:\\Users\\me\\chat.md', [
      { kind: 'API key', count: 2 },
      { kind: 'JSON Web Token', count: 1 },
    ]),
  })
  await exportSession(projectId, threadId, 'markdown')
  expect(notice()).toMatchObject({
    message: 'Exported to chat.md. 3 secrets were masked.',
    detail: '2 × API key\n1 × JSON Web Token',
  })
})

it('speaks of one secret as one', async () => {
  fakeDeck({ 'sessions/export': report('/x/chat.jsonl', [{ kind: 'API key', count: 1 }]) })
  await exportSession(projectId, threadId, 'jsonl')
  expect(notice()?.message).toBe('Exported to chat.jsonl. 1 secret was masked.')
})

it('says nothing when the dialog was closed', async () => {
  vi.stubGlobal('deck', { call: () => Promise.resolve({ ok: true, value: null }) })
  await exportSession(projectId, threadId, 'html')
  expect(notice()).toBeUndefined()
})

it('tells why nothing was written', async () => {
  fakeDeck({ 'sessions/export': refusal('The disk is full.') })
  await exportSession(projectId, threadId, 'html')
  expect(notice()).toMatchObject({
    level: 'error',
    message: 'The session was not exported: The disk is full.',
    projectId,
  })
})
