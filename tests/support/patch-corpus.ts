// Patches that want what they must not have, by name. Each says what the folder holds before, what the patch is, and whether some
// of it may be applied at all. Nothing here may ever change anything outside of the folder, in .git, .codex or .agents.
import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { TestRepository } from './repository'

export interface HostilePatch {
  readonly name: string
  readonly patch: Buffer
  readonly prepare?: (repository: TestRepository) => void
  /** It may be applied, within the folder: what looks bad is harmless there. */
  readonly mayApply?: boolean
  /** What is in the way is on the disk alone: the index, which is no place to write through, may take it. */
  readonly mayStage?: boolean
}

const newFile = (name: string | Buffer, content = 'owned\n', mode = '100644'): Buffer => {
  const path = Buffer.from(name)
  const parts = ['diff --git a/', path, ' b/', path, `\nnew file mode ${mode}\n--- /dev/null\n+++ b/`, path]
  return Buffer.concat([...parts, '\n@@ -0,0 +1 @@\n+', content].map((part) => Buffer.from(part)))
}

const change = (name: string | Buffer, from = 'base', to = 'owned'): Buffer => {
  const path = Buffer.from(name)
  const parts = ['diff --git a/', path, ' b/', path, '\n--- a/', path, '\n+++ b/', path]
  return Buffer.concat([...parts, `\n@@ -1 +1 @@\n-${from}\n+${to}\n`].map((part) => Buffer.from(part)))
}

const removed = (name: string): Buffer =>
  Buffer.from(
    `diff --git a/${name} b/${name}\ndeleted file mode 100644\n--- a/${name}\n+++ /dev/null\n@@ -1 +0,0 @@\n-base\n`,
  )

const link = (name: string, target: string): Buffer =>
  Buffer.from(
    `diff --git a/${name} b/${name}\nnew file mode 120000\n--- /dev/null\n+++ b/${name}\n@@ -0,0 +1 @@\n+${target}\n\\ No newline at end of file\n`,
  )

const renamed = (from: string, to: string): Buffer =>
  Buffer.from(
    `diff --git a/${from} b/${to}\nsimilarity index 50%\nrename from ${from}\nrename to ${to}\n--- a/${from}\n+++ b/${to}\n@@ -1 +1 @@\n-base\n+owned\n`,
  )

const both = (...patches: Buffer[]): Buffer => Buffer.concat(patches)

/** Paths that lead where nothing may be written. */
const badPaths = [
  '/etc/owned',
  '//etc/owned',
  '../outside/secret',
  'sub/../../outside/secret',
  './../outside/secret',
  '..',
  '.',
  '',
  '.git/config',
  '.git/hooks/post-checkout',
  '.GIT/config',
  '.Git/hooks/x',
  'sub/.git/config',
  '.git./config',
  '.git /config',
  'git~1/config',
  '.g\u200cit/config',
  '.git::$INDEX_ALLOCATION/config',
  '.codex/config.toml',
  '.CODEX/config.toml',
  'sub/.codex/config.toml',
  '.agents/x',
  'C:\\Windows\\owned',
  'C:/owned',
  '..\\outside\\secret',
  'sub\\..\\..\\outside\\secret',
  'a\0b',
]

