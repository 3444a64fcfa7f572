import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PendingRequest } from '../../../../../preload/contract/model'
import { RequestCard } from '../../../../../renderer/features/requests'
import { useRequests } from '../../../../../renderer/stores/app/requests'
import { useUi } from '../../../../../renderer/stores/app/ui'

const call = vi.fn()

beforeEach(() => {
  call.mockResolvedValue({ ok: true, value: null })
  Object.assign(window, { deck: { call, onEvents: () => () => undefined, pathOf: () => '' } })
})
afterEach(() => {
  cleanup()
  call.mockReset()
  useRequests.getState().receive([])
})

function request(method: string, params: unknown, more: Partial<PendingRequest> = {}): PendingRequest {
  return {
    key: 'p:1:7',
    projectId: '0123456789abcdef',
    method,
    params,
    threadId: 't',
    itemId: 'i',
    item: null,
    receivedAtMs: Date.now(),
    ...more,
  }
}

function show(waiting: PendingRequest) {
  useRequests.getState().receive([waiting])
  render(<RequestCard request={waiting} placement="inline" />)
  return screen.getByTestId('request')
}

const command = request('item/commandExecution/requestApproval', {
  kind: 'command',
  command: "/bin/bash -lc 'rm -rf build'",
  cwd: '/srv/project',
  reason: 'Clean up first?',
  availableDecisions: ['accept', 'acceptForSession', 'cancel'],
})
const armed = () =>
  waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Allow once' }).disabled).toBe(false))
const answers = () => call.mock.calls.filter(([name]) => name === 'requests/answer').map(([, params]) => params)

