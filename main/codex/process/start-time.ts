// When a process started, as an opaque string to compare: together with the pid it names one process for good, where a pid
// alone is reused. Linux: boot id and field 22 of /proc/<pid>/stat. macOS: ps lstart. Windows: CreationDate.
import { readFile } from 'node:fs/promises'
import { readProcessEnvironment, type Environment } from './environment'
import { runShort } from './spawn'
import { creationDateCall, lstartCall, type ToolCall } from './system-tools'

/** The parts of the system that are asked; given by tests. */
export interface StartTimeReaders {
  readonly platform: NodeJS.Platform
  readonly readText: (path: string) => Promise<string>
  /** Gives the tool's output, or null if it failed. */
  readonly run: (call: ToolCall) => Promise<string | null>
  readonly environment: Environment
}

export function systemReaders(): StartTimeReaders {
  return {
    platform: process.platform,
    readText: (path) => readFile(path, 'utf8'),
    run: async ({ command, args, env }) => {
      const result = await runShort(command, args, { env })
      return result?.code === 0 ? result.stdout : null
    },
    environment: readProcessEnvironment(),
  }
}

/** The start time of `pid`, or null if there is no such process or the system won't say. */
export async function readStartTime(pid: number, readers: StartTimeReaders = systemReaders()): Promise<string | null> {
  try {
    switch (readers.platform) {
      case 'linux':
        return await linuxStartTime(pid, readers)
      case 'win32':
        return nonEmpty(await readers.run(creationDateCall(pid, readers.environment)), /^\d+$/)
      default:
        return nonEmpty(await readers.run(lstartCall(pid)), /\d{4}$/)
    }
  } catch {
    return null // no such process, or no right to look at it
  }
}

async function linuxStartTime(pid: number, { readText }: StartTimeReaders): Promise<string | null> {
  const stat = await readText(`/proc/${Math.trunc(pid)}/stat`)
  // The command name stands in parentheses and may itself hold spaces and parentheses: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const state = fields[0]
  const ticks = fields[19] // field 22 of the line; the slice begins at field 3
  if (state === undefined || state === 'Z' || state === 'X' || ticks === undefined || !/^\d+$/.test(ticks)) return null
  const boot = (await readText('/proc/sys/kernel/random/boot_id')).trim()
  return `${boot}:${ticks}`
}

function nonEmpty(output: string | null, shape: RegExp): string | null {
  const text = output?.trim() ?? ''
  return shape.test(text) ? text : null
}
