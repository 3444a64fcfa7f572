// Which plugins of a marketplace a project has installed, and in which versions: to say before and after an upgrade what it replaces.
import type { Project } from '@contract/model'
import { fields, listIn, textIn } from './answers'
import type { ExtensionParts } from './parts'

/** Names of the installed plugins of this marketplace, with their versions ("" where Codex tells none). Throws Codex's words. */
export async function installedOf(
  request: ExtensionParts['request'],
  project: Project,
  marketplace: string,
): Promise<Map<string, string>> {
  const answer = await request(project, 'plugin/installed', { cwds: [project.path] })
  const markets = listIn(fields(answer), 'marketplaces').map(fields)
  const plugins = markets
    .filter((market) => textIn(market, 'name') === marketplace)
    .flatMap((market) => listIn(market, 'plugins').map(fields))
  return new Map(
    plugins.flatMap((plugin): [string, string][] => {
      const name = textIn(plugin, 'name')
      if (name === null || plugin['installed'] !== true) return []
      return [[name, textIn(plugin, 'localVersion') ?? textIn(plugin, 'version') ?? '']]
    }),
  )
}

/** "tool: 1.0.0 → 2.0.0", for those whose version is another one now. Pure. */
export function versionChanges(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  return [...now].flatMap(([name, version]) => {
    const was = before.get(name)
    return was === undefined || was === version ? [] : [`${name}: ${was || 'unknown'} → ${version || 'unknown'}`]
  })
}
