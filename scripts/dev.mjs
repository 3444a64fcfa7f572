// `npm run dev`: electron-vite's dev server with hot reload, against the runtime that set-up found.
import { spawn } from 'node:child_process'
import { withDisplay } from './display.mjs'
import { exitCode, requireRuntime, sandboxArguments } from './electron.mjs'
import { setUp } from './setup.mjs'
import { electronVite, viteEnvironment } from './setup/build.mjs'
import { reportFailure } from './setup/failure.mjs'
import { root } from './setup/paths.mjs'
import { childEnvironment } from './setup/run.mjs'

try {
  await setUp({ buildApp: false })
  const runtime = await requireRuntime()
  await withDisplay(async (display) => {
    const flags = sandboxArguments().length > 0 ? ['--noSandbox'] : []
    const child = spawn(process.execPath, [electronVite, 'dev', '--watch', ...flags, ...process.argv.slice(2)], {
      cwd: root,
      stdio: 'inherit',
      env: childEnvironment({ ...viteEnvironment(runtime), ...(display ? { DISPLAY: display } : {}) }),
    })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    process.exitCode = await exitCode(child)
  })
} catch (error) {
  reportFailure(error)
}
