// One thing after the other on a store, and who makes way for whom.
import { expect, it } from 'vitest'
import { Lane } from '../../../../../main/changes/checkpoints/lane'
import { gate } from '../../../../support/waiting'

it('runs what comes in the order it came, also after a failure', async () => {
  const lane = new Lane()
  const done: number[] = []
  const first = lane.run(async () => {
    await Promise.resolve()
    done.push(1)
    throw new Error('broken')
  })
  const second = lane.run(() => Promise.resolve(done.push(2)))
  await expect(first).rejects.toThrow('broken')
  await second
  expect(done).toEqual([1, 2])
})

it('hurries the one at work, and not the next', async () => {
  const lane = new Lane()
  const end = gate()
  const begun = gate()
  const hurried = lane.run(async (soon) => {
    begun.open()
    await end.opened
    return soon.aborted
  })
  const next = lane.run((soon) => Promise.resolve(soon.aborted))
  await begun.opened
  lane.hurry()
  end.open()
  expect([await hurried, await next]).toEqual([true, false])
})

it('asks one that yields to end as soon as another waits, or before it began', async () => {
  const lane = new Lane()
  const begun = gate()
  const asked = gate()
  const first = lane.run(async (soon) => {
    begun.open()
    soon.addEventListener('abort', () => asked.open())
    await asked.opened
    return 'made way'
  }, true)
  await begun.opened
  const second = lane.run(() => Promise.resolve('ran'))
  expect([await first, await second]).toEqual(['made way', 'ran'])

  const before = lane.run(() => Promise.resolve())
  const yields = lane.run((soon) => Promise.resolve(soon.aborted), true)
  const behind = lane.run(() => Promise.resolve())
  expect(await yields).toBe(true)
  await Promise.all([before, behind])
  expect(await lane.run((soon) => Promise.resolve(soon.aborted), true)).toBe(false)
})
