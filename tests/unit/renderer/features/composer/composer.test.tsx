// The composer as a person uses it: writing, sending, steering, choosing, being told what stands in the way.
import { act, cleanup, createEvent, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { ok } from '../../../../../preload/contract/result'
import { Composer } from '../../../../../renderer/features/composer'
import { sampleAccount } from '../accounts/sample-account'
import { useAccounts } from '../../../../../renderer/stores/accounts/accounts'
import { emptyCatalog, useCatalog } from '../../../../../renderer/stores/composer/catalog'
import { emptyDraft, useComposer } from '../../../../../renderer/stores/composer/composer'
import { readThread } from '../../../../../renderer/stores/threads/thread-fields'
import { emptyThread, type ThreadState } from '../../../../../renderer/stores/threads/model'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useServers } from '../../../../../renderer/stores/app/servers'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { model } from './sample-models'
import { sampleProject } from '../../../../support/sample-project'

const project: Project = sampleProject({ id: 'p', path: '/srv/app', name: 'app', source: 'demo' })
const acts = {
  send: vi.fn(async () => ok({ threadId: 't' })),
  steer: vi.fn(async () => ok(null)),
  queue: vi.fn(async () => ok(null)),
  interrupt: vi.fn(async () => ok(null)),
  compact: vi.fn(async () => ok(null)),
  rename: vi.fn(async () => ok(null)),
  unqueue: vi.fn(async () => ok(null)),
}
const call = vi.fn(async (_name: string, _params: unknown): Promise<unknown> => ok(null))

beforeEach(() => {
  for (const act of Object.values(acts)) act.mockClear()
  call.mockClear()
  Object.defineProperty(window, 'deck', {
    configurable: true,
    value: { call, onEvents: () => () => undefined, pathOf: () => '' },
  })
  useProjects.setState({ projects: [project], activeId: 'p', activeThreadId: { p: 't' } })
  useThreads.setState({ threads: { t: emptyThread('p', 't') }, ...acts })
  useComposer.setState({ drafts: {}, history: {} })
  useServers.setState({ byProject: {} })
  useAccounts.setState({ accounts: [sampleAccount({ state: 'signed-in', kind: 'chatgpt' })] })
  useCatalog.setState({
    byProject: { p: { ...emptyCatalog, loaded: true, models: [model('fast', ['low', 'high'], 'low')] } },
  })
})
afterEach(cleanup)

const draw = (threadId: string | null = 't') => render(<Composer projectId="p" threadId={threadId} />)
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message Codex' })
const change = (part: Partial<ThreadState>) =>
  act(() =>
    useThreads.setState((state) => ({ threads: { t: { ...(state.threads['t'] ?? emptyThread('p', 't')), ...part } } })),
  )
const run = () => change({ runningTurnId: 'turn' })

/** Types at the end, with the caret there, as a browser would leave it. */
function type(text: string) {
  fireEvent.change(field(), { target: { value: text } })
  field().setSelectionRange(text.length, text.length)
  fireEvent.select(field())
}

describe('sending', () => {
  it('takes Enter and empties the field', async () => {
    draw()
    type('Hello')
    fireEvent.keyDown(field(), { key: 'Enter' })
    await waitFor(() =>
      expect(acts.send).toHaveBeenCalledWith('p', 't', expect.objectContaining({ text: 'Hello', preset: 'ask' })),
    )
    expect(field().value).toBe('')
  })

  it('never takes an Enter that ends a composition', () => {
    draw()
    type('にほん')
    fireEvent(field(), createEvent.keyDown(field(), { key: 'Enter', isComposing: true }))
    fireEvent.keyDown(field(), { key: 'Enter', keyCode: 229 })
    expect(acts.send).not.toHaveBeenCalled()
  })

  it('does nothing with Shift+Enter, or when nothing was written', () => {
    draw()
    fireEvent.keyDown(field(), { key: 'Enter' })
    type('Hello')
    fireEvent.keyDown(field(), { key: 'Enter', shiftKey: true })
    expect(acts.send).not.toHaveBeenCalled()
  })

  it('puts the message back when Codex did not take it', async () => {
    acts.send.mockResolvedValueOnce({ ok: false, error: { code: 'x', message: 'no' } } as never)
    draw()
    type('Precious')
    fireEvent.click(screen.getByRole('button', { name: 'Send' }))
    await waitFor(() => expect(acts.send).toHaveBeenCalled())
    await waitFor(() => expect(field().value).toBe('Precious'))
  })

  it('is refused beyond what Codex takes, and says so', () => {
    draw()
    type('x'.repeat((1 << 20) + 1))
    expect(screen.getByRole('alert').textContent).toMatch(/1,048,577 characters/)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true)
  })
})

