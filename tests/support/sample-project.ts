// A project as the app's list holds it, for tests that need one.
import type { Project } from '../../preload/contract/model'

/** Trusted, in a plain folder, answered by the default account; `more` says what is otherwise. */
export const sampleProject = (more: Partial<Project> = {}): Project => ({
  id: '0123456789abcdef',
  path: '/srv/weather',
  name: 'weather',
  trust: 'trusted',
  source: 'account',
  problem: null,
  branch: null,
  sharedHome: null,
  accountId: null,
  ...more,
})
