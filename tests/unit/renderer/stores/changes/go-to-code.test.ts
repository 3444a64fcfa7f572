// From a comment or a finding to its lines: the source that it is about is shown, or the one that shows the file already.
import { beforeEach, expect, it } from 'vitest'
import { useChosen } from '../../../../../renderer/stores/changes/chosen'
import { choiceOfHint, choiceOfKey, choiceOfTarget, goToLine } from '../../../../../renderer/stores/changes/go-to-code'
import { useChanges } from '../../../../../renderer/stores/changes/open-view'
import { sourceKey } from '../../../../../renderer/stores/changes/sources'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { projectId } from '../samples'
import { fileOf, place, viewOf } from './samples'

beforeEach(() => {
  useChosen.setState({ choices: {}, goTo: null })
  useUi.setState({ panel: null, page: 'chat' })
  useChanges.setState({ place: null, source: null, view: null })
})

it('the choice of a comment is that of the source that it was written under', () => {
  expect(choiceOfKey(sourceKey({ kind: 'turn', threadId: 't', turnId: 'x', patch: 'p' }))).toEqual({
    kind: 'turn',
    turnId: 'x',
  })
  expect(choiceOfKey(sourceKey({ kind: 'branch', base: 'main' }))).toEqual({ kind: 'branch', base: 'main' })
  expect(choiceOfKey(sourceKey({ kind: 'commit', revision: 'abc' }))).toEqual({ kind: 'commit', revision: 'abc' })
  for (const odd of ['', 'x', '{}', '[]', '{"kind":"commit"}', '{"kind":"rewind","turnId":"x"}'])
    expect(choiceOfKey(odd)).toBeNull()
})

it('what a review looked at is read from Codex’s words', () => {
  expect(choiceOfHint('current changes')).toEqual({ kind: 'unstaged' })
  expect(choiceOfHint("changes against 'feature/x'")).toEqual({ kind: 'branch', base: 'feature/x' })
  expect(choiceOfHint('commit 1e53644: A title')).toEqual({ kind: 'commit', revision: '1e53644' })
  expect(choiceOfHint('commit to nothing')).toEqual({ kind: 'unstaged' })
  expect(choiceOfTarget({ type: 'commit', sha: 'abc', title: null })).toEqual({ kind: 'commit', revision: 'abc' })
})

it('a line is shown where its file is shown already', () => {
  useChanges.setState({ place, source: { kind: 'staged' }, view: viewOf('v', [fileOf('a.ts')]) })
  goToLine(projectId, 't', { path: 'a.ts', line: 3 }, { kind: 'branch', base: 'main' })
  expect(useChosen.getState().choices['t']).toEqual({ kind: 'staged' })
  expect(useChosen.getState().goTo).toEqual({ path: 'a.ts', line: 3, side: 'new' })
  expect(useUi.getState().panel).toBe('changes')
  goToLine(projectId, 't', { path: 'b.ts', line: 3 }, { kind: 'branch', base: 'main' })
  expect(useChosen.getState().choices['t']).toEqual({ kind: 'branch', base: 'main' })
})
