import { describe, expect, it } from 'vitest'
import { UndoStore, type UndoRecord } from '../../../../../main/changes/acts/undo-store'

const record = (over: Partial<UndoRecord> = {}): UndoRecord => ({
  folder: '/work',
  way: { kind: 'index', changes: [] },
  summary: 'Staged a',
  names: ['a'],
  bytes: 10,
  ...over,
})

describe('the ways back', () => {
  it('are of their folder alone', () => {
    const undos = new UndoStore(100)
    const id = undos.keep(record())
    expect(undos.find('/work', id)?.summary).toBe('Staged a')
    expect(undos.find('/elsewhere', id)).toBeNull()
    undos.forget(id)
    expect(undos.find('/work', id)).toBeNull()
  })

  it('are forgotten, the oldest first, when they hold too much', () => {
    const undos = new UndoStore(25)
    const ids = [1, 2, 3].map(() => undos.keep(record()))
    expect(ids.map((id) => undos.find('/work', id) !== null)).toEqual([false, true, true])
    const large = undos.keep(record({ bytes: 1000 }))
    expect(undos.find('/work', large)).not.toBeNull()
    expect(undos.find('/work', ids[2] ?? '')).toBeNull()
  })

  it('are at most two hundred', () => {
    const undos = new UndoStore(1_000_000)
    const ids = Array.from({ length: 205 }, () => undos.keep(record({ bytes: 0 })))
    expect(ids.filter((id) => undos.find('/work', id)).length).toBe(200)
  })
})
