// The handlers of all calls about rules, profiles, providers, local models and instructions. Their room is loaded when the first of
// them comes.
import type { WorkingResults } from '@contract/workings'
import type { WorkingWing } from '../config/working-wing'
import type { Handlers } from './router'

export type WorkingHandlers = Pick<Handlers, keyof WorkingResults>

export function createWorkingHandlers(open: () => Promise<WorkingWing>): WorkingHandlers {
  let opened: Promise<WorkingWing> | undefined
  const wing = (): Promise<WorkingWing> => (opened ??= open())
  return {
    'rules/list': async ({ projectId }) => (await wing()).rules.list(projectId),
    'rules/try': async ({ projectId, command }) => (await wing()).rules.try(projectId, command),
    'rules/remove': async ({ projectId, where, name, line, text }) =>
      (await wing()).rules.remove(projectId, where, name, line, text),
    'profiles/list': async ({ projectId }) => (await wing()).profiles.list(projectId),
    'profiles/use': async ({ projectId, name }) => (await wing()).profiles.use(projectId, name),
    'profiles/used': async ({ projectId }) => (await wing()).profiles.used(projectId),
    'profiles/of': async ({ projectId, threadId }) => (await wing()).profiles.of(projectId, threadId),
    'providers/test': async ({ projectId, provider, model }) =>
      (await wing()).providers.test(projectId, provider, model),
    'providers/cancelTest': async ({ projectId }) => {
      const { providers } = await wing()
      providers.cancel(projectId)
      return null
    },
    'models/traits': async ({ projectId }) => (await wing()).catalog.traits(projectId),
    'providers/local': async () => (await wing()).localModels(),
    'permissions/pickFolder': async () => (await wing()).pickFolder(),
    'instructions/chain': async ({ projectId }) => (await wing()).instructions.chain(projectId),
    'instructions/read': async ({ projectId, path }) => (await wing()).instructions.read(projectId, path),
  }
}
