import { describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { homeOf, isBelow, SessionHomes } from '../../../../main/sessions/homes'
import { sampleProject } from '../../../support/sample-project'

const project: Project = sampleProject({ path: '/srv/project', name: 'project' })

describe('the home of a project', () => {
  it('is its own, under the app’s data, and shows all that is in it', () => {
    expect(homeOf('/data', project)).toMatchObject({
      home: expect.stringMatching(/^\/data\/homes\/projects\/project-[0-9a-f]{8}$/),
      shared: false,
      onlyCwds: null,
    })
  })

  it('is the shared one as it is, of which it shows what ran in its folder', () => {
    expect(homeOf('/data', { ...project, sharedHome: '/me/.codex' })).toMatchObject({
      home: '/me/.codex',
      shared: true,
      onlyCwds: ['/srv/project'],
    })
  })

  it('is none for a project that left the list', () => {
    const homes = new SessionHomes({ userData: '/data', find: () => null, list: () => [] })
    expect(() => homes.of(project.id)).toThrow(/no longer in the list/)
  })
})

it('knows what lies below a folder', () => {
  expect(isBelow('/a/b', '/a/b/c')).toBe(true)
  for (const other of ['/a/b', '/a', '/a/bc', '/a/b/../c']) expect(isBelow('/a/b', other)).toBe(false)
  expect(isBelow('/a/b', '/a/b/..c')).toBe(true)
})
