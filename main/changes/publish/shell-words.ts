// A command as a person would type it into their own shell, for copying. Pure; nothing of this app ever runs it.

/** The words joined, each quoted where the shell of the platform needs it (PowerShell on Windows). */
export function shellWords(words: readonly string[], platform: NodeJS.Platform = process.platform): string {
  return words.map((word) => quoted(word, platform === 'win32')).join(' ')
}

function quoted(word: string, onWindows: boolean): string {
  if (/^[\w+=:./-][\w@%+=:,./-]*$/.test(word) && !(onWindows && /[@%,]/.test(word))) return word
  // PowerShell and POSIX shells both take everything between single quotes as it is, but for the quote itself.
  return onWindows ? `'${word.replaceAll(/['‘’‚‛]/g, '$&$&')}'` : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
