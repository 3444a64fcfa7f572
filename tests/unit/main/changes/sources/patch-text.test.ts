import { describe, expect, it } from 'vitest'
import { patchFiles } from '../../../../../main/changes/sources/patch-text'

const place = { folder: '/home/ada/project', prefix: Buffer.alloc(0) }
const read = (text: string, where = place) => patchFiles(Buffer.from(text), where)
const told = (text: string, where = place) =>
  read(text, where).files.map(({ view }) => [view.status, view.oldPath, view.path, view.refused])

const hunk = '@@ -1 +1 @@\n-a\n+b\n'
const added = '@@ -0,0 +1 @@\n+b\n'
const index = `index ${'1'.repeat(40)}..${'2'.repeat(40)}\n`

describe('a patch that Codex wrote', () => {
  it.each(['plain.txt', 'ünï "q".txt', 'with space', 'tab\there', 'b b/b', '"start'])('names %j as it is', (name) => {
    const text = `diff --git a/${name} b/${name}\n${index}--- a/${name}\n+++ b/${name}\n${hunk}`
    expect(told(text)).toEqual([['modified', null, name, null]])
  })

  it('renames without saying so', () => {
    const text = `diff --git a/old name b/new name\n${index}--- a/old name\n+++ b/new name\n${hunk}`
    expect(told(text)).toEqual([['renamed', 'old name', 'new name', null]])
  })

  it('adds and deletes, empty files too', () => {
    const text = `diff --git a/new b/new\nnew file mode 100644\n${index}--- /dev/null\n+++ b/new\n${added}diff --git a/empty b/empty\nnew file mode 100644\n${index}diff --git a/gone b/gone\ndeleted file mode 100644\n${index}--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n`
    expect(told(text)).toEqual([
      ['added', null, 'new', null],
      ['added', null, 'empty', null],
      ['deleted', null, 'gone', null],
    ])
  })

  it('names files outside by absolute paths after a double slash', () => {
    const file = (path: string): string =>
      `diff --git a/${path} b/${path}\n${index}--- a/${path}\n+++ b/${path}\n${hunk}`
    expect(told(`${file('/home/ada/project/in.txt')}${file('/home/ada/projects/x')}${file('/etc/hosts')}`)).toEqual([
      ['modified', null, 'in.txt', null],
      ['modified', null, '/home/ada/projects/x', 'The path leads out of this folder.'],
      ['modified', null, '/etc/hosts', 'The path leads out of this folder.'],
    ])
  })

  it('is told from the top of the repository, of which the folder may be a part', () => {
    const where = { ...place, prefix: Buffer.from('sub/') }
    const file = (path: string): string => `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${hunk}`
    expect(told(`${file('sub/a')}${file('a')}${file('sub/../a')}`, where)).toEqual([
      ['modified', null, 'a', null],
      ['modified', null, 'a', 'The path leads out of this folder.'],
      ['modified', null, '../a', expect.stringContaining('..')],
    ])
  })

  it('keeps bytes, line ends and missing newlines', () => {
    const bytes = Buffer.concat([
      Buffer.from('diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\r\n\\ No newline at end of file\n+'),
      Buffer.from([0xff, 0x00, 0x0d, 0x0a]),
    ])
    const [file] = patchFiles(bytes, place).files
    expect(file?.hunks?.[0]?.bytes).toEqual(bytes.subarray(bytes.indexOf('@@')))
    expect(file?.view).toMatchObject({ added: 1, removed: 1 })
  })
})

describe('a patch that git wrote', () => {
  it('names files in quotes, renames, copies and changes modes', () => {
    const text = String.raw`diff --git "a/q\"u" "b/q\"u"
old mode 100644
new mode 100755
diff --git a/one b/two
similarity index 100%
rename from one
rename to two
diff --git a/one b/three
similarity index 90%
copy from one
copy to three
--- a/one
+++ b/three
${hunk}diff --git a/p.png b/p.png
index 1111111..2222222 100644
Binary files a/p.png and b/p.png differ
`
    const { files } = read(text)
    expect(files.map(({ view }) => [view.status, view.form, view.oldPath, view.path])).toEqual([
      ['modified', 'text', null, 'q"u'],
      ['renamed', 'text', 'one', 'two'],
      ['copied', 'text', 'one', 'three'],
      ['modified', 'image', null, 'p.png'],
    ])
    expect(files[0]?.view).toMatchObject({ oldMode: '100644', newMode: '100755' })
  })

  it('may come without git’s headers, with times, and with words before it', () => {
    const text = `some words\n--- a/x\t2024-01-01 10:00:00\n+++ b/x\t2024-01-02 10:00:00\n${hunk}--- a/y\n+++ b/y\n${hunk}`
    expect(told(text)).toEqual([
      ['modified', null, 'x', null],
      ['modified', null, 'y', null],
    ])
  })
})

describe('a hostile patch', () => {
  it.each([
    ['names two files', `diff --git a/safe b/safe\n--- a/safe\n+++ b/other\n${hunk}`, 'different files'],
    [
      'hides the name in the command',
      `diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/y\n${added}`,
      'different',
    ],
    [
      'renames behind the back',
      `diff --git a/a b/b\nrename from a\nrename to c\n--- a/a\n+++ b/b\n${hunk}`,
      'different',
    ],
    ['goes up', `--- a/../x\n+++ b/../x\n${hunk}`, '..'],
    ['is absolute', `--- /etc/hosts\n+++ /etc/hosts\n${hunk}`, 'leads out'],
    ['writes hooks', `--- /dev/null\n+++ b/.git/hooks/x\n${added}`, '.git'],
    ['arms Codex', `--- /dev/null\n+++ b/sub/.codex/config.toml\n${added}`, '.codex'],
    ['makes a device', `diff --git a/x b/x\nnew file mode 020666\n--- /dev/null\n+++ b/x\n${added}`, 'no plain file'],
    ['adds and deletes at once', `diff --git a/x b/x\nnew file mode 100644\ndeleted file mode 100644\n`, 'different'],
    ['lies about its lines', `--- a/x\n+++ b/x\n@@ -1,5 +1,5 @@\n-a\n+b\n`, 'can’t be read'],
    ['has a part that nobody can read', `--- a/x\n+++ b/x\n@@ somewhere\n-a\n+b\n`, 'can’t be read'],
  ])('that %s is shown and refused', (_, text, reason) => {
    expect(told(text).map(([, , , refused]) => refused)).toEqual([expect.stringContaining(reason)])
  })

  it('that changes one file twice has two files, the second refused', () => {
    const file = `diff --git a/x b/x\n--- a/x\n+++ b/x\n${hunk}`
    const { files } = read(file + file)
    expect(files.map(({ view }) => view.refused)).toEqual([null, 'The patch changes this file more than once.'])
    expect(new Set(files.map(({ view }) => view.id)).size).toBe(2)
  })

  it('with hunks of no file says that they are left out', () => {
    expect(read(hunk)).toEqual({ files: [], strayHunks: 1 })
  })

  it('cut at any byte is read without a complaint', () => {
    const text = Buffer.from(`diff --git "a/q\\"u" "b/q\\"u"\nrename from x\n--- a/x\n+++ b/x\t\n${hunk}`)
    for (let end = 0; end < text.length; end += 1) expect(() => patchFiles(text.subarray(0, end), place)).not.toThrow()
  })
})
