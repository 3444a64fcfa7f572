// All of set-up, in order: what a bare clone needs before the app can run. Each step does nothing when it was done
// for the same inputs before. Run alone (`node scripts/setup.mjs`) or by start, test, demo, shots, bench and dev.
import { mkdir } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { build } from './setup/build.mjs'
import { codexBin } from './setup/codex-bin.mjs'
import { configTypes } from './setup/config-types.mjs'
import { dependencies } from './setup/dependencies.mjs'
import { electronRuntime } from './setup/electron-runtime.mjs'
import { reportFailure } from './setup/failure.mjs'
import { takeTurn } from './setup/lock.mjs'
import { runtimeFolder } from './setup/paths.mjs'
import { protocol } from './setup/protocol.mjs'
import { createTeller } from './setup/say.mjs'
import { sweep } from './setup/sweep.mjs'
import { systemLibraries } from './setup/system-libraries.mjs'

/**
 * @param {{test?: boolean, buildApp?: boolean}} [options] `test` also wants what only tests need; `buildApp: false`
 *   leaves the build to the caller (the dev server builds by itself)
 * @throws {SetupFailure} with a message for a person
 */
export const setUp = async ({ test = false, buildApp = true } = {}) => {
  const tell = createTeller({ write: (text) => process.stdout.write(text) })
  const headless = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
  const purposes = ['run', ...(test || headless ? ['headless'] : []), ...(test ? ['test'] : [])]
  await mkdir(runtimeFolder, { recursive: true })
  const steps = [
    systemLibraries,
    dependencies,
    electronRuntime,
    codexBin,
    protocol,
    configTypes,
    ...(buildApp ? [build] : []),
  ]
  const release = await takeTurn(tell)
  try {
    await sweep()
    for (const step of steps) await tell.step(() => step({ tell, purposes }))
    tell.end()
  } finally {
    await release()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setUp({ test: process.argv.includes('--test') }).catch(reportFailure)
}
