// The handlers of all calls about homes. Their room is loaded when the first of them comes.
import type { HomeResults } from '@contract/homes'
import type { Homes } from '../homes/homes'
import type { Handlers } from './router'

export type HomeHandlers = Pick<Handlers, keyof HomeResults>

export function createHomeHandlers(open: () => Promise<Homes>): HomeHandlers {
  let opened: Promise<Homes> | undefined
  const homes = (): Promise<Homes> => (opened ??= open())
  return {
    'homes/list': async () => (await homes()).list(),
    'homes/leave': async () => {
      const known = await homes()
      known.leave()
      return null
    },
    'homes/reveal': async ({ homeId }) => (await homes()).reveal(homeId),
    'homes/createFromTemplate': async ({ projectId, templateId, parts }) =>
      (await homes()).createFromTemplate(projectId, templateId, parts),
    'homes/makeTerminalReady': async (choice) => (await homes()).makeTerminalReady(choice),
    'homes/trash': async ({ homeId }) => (await homes()).trash(homeId),
    'homes/environment': async () => (await homes()).environment(),
  }
}
