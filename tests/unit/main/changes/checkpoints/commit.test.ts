// The stream that fast-import reads: nothing in a name or a content can be taken for a command.
import { expect, it } from 'vitest'
import { importStream } from '../../../../../main/changes/checkpoints/commit'

const written = (options: Partial<Parameters<typeof importStream>[0]>, prefix = ''): string =>
  Buffer.concat([
    ...importStream({ from: null, remove: [], put: [], message: '{}', atMs: 1500, branch: 'last', ...options }, prefix),
  ]).toString('latin1')

it('begins with a tree, removes before it adds, and asks which trees came of it', () => {
  const text = written(
    { from: 'a'.repeat(40), remove: ['old'], put: [{ path: 'new', mode: '100644', content: Buffer.from('x\n') }] },
    'sub/dir/',
  )
  expect(text).toBe(
    [
      'feature done\ncommit refs/heads/last\nmark :1\ncommitter Codex Deck <snapshots@localhost> 1 +0000\ndata 2\n{}',
      `M 040000 ${'a'.repeat(40)} ""`,
      'D "old"',
      'M 100644 inline "new"\ndata 2\nx\n',
      'ls ""\nls "sub/dir"\n\nget-mark :1\ndone\n',
    ].join('\n'),
  )
})

it('writes names as C does', () => {
  expect(written({ remove: ['a"\nD "b', 'back\\slash', '\u00ff\u007f é'] })).toContain(
    String.raw`D "a\042\012D \042b"` +
      '\n' +
      String.raw`D "back\134slash"` +
      '\n' +
      String.raw`D "\377\177 \351"` +
      '\n',
  )
})

it('tells how long a content is, so that it may hold anything', () => {
  const content = Buffer.from('\nD "everything"\ndone\n\0\u00ff', 'latin1')
  const text = written({ put: [{ path: 'a', mode: '120000', content }] })
  expect(text).toContain(`M 120000 inline "a"\ndata ${content.length}\n${content.toString('latin1')}\nls ""`)
})