describe('a chat with a model provider that the account doesn’t pay for', () => {
  beforeEach(() => {
    useAccounts.setState({ accounts: [sampleAccount({ state: 'signed-in', kind: 'bedrock' })] })
    useProjects.setState({ projects: [{ ...project, source: 'account' }] })
    change({ thread: readThread({ id: 't', modelProvider: 'openai' }) })
  })

  it('goes on in a copy, which takes the words along and leaves the chosen model behind', async () => {
    useComposer.setState({ drafts: { t: { ...emptyDraft, text: 'Hello', model: 'fast', effort: 'low' } } })
    const fork = vi.fn(async () => {
      useComposer.getState().adopt('t', 'copy')
      return ok({ threadId: 'copy' })
    })
    useThreads.setState({ fork })
    draw()
    expect(screen.getByTestId('blocker').textContent).toContain('begun with OpenAI')
    fireEvent.keyDown(field(), { key: 'Enter' })
    expect(acts.send).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: 'Go on in a copy' }))
    await vi.waitFor(() =>
      expect(useComposer.getState().drafts['copy']).toMatchObject({ text: 'Hello', model: null, effort: null }),
    )
    expect(fork).toHaveBeenCalledWith('p', 't', null)
    expect(useComposer.getState().drafts['t']?.text).toBe('')
  })

  it('or is left for a new chat', () => {
    draw()
    fireEvent.click(screen.getByRole('button', { name: 'New chat' }))
    expect(useProjects.getState().activeThreadId['p']).toBeNull()
  })
})

describe('while a turn runs', () => {
  it('Enter steers, Tab queues, Ctrl+. stops', async () => {
    draw()
    run()
    type('Also this')
    fireEvent.keyDown(field(), { key: 'Enter' })
    await waitFor(() => expect(acts.steer).toHaveBeenCalledWith('t', expect.objectContaining({ text: 'Also this' })))
    type('And then that')
    fireEvent.keyDown(field(), { key: 'Tab' })
    await waitFor(() =>
      expect(acts.queue).toHaveBeenCalledWith('t', expect.objectContaining({ text: 'And then that' })),
    )
    fireEvent.keyDown(field(), { key: '.', ctrlKey: true })
    await waitFor(() => expect(acts.interrupt).toHaveBeenCalledWith('t'))
  })

  it('there is a Stop button', () => {
    draw()
    expect(screen.queryByTestId('stop')).toBeNull()
    run()
    fireEvent.click(screen.getByTestId('stop'))
    expect(acts.interrupt).toHaveBeenCalledWith('t')
  })

  it('queued messages can be taken back to edit', async () => {
    draw()
    change({
      runningTurnId: 'turn',
      queue: [
        {
          id: 'q1',
          input: [{ type: 'text', text: 'Later', text_elements: [] }],
          clientUserMessageId: 'c',
          responsesapiClientMetadata: null,
        },
      ],
    })
    expect(screen.getByTestId('queue').textContent).toContain('Later')
    fireEvent.click(screen.getByRole('button', { name: 'Edit queued message' }))
    await waitFor(() => expect(field().value).toBe('Later'))
    expect(acts.unqueue).toHaveBeenCalledWith('t', 'q1')
  })
})

describe('the history', () => {
  it('comes back with the arrows, and what was typed after it', async () => {
    useComposer.setState({ history: { p: ['first', 'second'] } })
    draw()
    type('half')
    field().setSelectionRange(0, 0)
    fireEvent.keyDown(field(), { key: 'ArrowUp' })
    await waitFor(() => expect(field().value).toBe('second'))
    await waitFor(() => expect(field().selectionStart).toBe('second'.length))
    fireEvent.keyDown(field(), { key: 'ArrowDown' })
    await waitFor(() => expect(field().value).toBe('half'))
  })
})

describe('the lists over the field', () => {
  const files = [
    { root: '/srv/app', path: 'docs/parser.md', match_type: 'file', file_name: 'parser.md', score: 10, indices: null },
    { root: '/srv/app', path: 'src/parser.ts', match_type: 'file', file_name: 'parser.ts', score: 90, indices: null },
  ]

  it('find files, best first, and mention the chosen one', async () => {
    call.mockResolvedValue(ok({ files }))
    draw()
    type('fix @par')
    await screen.findAllByRole('option')
    expect(screen.getAllByRole('option')[0]?.textContent).toContain('src/parser.ts')
    expect(call).toHaveBeenCalledWith(
      'codex/request',
      expect.objectContaining({
        method: 'fuzzyFileSearch',
        params: expect.objectContaining({ query: 'par', roots: ['/srv/app'] }),
      }),
    )
    expect(field().getAttribute('aria-activedescendant')).toBe(screen.getAllByRole('option')[0]?.id)
    fireEvent.keyDown(field(), { key: 'Enter' })
    expect(field().value).toBe('fix @src/parser.ts ')
    expect(useComposer.getState().drafts['t']?.mentions).toEqual([{ name: 'parser.ts', path: 'src/parser.ts' }])
    expect(acts.send).not.toHaveBeenCalled()
  })

  it('close with Escape and leave the text', async () => {
    draw()
    type('/co')
    expect(screen.getByRole('listbox', { name: 'Commands' })).toBeTruthy()
    fireEvent.keyDown(field(), { key: 'Escape' })
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(field().value).toBe('/co')
    type('/com')
    expect(screen.queryByRole('listbox')).toBeNull()
  })

  it('run a command that needs nothing more', async () => {
    draw()
    type('/comp')
    fireEvent.keyDown(field(), { key: 'Enter' })
    await waitFor(() => expect(acts.compact).toHaveBeenCalledWith('t'))
    expect(field().value).toBe('')
  })

  it('move with the arrows', () => {
    draw()
    type('/re')
    const chosen = () =>
      screen.getAllByRole('option').find((option) => option.getAttribute('aria-selected') === 'true')?.textContent
    expect(chosen()).toMatch(/^\/review/)
    fireEvent.keyDown(field(), { key: 'ArrowDown' })
    expect(chosen()).toMatch(/^\/rename/)
    fireEvent.keyDown(field(), { key: 'ArrowDown' })
    expect(chosen()).toMatch(/^\/review/)
  })
})

