import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { TrustChip, TrustDialog } from '../../../../../renderer/features/trust'
import { sampleProject } from '../../../../support/sample-project'

const project: Project = sampleProject({ trust: 'unasked', source: 'unset' })
const call = vi.fn()

beforeEach(() => {
  call.mockResolvedValue({ ok: true, value: null })
  Object.assign(window, { deck: { call, onEvents: () => () => undefined, pathOf: () => '' } })
})
afterEach(() => {
  cleanup()
  call.mockReset()
})

it('asks by name, shows the path and says what either answer means', () => {
  render(<TrustDialog project={project} onClose={() => undefined} />)
  const dialog = screen.getByRole('dialog', { name: /^Do you trust “weather”/ })
  expect(dialog.textContent).toContain('/srv/weather')
  expect(dialog.textContent).toContain('MCP servers')
  expect(dialog.textContent).toContain('read-only')
})

it('starts with the focus on itself, so that Enter decides nothing', () => {
  render(<TrustDialog project={project} onClose={() => undefined} />)
  const dialog = screen.getByRole('dialog')
  expect(document.activeElement).toBe(dialog)
  fireEvent.keyDown(dialog, { key: 'Enter' })
  expect(call).not.toHaveBeenCalled()
})

it('tells main the answer and closes', () => {
  const onClose = vi.fn()
  render(<TrustDialog project={project} onClose={onClose} />)
  fireEvent.click(screen.getByRole('button', { name: 'Keep it read-only' }))
  expect(call).toHaveBeenCalledWith('projects/trust', { projectId: project.id, trust: 'restricted' })
  expect(onClose).toHaveBeenCalled()
})

it('leaves the question open when it is closed with Escape', () => {
  const onClose = vi.fn()
  render(<TrustDialog project={project} onClose={onClose} />)
  fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' })
  expect(onClose).toHaveBeenCalled()
  expect(call).not.toHaveBeenCalled()
})

it('can take trust back', () => {
  render(<TrustDialog project={{ ...project, trust: 'trusted' }} onClose={() => undefined} />)
  fireEvent.click(screen.getByRole('button', { name: 'Keep it read-only' }))
  expect(call).toHaveBeenCalledWith('projects/trust', { projectId: project.id, trust: 'restricted' })
})

it('is shown by a chip whose name says how it stands', () => {
  const onOpen = vi.fn()
  render(<TrustChip project={{ ...project, trust: 'restricted' }} onOpen={onOpen} />)
  fireEvent.click(screen.getByRole('button', { name: 'Trust: Read-only' }))
  expect(onOpen).toHaveBeenCalled()
})
