// Files and patches for the viewer's tests.
import type { FilePatch, ViewFile } from '../../../../../../preload/contract/changes'
import type { PatchState } from '../../../../../../renderer/features/changes/viewer'

export const fileOf = (part: Partial<ViewFile> = {}): ViewFile => ({
  id: 'f1',
  path: 'src/a.ts',
  oldPath: null,
  status: 'modified',
  form: 'text',
  added: 1,
  removed: 1,
  oldMode: '100644',
  newMode: '100644',
  mark: 'm1',
  refused: null,
  ...part,
})

export const patchOf = (patch: string, part: Partial<FilePatch> = {}): FilePatch => ({
  fileId: 'f1',
  patch,
  hunks: [],
  lossy: false,
  cut: false,
  ...part,
})

export const readyWith = (patch: string, part: Partial<FilePatch> = {}): PatchState => ({
  state: 'ready',
  patch: patchOf(patch, part),
})

/** Two hunks: lines 10 to 12 with one replaced, lines 40 to 42 with two added. With one line after it, the last is the file's end. */
export const twoHunks = `diff --git a/src/a.ts b/src/a.ts
index 1111111..2222222 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -10,3 +10,3 @@ function first()
 ten
-eleven
+eleven!
 twelve
@@ -40,2 +40,4 @@ function second()
 forty
+new one
+new two
 forty-one
`

/** The same with as much after the last change as git shows: the file may go on. */
export const goingOn = `${twoHunks.replace('@@ -40,2 +40,4 @@', '@@ -40,4 +40,6 @@')} forty-two\n forty-three\n`
