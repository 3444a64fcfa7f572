// startup.ratio: from spawn to a composer that takes a message, against an empty window of the same runtime.
import { join } from 'node:path'
import { median, round } from './figures.mjs'
import { end, openEmpty, openOurs } from './windows.mjs'

const runs = 9

export const startup = async ({ display, stage }) => {
  const emptyData = join(stage.root, 'empty-data')
  const empty = []
  const ours = []
  for (let run = -1; run < runs; run += 1) {
    const one = await openEmpty(display, emptyData)
    await end(one.child)
    const other = await openOurs(display, stage.userData)
    await end(other.child)
    // The first of each makes its profile and warms the disk cache; it is not counted.
    if (run < 0) continue
    empty.push(one.ms)
    ours.push(other.ms)
  }
  return {
    'startup.ratio': round(median(ours) / median(empty)),
    'startup.appMs': round(median(ours), 0),
    'startup.emptyMs': round(median(empty), 0),
  }
}
