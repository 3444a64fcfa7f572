import { expect, it } from 'vitest'
import { filterRows, type RowFilter } from '../../../../../renderer/stores/config/effective-filter'
import { effectiveRows, sorted, unsetRows } from '../../../../../renderer/stores/config/effective-rows'
import { knownKeys } from '../../../../../renderer/stores/config/known-keys'
import { readLayers } from '../../../../../renderer/stores/config/layers'
import { readRequirements } from '../../../../../renderer/stores/config/requirements'
import { binaryKeys, folderLayer, managedLayer, readAnswer, userLayer } from './sample-config'

const source = {
  layers: readLayers(
    readAnswer([
      managedLayer({ notify: ['say'] }),
      folderLayer({ model_verbosity: 'low' }),
      userLayer({ model: 'gpt-x', model_verbosity: 'high', odd: 1, http_headers: { 'X-Key': 'hunter2' } }),
    ]),
  ),
  config: { model: null },
  known: knownKeys(binaryKeys),
  requirements: readRequirements({ requirements: { allowedApprovalPolicies: ['on-request'] } }),
}
const set = effectiveRows(source)
const all = sorted([...set, ...unsetRows(source, set)])
const keys = (filter: RowFilter, search = '') => filterRows(all, filter, search).map(({ key }) => key)

it('shows what was asked for', () => {
  expect(keys('mine')).toEqual(['http_headers.X-Key', 'model', 'model_verbosity', 'odd'])
  expect(keys('folder')).toEqual(['model_verbosity'])
  expect(keys('required')).toEqual(['approval_policy', 'notify'])
  expect(keys('unknown')).toEqual(['http_headers.X-Key', 'odd'])
  expect(keys('set')).not.toContain('hide_agent_reasoning')
  expect(keys('all')).toContain('hide_agent_reasoning')
})

it('searches key, value and help, every word somewhere', () => {
  expect(keys('all', 'GPT-X')).toEqual(['model'])
  expect(keys('all', 'new chats')).toEqual(['model'])
  expect(keys('all', 'model low')).toEqual(['model_verbosity'])
  expect(keys('all', 'model nowhere')).toEqual([])
})

it('does not find a secret by its value', () => {
  expect(keys('all', 'hunter2')).toEqual([])
  expect(keys('all', 'x-key')).toEqual(['http_headers.X-Key'])
})