export const hostilePatches: readonly HostilePatch[] = [
  ...badPaths.map((path) => ({ name: `a new file at ${JSON.stringify(path)}`, patch: newFile(path) })),
  ...badPaths.map((path) => ({ name: `a change of ${JSON.stringify(path)}`, patch: change(path) })),
  ...badPaths.map((path) => ({ name: `a move to ${JSON.stringify(path)}`, patch: renamed('base.txt', path) })),
  { name: 'a good file beside a bad one', patch: both(change('base.txt'), newFile('../outside/secret')) },
  { name: 'a move out of .git', patch: renamed('.git/config', 'config.txt') },
  { name: 'a removal in .git', patch: removed('.git/HEAD') },
  { name: 'a link outside and a file through it', patch: both(link('out', '../outside'), newFile('out/owned')) },
  {
    name: 'a file through a link that is there',
    mayStage: true,
    prepare: ({ path }) => symlinkSync('../outside', join(path, 'out')),
    patch: newFile('out/owned'),
  },
  {
    name: 'a change through a link that is there',
    prepare: ({ path }) => symlinkSync('../outside', join(path, 'out')),
    patch: change('out/secret', 'secret'),
  },
  {
    name: 'a removal through a link that is there',
    prepare: ({ path }) => symlinkSync('../outside', join(path, 'out')),
    patch: Buffer.from(
      'diff --git a/out/secret b/out/secret\ndeleted file mode 100644\n--- a/out/secret\n+++ /dev/null\n@@ -1 +0,0 @@\n-secret\n',
    ),
  },
  {
    name: 'a change of a link’s target as if it were the file',
    prepare: ({ path }) => symlinkSync('../outside/secret', join(path, 'linked')),
    patch: change('linked', 'secret'),
  },
  {
    name: 'a file where a folder is',
    mayStage: true,
    prepare: (repository) => repository.write('folder/kept.txt', 'kept\n'),
    patch: newFile('folder'),
  },
  { name: 'a file below a file', patch: newFile('base.txt/below') },
  {
    name: 'a change of a pipe',
    prepare: ({ path }) => void execFileSync('mkfifo', [join(path, 'pipe')]),
    patch: change('pipe'),
  },
  {
    name: 'a new file where a pipe is',
    mayStage: true,
    prepare: ({ path }) => void execFileSync('mkfifo', [join(path, 'pipe')]),
    patch: newFile('pipe'),
  },
  {
    name: 'a file over another one that is there',
    mayStage: true,
    prepare: (repository) => repository.write('there.txt', 'precious\n'),
    patch: newFile('there.txt'),
  },
  {
    name: 'a removal of a file with other words in it',
    prepare: (repository) => repository.write('there.txt', 'precious\n'),
    patch: removed('there.txt'),
  },
  { name: 'the same file twice', patch: both(change('base.txt'), change('base.txt', 'owned', 'again')) },
  { name: 'the same new file twice', patch: both(newFile('twice'), newFile('twice', 'other\n')) },
  { name: 'a file added and moved over', patch: both(newFile('x.txt'), renamed('base.txt', 'x.txt')) },
  {
    name: 'moves in a ring that contradict the files',
    patch: both(renamed('base.txt', 'b.txt'), renamed('b.txt', 'c.txt'), renamed('c.txt', 'base.txt')),
  },
  { name: 'a mode that makes a device', patch: newFile('device', 'x\n', '060644') },
  { name: 'a mode with set-user-id', patch: newFile('suid', 'x\n', '104755') },
  { name: 'a submodule out of nowhere', patch: newFile('module', `Subproject commit ${'a'.repeat(40)}\n`, '160000') },
  {
    name: 'counts that promise more lines',
    patch: Buffer.from(
      'diff --git a/base.txt b/base.txt\n--- a/base.txt\n+++ b/base.txt\n@@ -1,9 +1,9 @@\n-base\n+owned\n',
    ),
  },
  {
    name: 'counts that hide a second file',
    patch: both(
      Buffer.from('diff --git a/base.txt b/base.txt\n--- a/base.txt\n+++ b/base.txt\n@@ -1 +1,12 @@\n-base\n+owned\n'),
      newFile('.git/hooks/post-checkout'),
    ),
  },
  {
    name: 'counts of no lines at all',
    patch: Buffer.from('diff --git a/base.txt b/base.txt\n--- a/base.txt\n+++ b/base.txt\n@@ -0,0 +0,0 @@\n'),
  },
  {
    name: 'numbers beyond all files',
    patch: Buffer.from(
      'diff --git a/base.txt b/base.txt\n--- a/base.txt\n+++ b/base.txt\n@@ -999999999999999 +999999999999999 @@\n-base\n+owned\n',
    ),
  },
  {
    name: 'headers that name different files',
    patch: Buffer.from(
      'diff --git a/base.txt b/base.txt\n--- a/base.txt\n+++ b/../outside/secret\n@@ -1 +1 @@\n-base\n+owned\n',
    ),
  },
  {
    name: 'a binary patch',
    patch: Buffer.from('diff --git a/base.txt b/base.txt\nGIT binary patch\nliteral 3\nKcmZ\n\n'),
  },
  { name: 'no patch at all', patch: Buffer.from('owned\n../outside/secret\n') },
  { name: 'a line of 100 MB where none belongs', patch: change('base.txt', 'x'.repeat(100 * 1024 * 1024)) },
  { name: 'a name with a newline', patch: newFile('"new\\nline"'), mayApply: true },
  { name: 'a name with quotes and bidi marks', patch: newFile('say "\u202etxt.exe"'), mayApply: true },
  { name: 'a name that is no UTF-8', patch: newFile(Buffer.from([0x66, 0xff, 0xfe])), mayApply: true },
  { name: 'a name that looks like an option', patch: newFile('--output=x'), mayApply: true },
  { name: 'a name that looks like a pathspec', patch: newFile(':(top)x'), mayApply: true },
  { name: 'names that differ in case alone', patch: both(newFile('Twin'), newFile('twin', 'other\n')), mayApply: true },
  { name: 'a link outside, and nothing through it', patch: link('out', '../outside'), mayApply: true },
  { name: 'bytes that are no UTF-8', patch: change('base.txt', 'base', '\ud800\u0000'), mayApply: true },
]

/** The folder that the patches are for, with something precious beside it. */
export function prepareVictim(repository: TestRepository): void {
  mkdirSync(repository.beside('outside'))
  repository.write('../outside/secret', 'secret\n')
  repository.write('base.txt', 'base\n')
  repository.write('.codex/config.toml', 'base\n')
  repository.write('sub/kept.txt', 'base\n')
}
