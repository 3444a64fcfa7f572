// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { fakeDeck, refusal } from '../fake-deck'
import { project, projectId } from '../samples'

const other = { ...project, id: 'fedcba9876543210', path: '/o', name: 'other' }
const store = () => useProjects.getState()

beforeEach(() => {
  window.localStorage.clear()
  useNotices.setState({ notices: [] })
  useProjects.setState({ projects: [project, other], activeId: projectId, activeThreadId: {} })
})
afterEach(() => vi.unstubAllGlobals())

it('selects what was picked, and nothing when the dialog was closed', async () => {
  const third = { ...project, id: 'aaaaaaaaaaaaaaaa' }
  fakeDeck({ 'projects/pick': third })
  await store().pick()
  expect(store()).toMatchObject({ activeId: third.id, projects: [project, other, third] })
  vi.stubGlobal('deck', { call: async () => ({ ok: true, value: null }) })
  expect(await store().pick()).toBeNull()
  expect(store().activeId).toBe(third.id)
})

it('takes a removed project off the list and brings it back on undo', async () => {
  const deck = fakeDeck({ 'projects/add': project })
  await store().remove(projectId)
  expect(store()).toMatchObject({ projects: [other], activeId: other.id })
  useNotices.getState().notices[0]?.action?.run()
  await vi.waitFor(() => expect(store().activeId).toBe(projectId))
  expect(deck.of('projects/add')).toEqual([{ path: project.path }])
})

it('shows a choice at once and takes it back when main refused', async () => {
  fakeDeck({ 'projects/trust': refusal('no') })
  const setting = store().setTrust(projectId, 'restricted')
  expect(store().projects[0]?.trust).toBe('restricted')
  expect(await setting).toBe(false)
  expect(store().projects[0]?.trust).toBe('trusted')
  expect(useNotices.getState().notices[0]?.level).toBe('error')
})

it('keeps what is in view between starts', async () => {
  store().selectThread(projectId, 't')
  store().select(other.id)
  vi.resetModules()
  const { useProjects: again } = await import('../../../../../renderer/stores/app/projects')
  expect(again.getState()).toMatchObject({ activeId: other.id, activeThreadId: { [projectId]: 't' } })
})
