import { describe, expect, it } from 'vitest'
import type { ChangeSource } from '../../../../preload/contract/changes'
import { actsOf } from '../../../../main/changes/acts-of'

const threadId = '00000000-0000-7000-8000-000000000000'
const place = { projectId: '0123456789abcdef', worktreeId: null }
const acts = (source: ChangeSource, { trusted = true, ignoreSpace = false, inRepository = true } = {}) =>
  actsOf({ folder: { place, path: '/work', trusted }, source, ignoreSpace }, inRepository)

const turn: ChangeSource = { kind: 'turn', threadId, turnId: null, patch: null }

describe('the acts of a view', () => {
  it('depend on its source', () => {
    expect(acts({ kind: 'unstaged' })).toEqual(['stage', 'revert'])
    expect(acts({ kind: 'staged' })).toEqual(['unstage'])
    expect(acts(turn)).toEqual(['stage', 'revert', 'apply'])
    expect(acts({ kind: 'branch', base: 'main' })).toEqual(['revert', 'apply'])
    expect(acts({ kind: 'rewind', threadId, turnId: 't' })).toEqual([])
  })

  it('are none where nothing is trusted or spaces are ignored, and no staging without a repository', () => {
    expect(acts(turn, { trusted: false })).toEqual([])
    expect(acts(turn, { ignoreSpace: true })).toEqual([])
    expect(acts(turn, { inRepository: false })).toEqual(['revert', 'apply'])
  })
})
