// Opens a file in an editor that this machine has, at a line. A file is never opened by what the system holds for its kind: that
// could run it.
import { codexEnvironment, type Environment } from '../codex/process/environment'
import { spawnChild } from '../codex/process/spawn'
import { within } from '../codex/within'
import { findProgram } from '../codex/process/find-program'
import { CallError } from './call-error'

export interface Editor {
  readonly name: string
  /** Its command on the PATH. */
  readonly program: string
  /** `line` is 1-based; null opens the file where it was last. */
  readonly args: (path: string, line: number | null) => string[]
}

const goto = (path: string, line: number | null): string[] => ['--goto', line === null ? path : `${path}:${line}`]
const suffixed = (path: string, line: number | null): string[] => [line === null ? path : `${path}:${line}`]
const lineFirst = (path: string, line: number | null): string[] => [
  ...(line === null ? [] : ['--line', String(line)]),
  path,
]

/** In the order that they are looked for: the first one found is used. */
export const editors: readonly Editor[] = [
  { name: 'Visual Studio Code', program: 'code', args: goto },
  { name: 'Cursor', program: 'cursor', args: goto },
  { name: 'Windsurf', program: 'windsurf', args: goto },
  { name: 'VSCodium', program: 'codium', args: goto },
  { name: 'Zed', program: 'zed', args: suffixed },
  { name: 'Sublime Text', program: 'subl', args: suffixed },
  { name: 'IntelliJ IDEA', program: 'idea', args: lineFirst },
  { name: 'WebStorm', program: 'webstorm', args: lineFirst },
  { name: 'PyCharm', program: 'pycharm', args: lineFirst },
]

/** An editor that says within this time that it can't is believed; one that stays is open. In ms. */
const settleMs = 1500

/** Opens `path` (absolute) in the first editor found on the PATH. Rejects in words when there is none, or it refuses. */
export async function openInEditor(environment: Environment, path: string, line: number | null): Promise<void> {
  for (const { name, program, args } of editors) {
    const command = await findProgram(program, environment)
    if (command === null) continue
    const child = await spawnChild({ command, args: args(path, line), env: codexEnvironment({ base: environment }) })
    child.stdin.end()
    child.stdout.resume()
    const ended = await within(settleMs, child.exited)
    if (ended?.code) throw new CallError('editor-failed', `${name} did not open the file.`, child.stderrTail.text())
    return
  }
  throw new CallError(
    'no-editor',
    `No editor was found on the PATH. The app knows ${editors.map(({ name }) => name).join(', ')}.`,
  )
}
