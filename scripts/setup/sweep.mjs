// Removes what an interrupted set-up left half done: folders that a step fills before it renames them into place. Called
// under the lock, so nobody is filling one.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inRoot, platformLabel, runtimeFolder } from './paths.mjs'

const halfDone = [
  { folder: runtimeFolder, names: /^(?:unpack|protocol)-/u },
  { folder: inRoot('codex-bin', platformLabel()), names: /^\.staging-/u },
]

export const sweep = async () => {
  for (const { folder, names } of halfDone) {
    for (const name of await readdir(folder).catch(() => [])) {
      if (names.test(name)) await rm(join(folder, name), { recursive: true, force: true })
    }
  }
}
