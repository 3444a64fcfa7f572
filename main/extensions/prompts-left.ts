// Prompt files of earlier Codex versions: this one has no call that reads them. They are only counted, never touched.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { known } from './answers'
import type { ExtensionParts } from './parts'

/** Names told of; more are not worth a list. */
const mostNames = 200

/** The `prompts/*.md` in the project's home. A folder that isn't there has none. */
export async function promptsLeft(
  parts: Pick<ExtensionParts, 'find' | 'homeOf'>,
  projectId: string,
): Promise<{ path: string; names: string[] }> {
  const path = join(parts.homeOf(known(parts, projectId)), 'prompts')
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  const names = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map(({ name }) => name.slice(0, -3))
  return { path, names: names.toSorted().slice(0, mostNames) }
}
