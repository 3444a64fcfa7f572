// Where a file of a view is on disk, to be opened or shown: only a plain file inside the folder, reached through no link.
import { join } from 'node:path'
import { CallError } from '../app/call-error'
import { lookOnDisk } from './path-on-disk'
import type { HeldFile, HeldView } from './view-model'

/** The absolute path. Rejects in words when there is no such file now, or it leads out of the folder. */
export async function diskPath({ folder }: HeldView, file: HeldFile): Promise<string> {
  const { refused, kind } = await lookOnDisk(folder.path, file.rawPath)
  if (refused !== null) throw new CallError('path-refused', refused)
  if (kind !== 'file') throw new CallError('no-such-file', 'This file is not in the folder now.')
  const name = file.rawPath.toString('utf8')
  // What opens it takes text for a name.
  if (!Buffer.from(name, 'utf8').equals(file.rawPath))
    throw new CallError('path-refused', 'The name of this file is no UTF-8, so it can’t be handed to another program.')
  return join(folder.path, name)
}
