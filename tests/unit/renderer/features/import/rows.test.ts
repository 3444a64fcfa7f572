import { describe, expect, it } from 'vitest'
import type { ImportScan } from '../../../../../preload/contract/imports'
import { copyable, rowsOf, sizeWords } from '../../../../../renderer/features/import/rows'
import { candidate, source } from '../../stores/session-samples'

const scan: ImportScan = {
  source,
  folders: [
    { cwd: '/srv/weather', isProject: true, sessions: [candidate('Rain'), candidate('Snow', { imported: true })] },
    { cwd: '/srv/RAILS', isProject: false, sessions: [candidate('Brain')] },
  ],
  problems: [],
  problemCount: 0,
}
const words = (filter = '', folded: readonly string[] = []) =>
  rowsOf(scan, filter, new Set(folded)).map((row) =>
    row.kind === 'folder' ? `${row.cwd} ${row.sessions.length}` : `  ${row.session.title}`,
  )

describe('the rows', () => {
  it('are folders with their sessions, the ones that are here already among them', () => {
    expect(words()).toEqual(['/srv/weather 2', '  Rain', '  Snow', '/srv/RAILS 1', '  Brain'])
  })

  it('are filtered by title or by folder, whatever the case; a folder without any is left out', () => {
    expect(words('  rain ')).toEqual(['/srv/weather 1', '  Rain', '/srv/RAILS 1', '  Brain'])
    expect(words('SNOW')).toEqual(['/srv/weather 1', '  Snow'])
    expect(words('rails')).toEqual(['/srv/RAILS 1', '  Brain'])
    expect(words('.*')).toEqual([])
  })

  it('of a folded folder are not there, and it still counts them', () => {
    expect(words('', ['/srv/weather'])).toEqual(['/srv/weather 2', '/srv/RAILS 1', '  Brain'])
  })

  it('have keys of their own, also for a folder that is named like a session', () => {
    const odd = { ...scan, folders: [{ cwd: 'Rain', isProject: false, sessions: [candidate('Rain')] }] }
    const keys = rowsOf(odd, '', new Set()).map(({ key }) => key)
    expect(new Set(keys).size).toBe(2)
  })
})

it('what is here already cannot be brought in again', () => {
  expect(copyable(scan.folders[0]?.sessions ?? [])).toEqual(['Rain'])
  expect(copyable([candidate('x', { imported: true })])).toEqual([])
})

it('sizes are said in the largest unit that fits', () => {
  expect([0, 999, 1000, 1499, 999_499, 999_500, 3_440_000, 1_000_000_000].map(sizeWords)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '1 kB',
    '999 kB',
    '1.0 MB',
    '3.4 MB',
    '1000.0 MB',
  ])
})
