// Stages codex-bin/<platform>/<version>/ out of the npm package that holds Codex for this platform, and checks every
// file against codex-bin/manifest.json before it is put in place. Links rather than copies: the folder is 410 MB.
import { chmod, copyFile, link, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SetupFailure } from './failure.mjs'
import { inRoot, platformLabel, stampFile } from './paths.mjs'
import { hashFile, isStamped, readJson, removeStamp, sha256, writeJson } from './stamp.mjs'

const stamp = stampFile('codex-bin')

/** What this platform's Codex must be. @throws {SetupFailure} when the manifest is missing or lacks this platform */
export const readPin = async (label = platformLabel()) => {
  const manifest = await readJson(inRoot('codex-bin', 'manifest.json'))
  if (!manifest)
    throw new SetupFailure('codex-bin/manifest.json is missing or is not JSON. It belongs to the repository.')
  const platform = manifest.platforms?.[label]
  if (!platform) throw new SetupFailure(`Codex ${manifest.version} is not pinned for this platform (${label}).`)
  return { version: manifest.version, ...platform, folder: inRoot('codex-bin', label, manifest.version) }
}

/** Size and time of change of each file: cheap to compare, and enough to see that something was touched. */
const fingerprint = async (folder, files) => {
  const seen = []
  for (const name of Object.keys(files)) {
    const found = await stat(join(folder, name)).catch(() => null)
    seen.push(found ? `${name} ${found.size} ${Math.trunc(found.mtimeMs)}` : `${name} missing`)
  }
  return sha256(seen.join('\n'))
}

/** The names of the files that are not what the manifest says. */
export const alteredFiles = async (folder, files) => {
  const altered = []
  for (const [name, expected] of Object.entries(files)) {
    const actual = await hashFile(join(folder, name)).catch(() => null)
    if (actual !== expected) altered.push(name)
  }
  return altered
}

const place = async (from, to) => {
  await mkdir(dirname(to), { recursive: true })
  // Another file system, or one without hard links: copy.
  await link(from, to).catch(() => copyFile(from, to))
}

const sourceOf = async (pin) => {
  const folder = inRoot('node_modules', ...pin.package.split('/'))
  const installed = await readJson(join(folder, 'package.json'))
  if (!installed) throw new SetupFailure(`${pin.package} is not installed. Run npm ci without --omit=optional.`)
  if (installed.version !== pin.npmVersion) {
    throw new SetupFailure(
      `codex-bin/manifest.json pins ${pin.npmVersion}, but ${pin.package} is ${installed.version}. ` +
        'Both must change together: node scripts/pin-codex.mjs writes the manifest.',
    )
  }
  return join(folder, 'vendor', pin.triple)
}

const stage = async (pin) => {
  const source = await sourceOf(pin)
  await mkdir(dirname(pin.folder), { recursive: true })
  const partial = await mkdtemp(join(dirname(pin.folder), '.staging-'))
  try {
    for (const name of Object.keys(pin.files)) {
      await place(join(source, name), join(partial, name)).catch((cause) => {
        throw new SetupFailure(`${pin.package} lacks ${name}. Remove node_modules and try again.`, { cause })
      })
    }
    const altered = await alteredFiles(partial, pin.files)
    if (altered.length > 0) {
      throw new SetupFailure(
        `The bundled Codex is not the one that was pinned. These files differ from codex-bin/manifest.json:\n` +
          `${altered.map((name) => `  ${name}`).join('\n')}\nRemove node_modules and try again. Nothing was staged.`,
      )
    }
    for (const name of pin.executables ?? []) await chmod(join(partial, name), 0o755)
    await rm(pin.folder, { recursive: true, force: true })
    await chmod(partial, 0o755)
    await rename(partial, pin.folder)
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

/** @returns {Promise<boolean>} whether anything had to be done */
export const codexBin = async ({ tell }) => {
  const pin = await readPin()
  const inputs = async () => ({
    pin: sha256(JSON.stringify(pin.files)),
    files: await fingerprint(pin.folder, pin.files),
  })
  if (await isStamped(stamp, await inputs())) return false
  await removeStamp(stamp)
  const present = await stat(pin.folder).catch(() => null)
  const altered = present ? await alteredFiles(pin.folder, pin.files) : null
  if (altered === null) tell.doing(`staging Codex ${pin.version} in codex-bin/`)
  else if (altered.length > 0) {
    tell.doing(`staging Codex ${pin.version} again: ${altered.length} staged files were altered (${altered[0]} …)`)
  } else tell.doing(`checked the staged Codex ${pin.version}: it is what was pinned`)
  if (altered === null || altered.length > 0) await stage(pin)
  await writeJson(stamp, await inputs())
  return true
}
