// The words for homes and what is in them. Pure.
import type { HomeEntry, HomeSize, TemplatePart } from '../../../preload/contract/homes'

/** "512 B", "12 kB", "3.4 MB", "1.2 GB". */
export function bytesWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`
}

/** The folder, and the name with its separator: where there is little room, the name is what tells one home from another. */
export function splitPath(path: string): [folder: string, name: string] {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  return at <= 0 ? ['', path] : [path.slice(0, at), path.slice(at)]
}

/** A size as it is known so far; "more than" when a bound was hit. */
export function sizeWords(size: HomeSize | undefined): string {
  if (!size) return '…'
  return `${size.state === 'partial' ? '> ' : ''}${bytesWords(size.bytes)}${size.state === 'counting' ? '…' : ''}`
}

/** One line under the name: what kind of home it is and what is special about it. */
export function homeWords({ kind, owner, users, account }: HomeEntry): string {
  const shared = users.length === 0 ? '' : `, shared by ${users.map(({ name }) => name).join(', ')}`
  switch (kind) {
    case 'project':
      if (owner === null) return 'Of a project that is no longer known'
      if (!owner.inList) return 'Of a project that was taken from the list'
      return users.length === 0 ? 'The project uses another home now' : 'The project’s own'
    case 'account':
      return account ? 'Keeps the login of the account' : 'Of an account that is no longer known'
    case 'terminal':
      return `Yours${shared}`
    case 'shared':
      return `A home elsewhere${shared}`
  }
}

export const templateParts: readonly { part: TemplatePart; label: string; hint: string }[] = [
  {
    part: 'config',
    label: 'Settings (config.toml)',
    hint: 'Only what the project has not set. Without secrets, environment values, trust, and where logins are kept.',
  },
  { part: 'instructions', label: 'AGENTS.md', hint: 'Standing instructions for every chat.' },
  { part: 'rules', label: 'Rules', hint: 'Commands that are allowed or refused without asking.' },
  { part: 'skills', label: 'Skills', hint: 'Without those that Codex brings itself.' },
]
