// The handlers of all calls about commits, pushes and pull requests. Their room is loaded when the first of them comes.
import type { Place } from '@contract/changes'
import type { GitWorkResults } from '@contract/git-work'
import type { Publish } from '../changes/publish/publish'
import type { Folder } from '../changes/view-model'
import type { Handlers } from './router'

export type GitWorkHandlers = Pick<Handlers, keyof GitWorkResults>

/** `folder`: the folder of a place; rejects in words when it is gone. */
export function createGitWorkHandlers(
  open: () => Promise<Publish>,
  folder: (place: Place) => Folder | Promise<Folder>,
): GitWorkHandlers {
  let opened: Promise<Publish> | undefined
  const publish = (): Promise<Publish> => (opened ??= open())
  return {
    'git/commit': async ({ place, ...wish }) => (await publish()).commit(await folder(place), wish),
    'git/lastMessage': async ({ place }) => (await publish()).lastMessage(await folder(place)),
    'git/draftDiff': async ({ place, amend }) => (await publish()).draftDiff(await folder(place), amend),
    'git/publishPlan': async ({ place }) => (await publish()).plan(await folder(place)),
    'git/push': async ({ place }) => (await publish()).push(await folder(place)),
    'git/pullRequest': async ({ place, ...wish }) => (await publish()).pullRequest(await folder(place), wish),
    'git/cancel': async ({ place }) => {
      const known = await publish()
      known.cancel(await folder(place))
      return null
    },
  }
}
