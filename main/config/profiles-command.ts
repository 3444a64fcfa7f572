// The line for the person's own shell that runs Codex without a window and with a profile. Pure; nothing of this app runs it.
import { posix, win32 } from 'node:path'

const posixQuoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
const powerShellQuoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/**
 * `codex exec` with this home and profile, quoted for the shell of the platform (PowerShell on Windows). It looks for the
 * profile's file first: without one Codex runs with the home's own settings and says nothing (measured with 0.169.0).
 */
export function headlessCommand(home: string, name: string, platform: NodeJS.Platform = process.platform): string {
  const file = `${name}.config.toml`
  if (platform === 'win32') {
    const path = powerShellQuoted(win32.join(home, file))
    return `if (Test-Path -LiteralPath ${path}) { $env:CODEX_HOME = ${powerShellQuoted(home)}; codex exec -p ${name} 'Your task' } else { Write-Error 'This profile is not there.' }`
  }
  return `test -f ${posixQuoted(posix.join(home, file))} && CODEX_HOME=${posixQuoted(home)} codex exec -p ${name} 'Your task'`
}
