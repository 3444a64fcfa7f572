// Writes the header lines of one file's patch as git does: names quoted, modes and renames told. For drawing and for handing a
// part of a view to `git apply`. Pure.
import type { HeldFile } from '../view-model'
import { quoted } from './quote'

const slashDevNull = Buffer.from('/dev/null')
const line = (text: string, ...rest: (Buffer | string)[]): Buffer =>
  Buffer.concat([Buffer.from(text), ...rest.map((one) => Buffer.from(one)), Buffer.from('\n')])

/**
 * The header of a file's patch up to its first hunk. Without hunks there are no `---` and `+++` lines. Ids of objects are left out,
 * so that nobody takes a part of a patch for the whole; a binary file gets git's "Binary files differ".
 */
export function patchHeader(file: HeldFile): Buffer {
  const { view, rawPath, rawOldPath, hunks } = file
  const { status, form, oldMode, newMode } = view
  const oldName = rawOldPath ?? rawPath
  const isNew = status === 'added'
  const isGone = status === 'deleted'
  const lines = [line('diff --git ', quoted('a/', oldName), ' ', quoted('b/', rawPath))]
  if (isNew) lines.push(line(`new file mode ${newMode ?? '100644'}`))
  else if (isGone) lines.push(line(`deleted file mode ${oldMode ?? '100644'}`))
  else if (oldMode !== null && newMode !== null && oldMode !== newMode)
    lines.push(line(`old mode ${oldMode}`), line(`new mode ${newMode}`))
  if (rawOldPath && (status === 'renamed' || status === 'copied')) {
    const word = status === 'renamed' ? 'rename' : 'copy'
    lines.push(line(`${word} from `, quoted('', rawOldPath)), line(`${word} to `, quoted('', rawPath)))
  }
  const before = isNew ? slashDevNull : quoted('a/', oldName)
  const after = isGone ? slashDevNull : quoted('b/', rawPath)
  if (hunks && hunks.length > 0) lines.push(line('--- ', before, tabFor(before)), line('+++ ', after, tabFor(after)))
  else if (form === 'binary' || form === 'image') lines.push(line('Binary files ', before, ' and ', after, ' differ'))
  return Buffer.concat(lines)
}

/** Git ends a plain name that holds a space with a tab, for programs that would end it at the space. */
function tabFor(name: Buffer): string {
  return name.includes(0x20) && name[0] !== 0x22 ? '\t' : ''
}
