// `npm test`: set-up, then every suite, then one summary. The last line is "N passed, N failed, N skipped"; the exit code
// is non-zero when anything failed. `npm test -- unit lint` runs only those suites.
import { spawn } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { withDisplay } from './display.mjs'
import { requireRuntime } from './electron.mjs'
import { setUp } from './setup.mjs'
import { reportFailure } from './setup/failure.mjs'
import { inRoot, root } from './setup/paths.mjs'
import { childEnvironment } from './setup/run.mjs'
import { seconds } from './setup/say.mjs'
import { countSuite, suites } from './test/suites.mjs'

/** A suite that hangs must not hold everything up. The longest takes eight minutes on two cores; a slow machine is no hang. */
const suiteTimeoutMs = 25 * 60_000
/** How much of a failure's message is shown, in lines. The reports in out/test/ hold all of it. */
const shownLines = 30

const runSuite = (suite, env) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, suite.args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        process.stdout.write(text)
      })
    }
    const timer = setTimeout(() => {
      output += `\n${suite.name} was ended: it took longer than ${suiteTimeoutMs / 60_000} minutes.`
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), 5000).unref()
    }, suiteTimeoutMs)
    child.once('error', (error) => resolve({ code: 1, output: String(error) }))
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ code: code ?? 1, output })
    })
  })

const printFailures = (failures) => {
  for (const { name, message } of failures) {
    const lines = message.trim().split('\n')
    process.stdout.write(`\n✗ ${name}\n${lines.slice(-shownLines).join('\n').replace(/^/gmu, '    ')}\n`)
  }
}

const environmentFor = async (display) => {
  const runtime = await requireRuntime()
  return childEnvironment({
    ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    // The runners write into a pipe of ours; colours only where a person looks at it.
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
    ...(display ? { DISPLAY: display } : {}),
  })
}

const runAll = async (chosen) => {
  const totals = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const suite of chosen) {
    process.stdout.write(`\n── ${suite.name}\n`)
    const begun = performance.now()
    if (suite.report) await rm(suite.report, { force: true })
    const run = async (display) => runSuite(suite, await environmentFor(display))
    const outcome = suite.needsDisplay ? await withDisplay(run, { own: true }) : await run(null)
    const counts = await countSuite(suite, outcome)
    totals.passed += counts.passed
    totals.failed += counts.failed
    totals.skipped += counts.skipped
    totals.failures.push(...counts.failures)
    const sum = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
    process.stdout.write(`── ${suite.name}: ${sum} in ${seconds(performance.now() - begun)}\n`)
  }
  return totals
}

try {
  const names = process.argv.slice(2)
  const chosen = names.length > 0 ? suites.filter(({ name }) => names.includes(name)) : suites
  await setUp({ test: true })
  await mkdir(inRoot('out', 'test'), { recursive: true })
  const totals = await runAll(chosen)
  printFailures(totals.failures)
  if (totals.failed > 0) process.exitCode = 1
  process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`)
} catch (error) {
  reportFailure(error)
  process.stdout.write('\n0 passed, 1 failed, 0 skipped\n')
}
