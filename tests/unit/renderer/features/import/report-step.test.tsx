import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CopyingStep, ReportStep } from '../../../../../renderer/features/import/report-step'
import { useImport } from '../../../../../renderer/stores/sessions/import'

beforeEach(() => useImport.setState(useImport.getInitialState()))
afterEach(cleanup)

const report = () => screen.getByTestId('import-report').textContent

describe('while it copies', () => {
  it('tells how far it is', () => {
    useImport.setState({ progress: { done: 3, of: 1200 } })
    render(<CopyingStep />)
    const bar = screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Sessions copied' })
    expect([bar.value, bar.max]).toEqual([3, 1200])
    act(() => useImport.setState({ progress: { done: 1200, of: 1200 } }))
    expect(bar.value).toBe(1200)
    expect(screen.getByRole('status').textContent).toBe(
      `${(1200).toLocaleString()} of ${(1200).toLocaleString()} copied`,
    )
  })

  it('stands at nothing before anything is known', () => {
    render(<CopyingStep />)
    expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(0)
  })
})

describe('what came of it', () => {
  it('counts what was copied and what was there', () => {
    render(<ReportStep report={{ copied: ['a', 'b'], alreadyThere: ['c'], failed: [] }} />)
    expect(report()).toContain('2 sessions copied. 1 were here already.')
    expect(report()).not.toContain('could not')
  })

  it('speaks of one as one, and promises nothing when none was copied', () => {
    render(<ReportStep report={{ copied: ['a'], alreadyThere: [], failed: [] }} />)
    expect(report()).toContain('1 session copied.')
    expect(report()).toContain('can be read and gone on with')
    cleanup()
    render(<ReportStep report={{ copied: [], alreadyThere: [], failed: [] }} />)
    expect(report()).toBe('0 sessions copied.')
  })

  it('names each that failed with the reason, as words', () => {
    const failed = [
      { threadId: 'a', reason: 'The file is torn.' },
      { threadId: 'b', reason: '<b>no</b>' },
    ]
    render(<ReportStep report={{ copied: [], alreadyThere: [], failed }} />)
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'a: The file is torn.',
      'b: <b>no</b>',
    ])
    expect(report()).toContain('2 could not be copied:')
  })
})
