import { expect, it } from 'vitest'
import type { Secret } from '../../../../../preload/contract/secrets'
import { groupSecrets } from '../../../../../renderer/features/secrets/groups'

const secret = (name: string, projectId: string | null): Secret => ({
  id: name,
  projectId,
  name,
  purpose: 'provider-key',
  label: '',
  createdAtMs: 1,
  kept: true,
  problem: null,
})
const projects = [
  { id: 'b', name: 'beta' },
  { id: 'a', name: 'alpha' },
  { id: 'c', name: 'empty' },
]

it('groups by whom secrets are for, in the sidebar’s order, without empty groups', () => {
  const list = [secret('A1', 'a'), secret('ALL', null), secret('B1', 'b'), secret('A2', 'a'), secret('OLD', 'gone')]
  const groups = groupSecrets(list, projects).map(({ title, secrets }) => [title, secrets.map(({ name }) => name)])
  expect(groups).toEqual([
    ['All projects', ['ALL']],
    ['beta', ['B1']],
    ['alpha', ['A1', 'A2']],
    ['Projects that are not in the list', ['OLD']],
  ])
})

it('loses no secret', () => {
  const list = ['a', 'b', 'gone', 'older', null].map((projectId, place) => secret(`S${place}`, projectId))
  expect(groupSecrets(list, projects).flatMap(({ secrets }) => secrets)).toHaveLength(list.length)
})