describe('commands', () => {
  it('with their argument run instead of being sent', async () => {
    draw()
    type('/rename Faster parser')
    fireEvent.keyDown(field(), { key: 'Enter' })
    await waitFor(() => expect(acts.rename).toHaveBeenCalledWith('p', 't', 'Faster parser'))
    expect(acts.send).not.toHaveBeenCalled()
  })

  it('that are unknown are sent as text', async () => {
    draw()
    type('/frobnicate now')
    fireEvent.keyDown(field(), { key: 'Enter' })
    await waitFor(() => expect(acts.send).toHaveBeenCalled())
  })

  it('/status shows how the next message is sent', async () => {
    draw()
    type('/status')
    fireEvent.keyDown(field(), { key: 'Enter' })
    expect((await screen.findByTestId('status-card')).textContent).toMatch(/Scripted demo, not AI.*Ask.*\/srv\/app/)
  })
})

describe('the pickers', () => {
  const openPicker = (testId: string) => fireEvent.keyDown(screen.getByTestId(testId), { key: 'Enter' })

  it('change the preset', async () => {
    draw()
    openPicker('picker-preset')
    fireEvent.click(await screen.findByRole('menuitemradio', { name: /Auto in folder/ }))
    await waitFor(() => expect(useComposer.getState().drafts['t']?.preset).toBe('auto'))
  })

  it('ask before full access, and mark it', async () => {
    draw()
    openPicker('picker-preset')
    fireEvent.click(await screen.findByRole('menuitemradio', { name: /Full access/ }))
    expect(await screen.findByRole('dialog', { name: /full access/ })).toBeTruthy()
    expect(useComposer.getState().drafts['t']?.preset ?? 'ask').toBe('ask')
    fireEvent.click(screen.getByRole('button', { name: 'Use full access' }))
    expect(screen.getByTestId('picker-preset').className).toContain('text-failed')
  })

  it('offer an untrusted folder nothing but reading', () => {
    useProjects.setState({ projects: [{ ...project, trust: 'restricted' }] })
    draw()
    expect(screen.getByTestId('picker-preset').textContent).toBe('Read only')
  })

  it('switch plan mode', () => {
    draw()
    fireEvent.click(screen.getByTestId('toggle-plan'))
    expect(screen.getByTestId('toggle-plan').getAttribute('aria-pressed')).toBe('true')
  })
})

describe('images', () => {
  it('that are none are refused in words', async () => {
    draw()
    const fake = new File(['hello'], 'fake.png', { type: 'image/png' })
    fireEvent.change(screen.getByTestId('image-files'), { target: { files: [fake] } })
    expect((await screen.findByRole('alert')).textContent).toContain('fake.png is not an image')
  })

  it('can be removed again', () => {
    useComposer.getState().edit('t', { images: [{ name: 'shot.png', dataUrl: 'data:image/png;base64,AAAA' }] })
    draw()
    fireEvent.click(screen.getByRole('button', { name: 'Remove shot.png' }))
    expect(screen.queryByRole('img')).toBeNull()
  })
})

describe('what stands in the way', () => {
  it('is said, and nothing is sent, but the draft can be written', () => {
    useProjects.setState({ projects: [{ ...project, problem: 'missing' }] })
    draw()
    type('Hello')
    fireEvent.keyDown(field(), { key: 'Enter' })
    expect(screen.getByTestId('blocker').textContent).toMatch(/folder is gone/)
    expect(screen.getByRole('form', { name: 'Composer' }).dataset['ready']).toBe('false')
    expect(acts.send).not.toHaveBeenCalled()
    expect(field().value).toBe('Hello')
  })

  it('is nothing in a usable project', () => {
    draw()
    expect(screen.getByRole('form', { name: 'Composer' }).dataset['ready']).toBe('true')
  })
})
