// Builds main, preload and renderer into out/ with electron-vite, for the runtime that set-up found. Skipped while no
// input changed; inputs are compared by content, so a checkout that only touches times builds nothing.
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { SetupFailure } from './failure.mjs'
import { inRoot, root, stampFile } from './paths.mjs'
import { readRuntime } from './electron-runtime.mjs'
import { run } from './run.mjs'
import { isStamped, readJson, removeStamp, sha256, writeJson } from './stamp.mjs'

const stamp = stampFile('build')

const inputPlaces = ['main', 'preload', 'renderer', 'resources', 'package.json', 'package-lock.json']
const inputFiles = ['electron.vite.config.ts', 'tsconfig.json', 'codex-bin/manifest.json']

const filesUnder = async (place) => {
  const found = await stat(inRoot(place)).catch(() => null)
  if (!found) return []
  if (found.isFile()) return [place]
  const entries = await readdir(inRoot(place), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
}

const inputHash = async () => {
  const files = (await Promise.all([...inputPlaces, ...inputFiles].map(filesUnder))).flat().toSorted()
  const parts = await Promise.all(files.map(async (file) => `${file} ${sha256(await readFile(inRoot(file)))}`))
  return sha256(parts.join('\n'))
}

const outputsExist = async () => {
  const { main } = await readJson(inRoot('package.json'))
  const outputs = [main, 'out/preload/index.cjs', 'out/renderer/index.html']
  const found = await Promise.all(
    outputs.map((name) =>
      stat(inRoot(name)).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.every(Boolean)
}

/** The variables that make electron-vite build for, and start, the runtime that set-up found. */
export const viteEnvironment = (runtime) => ({
  ELECTRON_EXEC_PATH: runtime.executable,
  ELECTRON_MAJOR_VER: String(runtime.major),
})

/** electron-vite's own script, run with this Node rather than through a shell wrapper. */
export const electronVite = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')

/** @returns {Promise<boolean>} whether anything had to be done */
export const build = async ({ tell }) => {
  const runtime = await readRuntime()
  if (!runtime) throw new SetupFailure('There is no Electron runtime to build for. Run npm start again.')
  const inputs = { hash: await inputHash(), major: runtime.major }
  if ((await isStamped(stamp, inputs)) && (await outputsExist())) return false
  tell.doing('building the app')
  await removeStamp(stamp)
  await Promise.all(
    ['main', 'preload', 'renderer'].map((part) => rm(inRoot('out', part), { recursive: true, force: true })),
  )
  await run(process.execPath, [electronVite, 'build', '--logLevel', 'warn'], {
    env: { ...viteEnvironment(runtime), NODE_ENV: 'production' },
  })
  await writeJson(stamp, inputs)
  return true
}
