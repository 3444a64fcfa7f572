// The share of the rows in `config.overMs` (npm run bench has the whole): generous, so that only a wrong order of growth fails it.
import { expect, it } from 'vitest'
import { filterRows } from '../../../../../renderer/stores/config/effective-filter'
import { effectiveRows } from '../../../../../renderer/stores/config/effective-rows'
import { knownKeys } from '../../../../../renderer/stores/config/known-keys'
import { readLayers } from '../../../../../renderer/stores/config/layers'
import { binaryKeys, readAnswer, userLayer } from './sample-config'

it('makes the rows of 1,000 keys and 50 servers in a few milliseconds', () => {
  const many = Object.fromEntries(
    Array.from({ length: 1000 }, (_, at) => [`key_${at}`, { name: `value ${at}`, on: true }]),
  )
  const servers = Object.fromEntries(
    Array.from({ length: 50 }, (_, at) => [`server-${at}`, { command: 'node', args: ['a', 'b'], env: { A: '1' } }]),
  )
  const answer = readAnswer([userLayer({ many, mcp_servers: servers })])
  const known = knownKeys(binaryKeys)
  const once = (): number => {
    const start = performance.now()
    const rows = effectiveRows({ layers: readLayers(answer), config: {}, known, requirements: new Map() })
    filterRows(rows, 'set', 'server-4 node')
    expect(rows).toHaveLength(2150)
    return performance.now() - start
  }
  const times = [once(), once(), once()]
  if (process.env['DECK_TIMES']) console.info('rows', times)
  expect(Math.min(...times)).toBeLessThan(60)
})
