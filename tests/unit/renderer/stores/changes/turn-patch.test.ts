// The patch of a turn, told or rebuilt.
import { describe, expect, it } from 'vitest'
import type { Item, TurnState } from '../../../../../renderer/stores/threads/model'
import { patchOfTurns } from '../../../../../renderer/stores/changes/turn-patch'

const root = '/home/me/project'
const turn = (part: Partial<TurnState>): TurnState => ({
  id: 'turn',
  status: 'completed',
  error: null,
  startedAtMs: 0,
  durationMs: 1,
  items: [],
  live: new Set(),
  retry: null,
  plan: null,
  diff: null,
  ...part,
})
const change = (path: string, kind: object, diff: string, status = 'completed'): Item => ({
  type: 'fileChange',
  id: path,
  status,
  changes: [{ path, kind, diff }],
})
const rebuilt = (...items: Item[]) => patchOfTurns([turn({ items })], root)

describe('the patch of a turn', () => {
  it('is what Codex told, where it told one', () => {
    const items = [change(`${root}/a`, { type: 'add' }, 'x\n')]
    expect(patchOfTurns([turn({ diff: 'diff --git a/a b/a\n', items })], root)).toBe('diff --git a/a b/a\n')
  })

  it('is rebuilt where Codex told an empty one, which means that it lost count', () => {
    const items = [change(`${root}/a`, { type: 'add' }, 'x\n')]
    expect(patchOfTurns([turn({ diff: '', items })], root)).toContain('+x')
  })

  it('of an edit has git’s headers and the hunks', () => {
    expect(rebuilt(change(`${root}/src/a.ts`, { type: 'update', move_path: null }, '@@ -1 +1 @@\n-a\n+b'))).toBe(
      'diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-a\n+b\n',
    )
  })

  it('of a moved file names both ends and drops what Codex glues on', () => {
    const patch = rebuilt(
      change(`${root}/a`, { type: 'update', move_path: `${root}/b` }, `@@ -1 +1 @@\n-x\n+y\n\n\nMoved to: ${root}/b`),
    )
    expect(patch).toContain('rename from a\nrename to b\n')
    expect(patch).not.toContain('Moved to')
    expect(rebuilt(change(`${root}/a`, { type: 'update', move_path: `${root}/b` }, `\n\nMoved to: ${root}/b`))).toBe(
      'diff --git a/a b/b\nrename from a\nrename to b\n',
    )
  })

  it('of whole files says when the last line has no end', () => {
    expect(rebuilt(change(`${root}/n`, { type: 'add' }, 'one\ntwo'))).toBe(
      'diff --git a/n b/n\nnew file mode 100644\n--- /dev/null\n+++ b/n\n@@ -0,0 +1,2 @@\n+one\n+two\n\\ No newline at end of file\n',
    )
    expect(rebuilt(change(`${root}/n`, { type: 'delete' }, 'one\n'))).toContain('@@ -1,1 +0,0 @@\n-one\n')
    expect(rebuilt(change(`${root}/empty`, { type: 'add' }, ''))).toBe(
      'diff --git a/empty b/empty\nnew file mode 100644\n',
    )
  })

  it('leaves out what was not applied, and is null when nothing is left', () => {
    expect(rebuilt(change(`${root}/a`, { type: 'add' }, 'x\n', 'declined'))).toBeNull()
    expect(rebuilt()).toBeNull()
  })

  it('leaves paths outside of the folder absolute', () => {
    expect(rebuilt(change('/etc/hosts', { type: 'add' }, 'x\n'))).toContain('+++ b//etc/hosts')
    expect(rebuilt(change('/home/me/project-2/a', { type: 'add' }, 'x\n'))).toContain('b//home/me/project-2/a')
  })

  it('tells Windows paths as git does', () => {
    const items = [change('C:\\p\\src\\a.ts', { type: 'add' }, 'x\n')]
    expect(patchOfTurns([turn({ items })], 'C:\\p')).toContain('+++ b/src/a.ts')
  })

  it('of several turns has them in order', () => {
    expect(patchOfTurns([turn({ diff: 'one' }), turn({ diff: 'two\n' })], root)).toBe('one\ntwo\n')
  })
})
