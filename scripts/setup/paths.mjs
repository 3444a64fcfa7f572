// Where things lie in this working tree. Only names; nothing here reads or writes a file.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, absolute, without a trailing separator. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/u, '')

export const inRoot = (...parts) => join(root, ...parts)

/** What set-up keeps for itself between runs; git-ignored. */
export const runtimeFolder = inRoot('.runtime')

/** One small JSON file a step, telling for which inputs the step was last done. */
export const stampFile = (name) => inRoot('.runtime', 'stamps', `${name}.json`)

/** Codex's own word for this machine (it says "windows" where Node says "win32"). */
export const platformLabel = (platform = process.platform, arch = process.arch) =>
  `${platform === 'win32' ? 'windows' : platform}-${arch}`
