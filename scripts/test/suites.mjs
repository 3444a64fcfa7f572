// The suites of `npm test`: what each runs, and how its report is counted. Counts are {passed, failed, skipped,
// failures}, where `failures` are {name, message} for a person.
import { readJson } from '../setup/stamp.mjs'
import { inRoot } from '../setup/paths.mjs'

const nodeModule = (...parts) => inRoot('node_modules', ...parts)
const report = (name) => inRoot('out', 'test', `${name}.json`)

/** Vitest's JSON report, which is Jest's. A file that could not be loaded counts as one failure. */
export const countVitest = (json) => {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const file of json.testResults ?? []) {
    const tests = file.assertionResults ?? []
    for (const test of tests) {
      if (test.status === 'passed') counts.passed += 1
      else if (test.status === 'failed') {
        counts.failed += 1
        counts.failures.push({
          name: `${file.name}: ${test.fullName}`,
          message: (test.failureMessages ?? []).join('\n'),
        })
      } else counts.skipped += 1
    }
    if (file.status === 'failed' && !tests.some(({ status }) => status === 'failed')) {
      counts.failed += 1
      counts.failures.push({ name: file.name, message: file.message ?? 'the file could not be run' })
    }
  }
  return counts
}

const playwrightTests = (suite, path = []) => [
  ...(suite.specs ?? []).map((spec) => ({ spec, path: [...path, suite.title] })),
  ...(suite.suites ?? []).flatMap((inner) => playwrightTests(inner, [...path, suite.title])),
]

/** Playwright's JSON report. A flaky test passed on a retry, which this project does not allow itself: it failed. */
export const countPlaywright = (json) => {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const { spec, path } of (json.suites ?? []).flatMap((suite) => playwrightTests(suite))) {
    for (const test of spec.tests) {
      if (test.status === 'expected') counts.passed += 1
      else if (test.status === 'skipped') counts.skipped += 1
      else {
        counts.failed += 1
        const errors = test.results.flatMap((result) => result.errors ?? [])
        const name = [...path, spec.title].filter(Boolean).join(' › ')
        counts.failures.push({ name, message: errors.map((error) => error.message ?? '').join('\n') })
      }
    }
  }
  for (const error of json.errors ?? []) {
    counts.failed += 1
    counts.failures.push({ name: 'playwright', message: error.message ?? '' })
  }
  return counts
}

/** A suite without a report of its own is one check: it passed or it failed. */
const countOutcome = (name, outcome) =>
  outcome.code === 0
    ? { passed: 1, failed: 0, skipped: 0, failures: [] }
    : { passed: 0, failed: 1, skipped: 0, failures: [{ name, message: outcome.output }] }

/** What a suite came to, by its report where it wrote one and by its exit code in any case. */
export const countSuite = async (suite, outcome) => {
  const json = suite.report ? await readJson(suite.report) : null
  if (!json) return countOutcome(suite.name, outcome)
  const counts = suite.count(json)
  const silent = outcome.code !== 0 && counts.failed === 0
  return silent ? { ...counts, failed: 1, failures: [{ name: suite.name, message: outcome.output }] } : counts
}

const vitest = (name, projects) => ({
  name,
  report: report(name),
  count: countVitest,
  args: [
    nodeModule('vitest', 'vitest.mjs'),
    'run',
    '--passWithNoTests',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report(name)}`,
  ],
})

/** In the order in which a developer wants to hear of a mistake: the quick ones first. */
export const suites = [
  { name: 'lint', args: [nodeModule('oxlint', 'bin', 'oxlint')] },
  { name: 'types', args: [nodeModule('typescript', 'bin', 'tsc'), '--noEmit', '-p', inRoot('tsconfig.json')] },
  vitest('unit', ['unit', 'renderer', 'components']),
  vitest('integration', ['integration']),
  {
    name: 'e2e',
    report: report('playwright'),
    count: countPlaywright,
    needsDisplay: true,
    args: [nodeModule('@playwright', 'test', 'cli.js'), 'test', '--pass-with-no-tests'],
  },
]
