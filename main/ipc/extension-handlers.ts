// The handlers of all calls about extensions. Their room is loaded when the first of them comes.
import type { ExtensionResults } from '@contract/extensions'
import type { ExtensionWing } from '../extensions/extension-wing'
import type { HookLog } from '../extensions/hook-log'
import type { Handlers } from './router'

export type ExtensionHandlers = Pick<Handlers, keyof ExtensionResults>

export function createExtensionHandlers(
  open: () => Promise<ExtensionWing>,
  hookLog: Pick<HookLog, 'list' | 'forget'>,
): ExtensionHandlers {
  let opened: Promise<ExtensionWing> | undefined
  const wing = (): Promise<ExtensionWing> => (opened ??= open())
  return {
    'extensions/act': async ({ projectId, act }) => (await wing()).acts.act(projectId, act),
    'skills/read': async ({ projectId, path }) => (await wing()).skillFiles.read(projectId, path),
    'skills/reveal': async ({ projectId, path }) => (await wing()).skillFiles.reveal(projectId, path),
    'skills/roots': async ({ projectId }) => (await wing()).skillRoots.list(projectId),
    'skills/addRoot': async ({ projectId }) => (await wing()).skillRoots.add(projectId),
    'skills/removeRoot': async ({ projectId, path }) => (await wing()).skillRoots.remove(projectId, path),
    'plugins/brings': async ({ projectId, marketplacePath, pluginName }) =>
      (await wing()).pluginBrings(projectId, marketplacePath, pluginName),
    'plugins/addFolder': async ({ projectId }) => (await wing()).addMarketplaceFolder(projectId),
    'prompts/list': async ({ projectId }) => (await wing()).prompts.list(projectId),
    'prompts/read': async ({ projectId, name }) => (await wing()).prompts.read(projectId, name),
    'memories/folder': async ({ projectId }) => (await wing()).memories.folder(projectId),
    'memories/reveal': async ({ projectId }) => (await wing()).memories.reveal(projectId),
    'memories/reset': async ({ projectId }) => (await wing()).memories.reset(projectId),
    'memories/restore': async ({ projectId, copyId }) => (await wing()).memories.restore(projectId, copyId),
    'hooks/trust': async ({ projectId, key, hash }) => (await wing()).hookTrust.trust(projectId, key, hash),
    'hooks/runs': async ({ projectId }) => hookLog.list(projectId),
    'hooks/forgetRuns': ({ projectId }) => hookLog.forget(projectId),
    'agents/detect': async ({ projectId, source }) => (await wing()).agents.detect(projectId, source),
    'agents/import': async ({ projectId, source, itemIds, sessions }) =>
      (await wing()).agents.import(projectId, source, itemIds, sessions),
    'agents/history': async ({ projectId }) => (await wing()).agents.history(projectId),
  }
}
