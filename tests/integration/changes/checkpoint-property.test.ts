// Random trees, random changes: going back gives back every byte, link and permission bit, and taking that back does too.
import { afterEach, describe, expect, it } from 'vitest'
import {
  changeAtRandom,
  hashOf,
  openGround,
  randomFrom,
  readTree,
  rewindView,
  turn,
  type Ground,
} from './checkpoint-tree'
import { join } from 'node:path'

let ground: Ground | undefined
afterEach(() => ground?.remove())

/** Files read by us and written at once; git's index for all; now one, now the other. */
const ways = {
  quick: { seeds: 6, quick: { files: 500, bytes: 1e8 } },
  index: { seeds: 4, quick: { files: 0, bytes: 0 } },
  mixed: { seeds: 4, quick: { files: 4, bytes: 1e8 } },
}

describe('random trees', () => {
  it.each(Object.entries(ways))('come back as they were, and forth again (%s)', async (way, { seeds, quick }) => {
    for (let seed = 1; seed <= seeds; seed++) {
      const random = randomFrom(seed * 7919 + way.length)
      ground = openGround({ git: seed % 2 === 0, bounds: { quick } })
      const { folder, checkpoints } = ground
      const hint = `seed ${seed}, ${way}`
      const many = (count: number, modes?: number[]): void => {
        for (let step = 0; step < count; step++) changeAtRandom(folder.path, random, modes)
      }
      many(30, [0o755, 0o700, 0o600, 0o664])
      if (seed % 2 === 0) {
        ground.run('add', '-A')
        ground.run('commit', '-q', '-m', 'first')
      }
      if (seed % 3 === 0) await checkpoints.warm(folder)
      const states: Map<string, string>[] = []
      for (let at = 0; at < 3; at++) {
        states.push(readTree(folder.path))
        await turn(ground, checkpoints, `turn-${at}`, () => many(random(20)))
        if (random(2) === 0) many(random(5))
      }
      const gitBefore = seed % 2 === 0 ? hashOf(join(folder.path, '.git')) : ''
      const last = readTree(folder.path)
      for (const back of [random(3), random(3)]) {
        const report = await checkpoints.rewind(await rewindView(ground, checkpoints, `turn-${back}`))
        expect(report, hint).toMatchObject({ done: true, conflicts: [] })
        expect(readTree(folder.path), `${hint}, back to ${back}`).toEqual(states[back])
        if (report.undoId === null) continue
        const undone = await checkpoints.undo(folder, report.undoId)
        expect(undone, hint).toMatchObject({ done: true, conflicts: [] })
        expect(readTree(folder.path), `${hint}, forth from ${back}`).toEqual(last)
      }
      if (gitBefore !== '') expect(hashOf(join(folder.path, '.git')), hint).toBe(gitBefore)
      ground.remove()
    }
  })
})
