// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Prompt } from '../../../../../preload/contract/extensions'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { usePrompts } from '../../../../../renderer/stores/config/prompts'
import { freshen } from './freshen'
import { fakeDeck, refusal } from '../fake-deck'
import { projectId } from './sample-config'

const reset = freshen(usePrompts)
beforeEach(() => {
  reset()
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.unstubAllGlobals())

const prompt: Prompt = { name: 'x', path: '/h/prompts/x.md', where: 'home', description: null, hint: null, begin: 'Do' }
const list = { folder: '/h/prompts', prompts: [prompt], left: [] }
const expand = (argument = '') => usePrompts.getState().expand(projectId, { name: 'x', argument })

describe('prompts', () => {
  it('that can’t be listed any more stay as they were, and say why', async () => {
    fakeDeck({ 'prompts/list': list })
    await usePrompts.getState().load(projectId)
    vi.unstubAllGlobals()
    fakeDeck({ 'prompts/list': refusal('The disk is gone.') })
    await usePrompts.getState().load(projectId)
    expect(usePrompts.getState().byProject[projectId]).toMatchObject({
      prompts: [prompt],
      problem: { message: 'The disk is gone.' },
    })
  })

  it('are put in as the file says now; what can’t be put in fails', async () => {
    const deck = fakeDeck({ 'prompts/read': { body: 'Do $1' } })
    expect(await expand('it')).toEqual({ ok: true, value: 'Do it' })
    expect(deck.of('prompts/read')).toEqual([{ projectId, name: 'x' }])
    vi.unstubAllGlobals()
    fakeDeck({ 'prompts/read': { body: ' \n' } })
    expect(await expand()).toMatchObject({ ok: false, error: { message: 'The prompt x says nothing.' } })
    vi.unstubAllGlobals()
    fakeDeck({ 'prompts/read': refusal('There is no prompt named x.') })
    expect(await expand()).toMatchObject({ ok: false, error: { message: 'There is no prompt named x.' } })
  })

  it('are deleted with a way back', async () => {
    const deck = fakeDeck({ 'prompts/list': list, 'config/remove': { undoId: 'u1' }, 'config/undo': [] })
    await usePrompts.getState().remove(projectId, prompt)
    expect(deck.of('config/remove')).toEqual([{ projectId, file: { kind: 'prompt', name: 'x' } }])
    useNotices.getState().notices.at(-1)?.action?.run()
    await vi.waitFor(() => expect(deck.of('config/undo')).toEqual([{ undoIds: ['u1'] }]))
  })
})
