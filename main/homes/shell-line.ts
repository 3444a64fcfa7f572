// A line for the person's own shell. Pure; nothing of this app ever runs it.

/** `command` with this CODEX_HOME, quoted for the shell of the platform (PowerShell on Windows). */
export function shellLine(home: string, command: string, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return `$env:CODEX_HOME = '${home.replaceAll("'", "''")}'; ${command}`
  const plain = /^[\w@%+=:,./-]+$/.test(home)
  return `CODEX_HOME=${plain ? home : `'${home.replaceAll("'", String.raw`'\''`)}'`} ${command}`
}
