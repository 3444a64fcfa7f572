import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { PermissionsSection } from '../../../../../renderer/features/permissions'
import { useComposer } from '../../../../../renderer/stores/composer/composer'
import { newThreadKey } from '../../../../../renderer/stores/threads/model'
import { useSettings } from '../../../../../renderer/stores/app/settings'
import { useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { usePermissions } from '../../../../../renderer/stores/config/permissions'
import { folderLayer, homeWrite, projectId, readAnswer, userLayer } from '../../stores/config/sample-config'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { sampleProject } from '../../../../support/sample-project'

beforeEach(() => {
  useConfigEdits.setState(useConfigEdits.getInitialState(), true)
  useEffective.setState(useEffective.getInitialState(), true)
  usePermissions.setState({ byProject: {} })
  useComposer.setState({ drafts: {} })
  useSettings.setState({ facts: { appVersion: '1', codexVersion: '1', platform: 'linux', homeFolder: '/home/me' } })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const project: Project = sampleProject({ id: projectId })
const answers = (layers: object[], more: object = {}) =>
  fakeDeck({
    'config/read': readAnswer(layers),
    'config/types': [],
    'permissionProfile/list': { data: [{ id: ':workspace' }, { id: 'docs', description: 'Mine' }] },
    'config/write': [homeWrite()],
    ...more,
  })

describe('permissions', () => {
  it('say what counts for chats here, and that nothing does in a folder that isn’t trusted', async () => {
    answers([userLayer({})])
    const { unmount } = render(<PermissionsSection project={project} />)
    const begin = await screen.findByRole('radiogroup', { name: 'New chats begin with' })
    expect((within(begin).getByRole('radio', { name: /^Ask/ }) as HTMLInputElement).checked).toBe(true)
    const full = within(begin).getByRole('radio', { name: /^Full access/ }) as HTMLInputElement
    expect([full.disabled, full.checked]).toEqual([true, false])
    fireEvent.click(within(begin).getByRole('radio', { name: /^Auto in folder/ }))
    expect(useComposer.getState().drafts[newThreadKey(projectId)]?.preset).toBe('auto')
    unmount()
    render(<PermissionsSection project={{ ...project, trust: 'restricted' }} />)
    expect(await screen.findByText(/not trusted: chats only read/)).toBeDefined()
  })

  it('mark full access, and say who wins over a value', async () => {
    answers([
      folderLayer({ approval_policy: 'never' }),
      userLayer({ sandbox_mode: 'danger-full-access', approval_policy: 'on-request' }),
    ])
    render(<PermissionsSection project={project} />)
    const sandbox = await screen.findByRole('radiogroup', { name: 'Sandbox' })
    expect((within(sandbox).getByRole('radio', { name: /^Full access/ }) as HTMLInputElement).checked).toBe(true)
    expect(screen.getByText(/folder’s .codex says "never" here, which wins/)).toBeDefined()
  })

  it('write the value that is chosen, or take the key out', async () => {
    const deck = answers([userLayer({ sandbox_mode: 'read-only' })])
    render(<PermissionsSection project={project} />)
    const sandbox = await screen.findByRole('radiogroup', { name: 'Sandbox' })
    fireEvent.click(within(sandbox).getByRole('radio', { name: /^Write in the folder/ }))
    await expect
      .poll(() => deck.of('config/write')[0])
      .toMatchObject({
        target: { kind: 'project', projectId },
        edits: [{ path: ['sandbox_mode'], value: 'workspace-write', merge: 'replace' }],
      })
    await expect
      .poll(() =>
        within(sandbox)
          .getByRole('radio', { name: /^Not set/ })
          .hasAttribute('disabled'),
      )
      .toBe(false)
    fireEvent.click(within(sandbox).getByRole('radio', { name: /^Not set/ }))
    await expect.poll(() => deck.of('config/write')[1]).toMatchObject({ edits: [{ value: null }] })
  })

  it('have new chats here follow what is chosen for a terminal, but never into full access', async () => {
    const begins = () => useComposer.getState().drafts[newThreadKey(projectId)]?.preset
    const deck = answers([userLayer({ approval_policy: 'never' })])
    render(<PermissionsSection project={project} />)
    const sandbox = await screen.findByRole('radiogroup', { name: 'Sandbox' })
    fireEvent.click(within(sandbox).getByRole('radio', { name: /^Full access/ }))
    await expect.poll(() => deck.of('config/write')).toHaveLength(1)
    expect(begins()).not.toBe('full-access')
    await expect
      .poll(() =>
        within(sandbox)
          .getByRole('radio', { name: /^Read only/ })
          .hasAttribute('disabled'),
      )
      .toBe(false)
    fireEvent.click(within(sandbox).getByRole('radio', { name: /^Read only/ }))
    await expect.poll(begins).toBe('read-only')
  })

  it('ask about some things only, each by itself', async () => {
    const granular = {
      sandbox_approval: true,
      rules: true,
      skill_approval: true,
      request_permissions: true,
      mcp_elicitations: true,
    }
    const deck = answers([userLayer({})])
    const { unmount } = render(<PermissionsSection project={project} />)
    fireEvent.click(await screen.findByRole('checkbox', { name: /^Only some kinds/ }))
    await expect
      .poll(() => deck.of('config/write')[0])
      .toMatchObject({ edits: [{ path: ['approval_policy'], value: { granular } }] })
    unmount()
    cleanup()
    useEffective.setState(useEffective.getInitialState(), true)
    useConfigEdits.setState(useConfigEdits.getInitialState(), true)
    const again = answers([userLayer({ approval_policy: { granular } })])
    render(<PermissionsSection project={project} />)
    const asks = await screen.findByRole('radiogroup', { name: 'When Codex asks' })
    expect((within(asks).getByRole('radio', { name: /^Ask about some/ }) as HTMLInputElement).checked).toBe(true)
    fireEvent.click(screen.getByRole('checkbox', { name: /^MCP servers/ }))
    await expect
      .poll(() => again.of('config/write')[0])
      .toMatchObject({ edits: [{ value: { granular: { ...granular, mcp_elicitations: false } } }] })
  })

  it('show a value that is none of theirs, and don’t lose it', async () => {
    const deck = answers([userLayer({ approval_policy: { later: true }, sandbox_mode: 'future' })])
    render(<PermissionsSection project={project} />)
    expect(await screen.findByText('A mixture of your own')).toBeDefined()
    fireEvent.click(screen.getByRole('radio', { name: /“future”/ }))
    expect(deck.of('config/write')).toEqual([])
  })

  it('tell where it was that Codex refused', async () => {
    answers([userLayer({})], { 'config/write': refusal('Codex could not work with this.') })
    render(<PermissionsSection project={project} />)
    fireEvent.click(await screen.findByRole('checkbox', { name: /may use the network/ }))
    expect((await screen.findByRole('alert')).textContent).toBe('Codex could not work with this.')
  })
})

describe('folders that may be written to', () => {
  const form = async () => screen.findByRole('form', { name: 'Add a folder' })

  it('are added by their whole path, behind those that are there', async () => {
    const deck = answers([userLayer({ sandbox_workspace_write: { writable_roots: ['/data'] } })])
    render(<PermissionsSection project={project} />)
    const add = await form()
    fireEvent.change(within(add).getByRole('textbox'), { target: { value: 'relative' } })
    fireEvent.submit(add)
    expect(await within(add).findByText(/whole path/)).toBeDefined()
    fireEvent.change(within(add).getByRole('textbox'), { target: { value: ' /home ' } })
    expect(within(add).getByText(/Your home folder lies in it/)).toBeDefined()
    fireEvent.submit(add)
    await expect.poll(() => deck.of('config/write')[0]).toMatchObject({ edits: [{ value: ['/data', '/home'] }] })
  })

  it('go one by one, the last with its key', async () => {
    const deck = answers([userLayer({ sandbox_workspace_write: { writable_roots: ['/data'] } })])
    render(<PermissionsSection project={project} />)
    fireEvent.click(await screen.findByRole('button', { name: 'Take out /data' }))
    await expect.poll(() => deck.of('config/write')[0]).toMatchObject({ edits: [{ value: null }] })
  })
})

it('permission profiles can’t be left without a choice', async () => {
  const deck = answers([userLayer({ permissions: { docs: {} }, default_permissions: 'docs' })])
  render(<PermissionsSection project={project} />)
  const none = await screen.findByRole('option', { name: /None/ })
  expect(none.hasAttribute('disabled')).toBe(true)
  fireEvent.click(await screen.findByRole('button', { name: 'Delete docs' }))
  await expect
    .poll(() => deck.of('config/write')[0])
    .toMatchObject({
      edits: [
        { path: ['permissions'], value: null },
        { path: ['default_permissions'], value: null },
      ],
    })
})
