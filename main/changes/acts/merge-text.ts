// Puts a change of lines onto a content that is not the one it was made for: three-way when the content it was made for is known,
// else by its context as git does. Both on copies in a folder of ours; where it can't be done nothing is left of it.
import { devNull } from 'node:os'
import type { Git } from '../git/run'
import { applyExactly, patchText, type LineHunk } from './patch-lines'
import type { Scratch } from './scratch'

/** `ours` with what leads from `base` to `theirs`; null when both changed the same lines, or these are no lines. */
export async function mergeThreeWay(
  git: Git,
  scratch: Scratch,
  { ours, base, theirs }: { ours: Buffer; base: Buffer; theirs: Buffer },
): Promise<Buffer | null> {
  const names = [await scratch.put(ours), await scratch.put(base), await scratch.put(theirs)]
  const ended = await git.run(['merge-file', '-p', '-q', ...names], {
    cwd: await scratch.folder(),
    env: await scratch.alone(),
    trusted: true,
    maxBytes: ours.length + theirs.length + 1024,
  })
  // The exit code is the number of conflicts; the text with its markers is dropped.
  return ended.code === 0 && !ended.cut ? ended.stdout : null
}

/** `content` with the hunks applied where their context is, near the place that they name; null when one fits nowhere. */
export async function applyByContext(
  git: Git,
  scratch: Scratch,
  content: Buffer,
  hunks: readonly LineHunk[],
): Promise<Buffer | null> {
  const exactly = applyExactly(content, hunks)
  if (exactly) return exactly
  const name = await scratch.put(content)
  const options = {
    cwd: await scratch.folder(),
    env: await scratch.alone(),
    stdin: patchText(name, hunks),
    trusted: true,
    config: [
      'core.autocrlf=false',
      'core.safecrlf=false',
      `core.attributesFile=${devNull}`,
      'apply.whitespace=nowarn',
      'apply.ignoreWhitespace=no',
    ],
  }
  const checked = await git.run(['apply', '--check', '-'], options)
  if (checked.code !== 0) return null
  const applied = await git.run(['apply', '-'], options)
  if (applied.code !== 0) return null
  const grown = hunks.reduce((sum, { lines }) => sum + lines.reduce((all, { bytes }) => all + bytes.length, 0), 0)
  const result = await scratch.get(Buffer.from(name), content.length + grown)
  // All lines removed: git takes the file away.
  return result ?? Buffer.alloc(0)
}