describe('a command approval', () => {
  it('shows the whole command, where it runs and why', () => {
    const card = show(command)
    expect(screen.getByLabelText('Command').textContent).toBe("/bin/bash -lc 'rm -rf build'")
    expect(card.textContent).toContain('/srv/project')
    expect(card.textContent).toContain('Clean up first?')
  })

  it('makes characters visible that would hide what runs', () => {
    show(request(command.method, { command: 'echo safe\u202Egnp.sh' }))
    expect(screen.getByLabelText('Command').textContent).toContain('U+202E')
  })

  it('sends exactly the decision of the pressed button', async () => {
    show(command)
    await armed()
    fireEvent.click(screen.getByRole('button', { name: 'Allow for this session' }))
    expect(answers()).toEqual([{ key: 'p:1:7', response: { decision: 'acceptForSession' } }])
  })

  it('offers no decision that Codex did not list, except declining', () => {
    show(request(command.method, { command: 'ls', availableDecisions: ['accept'] }))
    expect(screen.queryByRole('button', { name: 'Allow for this session' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Decline' })).toBeTruthy()
  })

  it('ignores a press in its first moment, which was meant for what stood there before', () => {
    show(command)
    fireEvent.click(screen.getByRole('button', { name: 'Allow once' }))
    expect(answers()).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: 'Decline' }))
    expect(answers()).toHaveLength(1)
  })

  it('is answered once, however often it is pressed', async () => {
    let finish: (result: unknown) => void = () => undefined
    call.mockReturnValue(new Promise((resolve) => (finish = resolve)))
    show(command)
    await armed()
    fireEvent.click(screen.getByRole('button', { name: 'Allow once' }))
    fireEvent.click(screen.getByRole('button', { name: 'Allow once' }))
    fireEvent.click(screen.getByRole('button', { name: 'Decline' }))
    expect(answers()).toHaveLength(1)
    await act(async () => finish({ ok: true, value: null }))
    expect(useRequests.getState().requests).toEqual([])
  })

  it('says on the card why an answer was not taken', async () => {
    call.mockResolvedValue({ ok: false, error: { code: 'x', message: 'Codex was gone.', detail: 'exit 9' } })
    show(command)
    fireEvent.click(screen.getByRole('button', { name: 'Decline' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Codex was gone.')
  })
})

describe('the keyboard', () => {
  it('never approves by Enter, wherever it is pressed', async () => {
    const card = show(command)
    await armed()
    card.focus()
    for (const target of [card, document.body, screen.getByLabelText('Command')]) {
      fireEvent.keyDown(target, { key: 'Enter' })
      fireEvent.keyUp(target, { key: 'Enter' })
    }
    expect(answers()).toEqual([])
  })

  it('has no button focused by itself, and the card comes before every button', () => {
    const card = show(command)
    expect(document.activeElement).toBe(document.body)
    const first = card.ownerDocument.querySelector<HTMLElement>('[tabindex="0"], button')
    expect(first).toBe(card)
  })

  it('chooses with y, a and n while the card itself has the focus', async () => {
    const card = show(command)
    await armed()
    card.focus()
    fireEvent.keyDown(card, { key: 'n' })
    expect(answers()).toEqual([{ key: 'p:1:7', response: { decision: 'decline' } }])
  })

  it('does not choose with letters typed elsewhere in the card, or with a modifier, or held down', async () => {
    const card = show(command)
    await armed()
    fireEvent.keyDown(screen.getByRole('button', { name: 'Decline' }), { key: 'y' })
    fireEvent.keyDown(card, { key: 'y', ctrlKey: true })
    fireEvent.keyDown(card, { key: 'y', repeat: true })
    expect(answers()).toEqual([])
  })

  it('brings the focus to the card, not to a button, when it is asked to', () => {
    const card = show(command)
    act(() => useUi.getState().focusRequest('p:1:7'))
    expect(document.activeElement).toBe(card)
    expect(useUi.getState().focusRequestKey).toBeNull()
  })
})

describe('a file approval', () => {
  const edit = request(
    'item/fileChange/requestApproval',
    { reason: 'Needs write access', grantRoot: '/srv/project' },
    {
      item: {
        type: 'fileChange',
        id: 'i',
        status: 'inProgress',
        changes: [
          { path: '/srv/project/a.txt', kind: { type: 'add' }, diff: 'hello\n' },
          { path: '/srv/project/b.txt', kind: { type: 'update', move_path: null }, diff: '@@ -1 +1 @@\n-old\n+new\n' },
        ],
      },
    },
  )

  it('shows every file with its change, and what else it would grant', () => {
    const card = show(edit)
    expect(screen.getByRole('heading', { name: 'Change these 2 files?' })).toBeTruthy()
    expect(card.textContent).toContain('hello')
    expect(card.textContent).toContain('/srv/project/b.txt')
    expect(card.textContent).toContain('writing anywhere under /srv/project')
  })

  it('warns when Codex did not say what it is about', () => {
    expect(show({ ...edit, item: null }).textContent).toContain('did not say which files')
  })
})

describe('a question', () => {
  const ask = request('item/tool/requestUserInput', {
    questions: [
      {
        id: 'a',
        header: 'Style',
        question: 'Which one?',
        isOther: true,
        isSecret: false,
        options: [{ label: 'Tabs', description: 'wide' }],
      },
      { id: 'b', header: 'Key', question: 'Which key?', isOther: false, isSecret: true, options: null },
    ],
    autoResolutionMs: 60_000,
  })

  it('is sent only when everything is answered, in the shape that Codex reads', () => {
    show(ask)
    const send = screen.getByRole<HTMLButtonElement>('button', { name: 'Send answer' })
    expect(send.disabled).toBe(true)
    fireEvent.click(screen.getByRole('radio', { name: /Tabs/ }))
    fireEvent.change(screen.getByLabelText('Which key?'), { target: { value: 's3cret' } })
    fireEvent.click(send)
    expect(answers()).toEqual([
      { key: 'p:1:7', response: { answers: { a: { answers: ['Tabs'] }, b: { answers: ['s3cret'] } } } },
    ])
  })

  it('hides what is typed into a secret one and counts down', () => {
    show({ ...ask, receivedAtMs: Date.now() })
    expect(screen.getByLabelText('Which key?').getAttribute('type')).toBe('password')
    expect(screen.getByRole('timer').textContent).toMatch(/goes on without you in \d+ s/)
  })
})

describe('a file change', () => {
  const fileChange = (changes: unknown[]) =>
    request(
      'item/fileChange/requestApproval',
      {},
      { item: { type: 'fileChange', id: 'i', status: 'inProgress', changes } as unknown as PendingRequest['item'] },
    )
  const moved = {
    path: '/srv/p/a.ts',
    kind: { type: 'update', move_path: '/srv/p/b.ts' },
    diff: '@@ -1 +1 @@\n-old\n+new\n\n\nMoved to: /srv/p/b.ts',
  }

  it('that moves a file says from where to where, and shows only its lines', () => {
    const card = show(fileChange([moved]))
    expect(card.textContent).toMatch(/Moved.*\/srv\/p\/a\.ts → \/srv\/p\/b\.ts.*\+1 −1/)
    expect(card.textContent).not.toContain('Moved to:')
    cleanup()
    expect(show(fileChange([{ ...moved, diff: '\n\nMoved to: /srv/p/b.ts' }])).textContent).toContain(
      'Only its place changes',
    )
  })

  it('shows everything hidden in names and lines', () => {
    const card = show(fileChange([{ path: '/srv/p/a\u202E.ts', kind: { type: 'add' }, diff: 'let a = "\u200B"\n' }]))
    expect(card.textContent).toContain('U+202E')
    expect(card.textContent).toContain('U+200B')
  })

  it('of very many files has the first of them open, and each can be folded', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({
      ...moved,
      path: `/srv/p/${at}.ts`,
      kind: { type: 'update' },
    }))
    show(fileChange(many))
    expect(screen.getAllByTestId('diff')).toHaveLength(12)
    fireEvent.click(screen.getByRole('button', { name: 'Unfold /srv/p/29.ts' }))
    expect(screen.getAllByTestId('diff')).toHaveLength(13)
    fireEvent.click(screen.getByRole('button', { name: 'Fold /srv/p/0.ts' }))
    expect(screen.getAllByTestId('diff')).toHaveLength(12)
  })

  it('whose files changed since is refused in words, and can be answered again', async () => {
    call.mockResolvedValueOnce({ ok: false, error: { code: 'stale', message: 'a.ts was changed since Codex asked.' } })
    show(fileChange([moved]))
    await armed()
    fireEvent.click(screen.getByRole('button', { name: 'Allow once' }))
    expect((await screen.findByRole('alert')).textContent).toContain('a.ts was changed since Codex asked.')
    fireEvent.click(screen.getByRole('button', { name: 'Decline' }))
    await waitFor(() => expect(answers()).toHaveLength(2))
    expect(answers()[1]).toEqual({ key: 'p:1:7', response: { decision: 'decline' } })
  })
})

describe('an elicitation', () => {
  const form = request('mcpServer/elicitation/request', {
    serverName: 'calendar',
    mode: 'form',
    message: 'Book a room?',
    requestedSchema: {
      type: 'object',
      required: ['room'],
      properties: {
        room: { type: 'string', title: 'Room', enum: ['r1', 'r2'], enumNames: ['Blue', 'Red'] },
        seats: { type: 'integer', title: 'Seats', minimum: 1 },
        days: { type: 'array', title: 'Days', items: { type: 'string', enum: ['Mon', 'Tue'] } },
      },
    },
  })

  it('says what is missing and sends the values in their types', () => {
    show(form)
    fireEvent.change(screen.getByLabelText('Seats'), { target: { value: '0' } })
    fireEvent.click(screen.getByRole('button', { name: 'Submit' }))
    expect(answers()).toEqual([])
    expect(screen.getByText('This is required.')).toBeTruthy()
    fireEvent.change(screen.getByRole('combobox', { name: /Room/ }), { target: { value: 'r2' } })
    fireEvent.change(screen.getByLabelText('Seats'), { target: { value: '4' } })
    fireEvent.click(screen.getByRole('checkbox', { name: 'Tue' }))
    fireEvent.click(screen.getByRole('button', { name: 'Submit' }))
    expect(answers()).toEqual([
      {
        key: 'p:1:7',
        response: { action: 'accept', content: { room: 'r2', seats: 4, days: ['Tue'] }, _meta: null },
      },
    ])
  })

  it.each([
    ['Decline', 'decline'],
    ['Cancel', 'cancel'],
  ])('%s sends %s without content', (name, action) => {
    show(form)
    fireEvent.click(screen.getByRole('button', { name }))
    expect(answers()).toEqual([{ key: 'p:1:7', response: { action, content: null, _meta: null } }])
  })

  it('with a link names the host and opens it only through main', () => {
    show(
      request(form.method, {
        serverName: 's',
        mode: 'url',
        message: 'Sign in',
        url: 'https://auth.example.org/x?y',
        elicitationId: 'e',
      }),
    )
    expect(screen.getByTestId('elicitation-host').textContent).toBe('auth.example.org')
    fireEvent.click(screen.getByRole('button', { name: 'Open link' }))
    expect(call).toHaveBeenCalledWith('links/open', { url: 'https://auth.example.org/x?y' })
    fireEvent.click(screen.getByRole('button', { name: 'Done' }))
    expect(answers()).toEqual([{ key: 'p:1:7', response: { action: 'accept', content: null, _meta: null } }])
  })

  it('with a link that is not https opens nothing', () => {
    show(request(form.method, { mode: 'url', message: '', url: 'file:///etc/passwd' }))
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Open link' }).disabled).toBe(true)
  })

  it('of an unknown mode is shown raw and can be refused', () => {
    const card = show(request(form.method, { serverName: 's', mode: 'hologram', message: 'Look', challenge: 'abc' }))
    expect(within(card).getByLabelText('Request as Codex sent it').textContent).toContain('"challenge": "abc"')
    fireEvent.click(screen.getByRole('button', { name: 'Refuse' }))
    expect(answers()).toEqual([{ key: 'p:1:7', response: { action: 'decline', content: null, _meta: null } }])
  })
})

describe('a permission request', () => {
  it('grants only what stays ticked, for as long as was chosen', async () => {
    show(
      request('item/permissions/requestApproval', {
        reason: 'To install',
        cwd: '/srv',
        permissions: { network: { enabled: true }, fileSystem: { read: null, write: ['/opt'] } },
      }),
    )
    fireEvent.click(screen.getByRole('checkbox', { name: 'Network' }))
    fireEvent.click(screen.getByRole('radio', { name: 'This session' }))
    const grant = screen.getByRole<HTMLButtonElement>('button', { name: 'Grant' })
    await waitFor(() => expect(grant.disabled).toBe(false))
    fireEvent.click(grant)
    expect(answers()).toEqual([
      {
        key: 'p:1:7',
        response: { permissions: { fileSystem: { read: null, write: ['/opt'] } }, scope: 'session' },
      },
    ])
  })

  it('is declined by granting nothing', () => {
    show(request('item/permissions/requestApproval', { cwd: '/', permissions: { network: { enabled: true } } }))
    fireEvent.click(screen.getByRole('button', { name: 'Decline' }))
    expect(answers()).toEqual([{ key: 'p:1:7', response: { permissions: {}, scope: 'turn' } }])
  })
})

describe('a request of an unknown method', () => {
  it('can be answered by hand with JSON', () => {
    show(request('item/future/ask', { what: 'ever' }))
    fireEvent.click(screen.getByRole('button', { name: 'Answer by hand' }))
    const editor = screen.getByLabelText('Response as JSON')
    fireEvent.change(editor, { target: { value: '{"a":' } })
    fireEvent.click(screen.getByRole('button', { name: 'Send response' }))
    expect(answers()).toEqual([])
    expect(screen.getByText(/not valid JSON/)).toBeTruthy()
    fireEvent.change(editor, { target: { value: '{"a":1}' } })
    fireEvent.click(screen.getByRole('button', { name: 'Send response' }))
    expect(answers()).toEqual([{ key: 'p:1:7', response: { a: 1 } }])
  })

  it('can be refused', () => {
    show(request('item/future/ask', null))
    fireEvent.click(screen.getByRole('button', { name: 'Refuse' }))
    expect(call).toHaveBeenCalledWith('requests/refuse', { key: 'p:1:7', message: 'Refused by the person.' })
  })
})
