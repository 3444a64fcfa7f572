// Where the operating system's own tools are, by absolute path, and the small environment they run in. Pure: never looked
// up on PATH, where a project could have put its own.
import { win32 } from 'node:path'
import type { Environment } from './environment'

export interface ToolCall {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** `%SystemRoot%`, or its usual place if the variable is missing or not absolute. */
export function systemRoot(base: Environment): string {
  const named = Object.entries(base).find(([name]) => name.toUpperCase() === 'SYSTEMROOT')?.[1]
  return named !== undefined && win32.isAbsolute(named) ? named : 'C:\\Windows'
}

/** Ends a process and everything it started, on Windows: `taskkill /PID n /T /F`. */
export function taskkillCall(pid: number, base: Environment): ToolCall {
  const root = systemRoot(base)
  return {
    command: win32.join(root, 'System32', 'taskkill.exe'),
    args: ['/PID', String(pid), '/T', '/F'],
    env: { SystemRoot: root },
  }
}

/** Prints a process's creation time as a FILETIME number, on Windows. Windows PowerShell is part of every system. */
export function creationDateCall(pid: number, base: Environment): ToolCall {
  const root = systemRoot(base)
  const script = `(Get-CimInstance Win32_Process -Filter 'ProcessId=${Math.trunc(pid)}').CreationDate.ToFileTimeUtc()`
  return {
    command: win32.join(root, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
    args: ['-NoProfile', '-NonInteractive', '-Command', script],
    env: { SystemRoot: root },
  }
}

/** Prints when a process started, to the second, in a fixed language and zone, on macOS. */
export function lstartCall(pid: number): ToolCall {
  return { command: '/bin/ps', args: ['-o', 'lstart=', '-p', String(Math.trunc(pid))], env: { LC_ALL: 'C', TZ: 'UTC' } }
}

/** Lists all processes with parent and start, on macOS. */
export function processListCall(): ToolCall {
  return { command: '/bin/ps', args: ['-axo', 'pid=,ppid=,lstart='], env: { LC_ALL: 'C', TZ: 'UTC' } }
}
