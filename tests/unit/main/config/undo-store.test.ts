import { describe, expect, it } from 'vitest'
import { FileQueue } from '../../../../main/config/file-queue'
import { UndoStore } from '../../../../main/config/undo-store'

const entry = (bytes: number) => ({
  projectId: 'p',
  path: '/x',
  before: new Uint8Array(bytes),
  afterHash: '',
  mode: 0o600,
  isConfig: true,
})

describe('what can be taken back', () => {
  it('is bounded: the oldest gives way, the newest never', () => {
    const store = new UndoStore()
    const first = store.keep(entry(40 * 1024 * 1024))
    const second = store.keep(entry(40 * 1024 * 1024))
    expect(store.get(first)).toBeNull()
    expect(store.get(second)).not.toBeNull()
    const huge = store.keep(entry(100 * 1024 * 1024))
    expect(store.get(huge)).not.toBeNull()
    const ids = Array.from({ length: 600 }, () => store.keep(entry(1)))
    expect(ids.filter((id) => store.get(id) !== null)).toEqual(ids.slice(-500))
  })

  it('is taken back the newest first', () => {
    const store = new UndoStore()
    const [a, b, c] = [store.keep(entry(1)), store.keep(entry(1)), store.keep(entry(1))]
    expect(store.newestFirst([a, c, 'gone', b])).toEqual([c, b, a, 'gone'])
  })
})

describe('the writers of a file', () => {
  it('wait for each other, also for one that fails, and not for those of other files', async () => {
    const queue = new FileQueue()
    const order: string[] = []
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const first = queue.run('a', async () => {
      await held
      order.push('first')
      throw new Error('no')
    })
    const second = queue.run('a', () => Promise.resolve(order.push('second')))
    await queue.run('b', () => Promise.resolve(order.push('other')))
    expect(order).toEqual(['other'])
    release()
    await expect(first).rejects.toThrow('no')
    await second
    expect(order).toEqual(['other', 'first', 'second'])
  })
})
