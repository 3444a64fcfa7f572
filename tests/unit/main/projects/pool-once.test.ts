import { afterEach, expect, it } from 'vitest'
import { HomePool } from '../../../../main/codex/server/pool'
import { PoolOnce } from '../../../../main/projects/pool-once'

const pools: HomePool[] = []
const noServer = (key: string): never => {
  throw new Error(`no server for ${key}`)
}
/** A pool that starts nothing. */
function makePool(): HomePool {
  const pool = new HomePool({ optionsFor: noServer })
  pools.push(pool)
  return pool
}
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.dispose()))
})

it('opens nothing before it may, and then one for all who asked', async () => {
  const pool = new PoolOnce(async () => makePool())
  const asked = [pool.get(), pool.get()]
  await Promise.resolve()
  expect(pools).toEqual([])
  pool.begin()
  expect(await Promise.all(asked)).toEqual([pools[0], pools[0]])
  expect(await pool.get()).toBe(pool.opened)
  expect(pools).toHaveLength(1)
})

it('tries again for the next who asks when it could not be opened: a missing bundle may have been put back', async () => {
  let missing = true
  const pool = new PoolOnce(async () => {
    if (missing) throw new Error('The bundle is missing.')
    return makePool()
  })
  pool.begin()
  await expect(pool.get()).rejects.toThrow('The bundle is missing.')
  expect(pool.opened).toBeNull()
  missing = false
  expect(await pool.get()).toBe(pools[0])
})

it('can be ended before it was ever opened', async () => {
  const pool = new PoolOnce(async () => makePool())
  void pool.get()
  await pool.dispose()
  expect(pools).toEqual([])
})

it('one that is opened while the app quits starts nothing any more', async () => {
  let opened: (pool: HomePool) => void = () => undefined
  const pool = new PoolOnce(() => new Promise((resolve) => (opened = resolve)))
  pool.begin()
  const asked = pool.get()
  await pool.begun
  await pool.dispose()
  opened(makePool())
  const late = await asked
  expect(() => late.get('any home')).toThrow('The app is quitting')
})
