import { describe, expect, it } from 'vitest'
import { countPlaywright, countSuite, countVitest } from '../../../../scripts/test/suites.mjs'

describe('counting tests', () => {
  it('counts a vitest report, a file that did not load as one failure', () => {
    const counts = countVitest({
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed' },
            { status: 'failed', fullName: 'a b', failureMessages: ['no'] },
            { status: 'pending' },
          ],
        },
        { name: 'broken.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] },
      ],
    })
    expect(counts).toMatchObject({ passed: 1, failed: 2, skipped: 1 })
    expect(counts.failures.map(({ name }) => name)).toEqual(['a.test.ts: a b', 'broken.test.ts'])
  })

  it('counts a playwright report with nested suites', () => {
    const spec = (status) => ({ title: status, tests: [{ status, results: [{ errors: [{ message: 'no' }] }] }] })
    const counts = countPlaywright({
      suites: [
        {
          title: 'file',
          specs: [spec('expected')],
          suites: [{ title: 'group', specs: [spec('unexpected'), spec('skipped'), spec('flaky')] }],
        },
      ],
    })
    expect(counts).toMatchObject({ passed: 1, failed: 2, skipped: 1 })
    expect(counts.failures[0]).toEqual({ name: 'file › group › unexpected', message: 'no' })
  })

  it('counts a suite without a report by its exit code', async () => {
    expect(await countSuite({ name: 'lint', args: [] }, { code: 0, output: '' })).toMatchObject({
      passed: 1,
      failed: 0,
    })
    expect(await countSuite({ name: 'lint', args: [] }, { code: 1, output: 'bad' })).toMatchObject({
      passed: 0,
      failed: 1,
    })
  })
})
