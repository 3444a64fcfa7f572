// Lets the staged Codex write down its own protocol: TypeScript for the compiler, JSON Schema for the border. Both lie in
// codex-bin/protocol/, are never edited and never committed.
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readPin } from './codex-bin.mjs'
import { SetupFailure } from './failure.mjs'
import { inRoot, runtimeFolder, stampFile } from './paths.mjs'
import { run } from './run.mjs'
import { isStamped, removeStamp, writeJson } from './stamp.mjs'

const stamp = stampFile('protocol')
const folder = inRoot('codex-bin', 'protocol')

const outputs = [
  { name: 'ts', command: 'generate-ts' },
  { name: 'schema', command: 'generate-json-schema' },
]

const isThere = async () => {
  const counts = await Promise.all(
    outputs.map(({ name }) =>
      readdir(join(folder, name)).then(
        (names) => names.length,
        () => 0,
      ),
    ),
  )
  return counts.every((count) => count > 0)
}

/** The binary's name inside the staged folder. */
const codex = (pin) => join(pin.folder, 'bin', process.platform === 'win32' ? 'codex.exe' : 'codex')

const generate = async (pin, work) => {
  // A home of its own, so that nothing of the user's ~/.codex is read or made.
  const home = join(work, 'home')
  await mkdir(home)
  for (const { name, command } of outputs) {
    const into = join(work, 'protocol', name)
    await mkdir(into, { recursive: true })
    await run(codex(pin), ['app-server', command, '-o', into, '--experimental'], { env: { CODEX_HOME: home } })
  }
}

const putInPlace = async (work) => {
  const old = join(work, 'old')
  await rename(folder, old).catch((error) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(join(work, 'protocol'), folder)
}

/** @returns {Promise<boolean>} whether anything had to be done */
export const protocol = async ({ tell }) => {
  const pin = await readPin()
  const inputs = {
    version: pin.version,
    binary: Object.entries(pin.files).find(([name]) => /^bin\/codex(?:\.exe)?$/u.test(name))?.[1],
  }
  if ((await isStamped(stamp, inputs)) && (await isThere())) return false
  tell.doing(`generating the protocol of Codex ${pin.version} in codex-bin/protocol/`)
  await removeStamp(stamp)
  const work = await mkdtemp(join(runtimeFolder, 'protocol-'))
  try {
    await generate(pin, work)
    await putInPlace(work)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  if (!(await isThere())) throw new SetupFailure('Codex generated no protocol files.')
  await writeJson(stamp, inputs)
  return true
}
