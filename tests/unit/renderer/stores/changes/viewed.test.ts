// @vitest-environment jsdom
// Ticks hold for one change of one file.
import { beforeEach, describe, expect, it } from 'vitest'
import { useViewed, viewedOf } from '../../../../../renderer/stores/changes/viewed'
import { fileOf, place } from './samples'

beforeEach(() => {
  localStorage.clear()
  useViewed.setState({ marks: new Set() })
})
const seen = (...files: ReturnType<typeof fileOf>[]) => [...viewedOf(useViewed.getState().marks, place, files)]

describe('a viewed mark', () => {
  const a = fileOf('a')
  it('is set, kept and taken away', () => {
    useViewed.getState().mark(place, [a], true)
    expect(seen(a)).toEqual([a.id])
    expect(localStorage.getItem('deck.viewed')).toContain(a.mark)
    useViewed.getState().mark(place, [a], false)
    expect(seen(a)).toEqual([])
  })

  it('is gone as soon as the change is another one', () => {
    useViewed.getState().mark(place, [a], true)
    expect(seen({ ...a, mark: 'other' })).toEqual([])
  })

  it('of one file is not of another with the same change, nor of another place', () => {
    useViewed.getState().mark(place, [a], true)
    expect(seen({ ...fileOf('b'), mark: a.mark })).toEqual([])
    const elsewhere = { ...place, worktreeId: 'd'.repeat(16) }
    expect([...viewedOf(useViewed.getState().marks, elsewhere, [a])]).toEqual([])
  })

  it('is forgotten when there are very many newer ones', () => {
    useViewed.getState().mark(place, [a], true)
    useViewed.getState().mark(
      place,
      Array.from({ length: 8000 }, (_, at) => fileOf(`f${at}`)),
      true,
    )
    expect(seen(a)).toEqual([])
    expect(seen(fileOf('f7999'))).toHaveLength(1)
    expect(useViewed.getState().marks.size).toBe(8000)
  })
})
