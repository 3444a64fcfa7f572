import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Project, ServerStatus } from '../../../../../preload/contract/model'
import { ServerBanner } from '../../../../../renderer/features/shell'
import { useServers } from '../../../../../renderer/stores/app/servers'
import { sampleProject } from '../../../../support/sample-project'

const call = vi.fn()
const id = '0123456789abcdef'

beforeEach(() => {
  call.mockResolvedValue({ ok: true, value: null })
  Object.assign(window, { deck: { call, onEvents: () => () => undefined, pathOf: () => '' } })
})
afterEach(() => {
  cleanup()
  call.mockReset()
})

const project: Project = sampleProject({ id, path: '/srv/p', name: 'p', source: 'demo' })

function show(part: Partial<ServerStatus>) {
  useServers
    .getState()
    .receive([
      { projectId: id, state: 'ready', code: null, reason: null, detail: null, attempt: 1, retryAtMs: null, ...part },
    ])
  return render(<ServerBanner project={project} />)
}

it('says nothing while all is well', () => {
  expect(show({ state: 'ready' }).container.textContent).toBe('')
})

it('says what is awaited only when the start takes a while', async () => {
  expect(show({ state: 'starting' }).container.textContent).toBe('')
  expect((await screen.findByTestId('server-banner')).textContent).toContain('Starting Codex')
})

it('says why and when it starts again, and starts at once when asked', () => {
  show({ state: 'backing-off', reason: 'Codex ended unexpectedly (signal 9).', retryAtMs: Date.now() + 4000 })
  expect(screen.getByTestId('server-banner').textContent).toMatch(/signal 9.*in (3|4) s/)
  fireEvent.click(screen.getByRole('button', { name: 'Restart Codex now' }))
  expect(call).toHaveBeenCalledWith('server/restart', { projectId: id })
})

it('shows the details of a failure on request', () => {
  show({ state: 'failed', reason: 'Codex could not be started.', detail: 'stderr: no such file' })
  expect(screen.queryByText(/no such file/)).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Details' }))
  expect(screen.getByText(/no such file/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Restart Codex' })).toBeTruthy()
})

it('offers to show a broken config.toml and to try again', () => {
  show({
    state: 'failed',
    code: 'config-invalid',
    reason: '/h/config.toml is not valid TOML at line 3, column 1: bare key',
  })
  expect(screen.getByTestId('config-problem').textContent).toContain('line 3')
  fireEvent.click(screen.getByRole('button', { name: 'Show config.toml' }))
  expect(call).toHaveBeenCalledWith('projects/reveal', { projectId: id, what: 'config' })
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(call).toHaveBeenCalledWith('server/restart', { projectId: id })
})

it('says that the folder is gone before anything about the server, and looks again when asked', () => {
  show({ state: 'failed', reason: 'no server' }).unmount()
  render(<ServerBanner project={{ ...project, problem: 'missing' }} />)
  expect(screen.getByTestId('project-problem').textContent).toContain('/srv/p')
  expect(screen.queryByText(/no server/)).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(call).toHaveBeenCalledWith('server/restart', { projectId: id })
})
