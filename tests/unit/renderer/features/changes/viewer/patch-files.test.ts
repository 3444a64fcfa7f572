import { describe, expect, it } from 'vitest'
import { filesOfPatch } from '../../../../../../renderer/features/changes/viewer/patch-files'
import { readPatch } from '../../../../../../renderer/features/changes/viewer/patch-model'
import { twoHunks } from './samples'

const one = (patch: string, part: { path?: string; kind?: 'add' | 'delete' } = {}) => {
  const [file] = filesOfPatch({ patch, ...part })
  if (!file) throw new Error('no file')
  return file
}

describe('a patch by itself', () => {
  it('is one file or many, with their counts', () => {
    const files = filesOfPatch({ patch: `${twoHunks}${twoHunks.replaceAll('src/a.ts', 'src/b.ts')}` })
    expect(files.map(({ file }) => [file.path, file.added, file.removed])).toEqual([
      ['src/a.ts', 3, 1],
      ['src/b.ts', 3, 1],
    ])
  })

  it('says what its headers say: new, gone, renamed, another mode, a link, binary', () => {
    const head = (lines: string) => one(`diff --git a/x b/y\n${lines}`).file
    expect(head('new file mode 100755\n--- /dev/null\n+++ b/y\n@@ -0,0 +1 @@\n+a\n')).toMatchObject({
      status: 'added',
      newMode: '100755',
    })
    expect(head('deleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n').status).toBe('deleted')
    expect(head('similarity index 90%\nrename from x\nrename to y\n')).toMatchObject({
      status: 'renamed',
      oldPath: 'x',
    })
    expect(head('old mode 100644\nnew mode 120000\n')).toMatchObject({ form: 'symlink', oldMode: '100644' })
    expect(head('Binary files a/x and b/y differ\n').form).toBe('binary')
  })

  it('is not fooled by lines of the file that look like headers', () => {
    const { file } = one('--- a/x\n+++ b/x\n@@ -1,1 +1,3 @@\n a\n+new file mode 120000\n+rename from /etc/passwd\n')
    expect(file).toMatchObject({ status: 'modified', form: 'text', oldPath: null, newMode: null })
  })

  it.each([
    ['add', 'added', '+'],
    ['delete', 'deleted', '-'],
  ] as const)('given as the raw content of a file to %s is read as one', (kind, status, sign) => {
    const { file, patch } = one('@ first\n--- second\n+third', { kind, path: 'new file.txt' })
    expect(file).toMatchObject({ path: 'new file.txt', status })
    const lines = readPatch(patch).hunks[0]?.lines ?? []
    expect(lines.map((line) => line.text)).toEqual(['@ first', '--- second', '+third'])
    expect(lines.every((line) => line.kind === (sign === '+' ? 'add' : 'remove'))).toBe(true)
    expect(lines.at(-1)).toMatchObject({ open: true })
  })

  it('of an empty new file is a file without lines', () => {
    expect(one('', { kind: 'add', path: 'empty' }).file).toMatchObject({ path: 'empty', status: 'added', added: 0 })
    expect(filesOfPatch({ patch: '' })).toEqual([])
  })

  it('of bare hunks goes by the path that it was given', () => {
    expect(one('@@ -1,1 +1,1 @@\n-a\n+b\n', { path: 'src/x.ts' }).file).toMatchObject({ path: 'src/x.ts', added: 1 })
  })
})
