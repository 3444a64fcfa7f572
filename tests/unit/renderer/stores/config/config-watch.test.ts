// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { watchConfig } from '../../../../../renderer/stores/config/config-watch'
import { fakeDeck } from '../fake-deck'
import { projectId } from './sample-config'

afterEach(() => vi.unstubAllGlobals())

it('begins with the first who looks and ends with the last, whatever is ended twice', () => {
  const deck = fakeDeck()
  const [first, second] = [watchConfig(projectId), watchConfig(projectId)]
  first()
  first()
  expect(deck.of('config/watch')).toEqual([{ projectId, on: true }])
  second()
  expect(deck.of('config/watch')).toEqual([
    { projectId, on: true },
    { projectId, on: false },
  ])
})
