// Why git, a hook or a remote refused, in words that a person can act on. What they said themselves is kept beside it.
import { CallError } from '../../app/call-error'
import { redact } from '../../app/redact'
import type { EndedRun } from '../../codex/process/run'

/** What a program said, without what could be a login. */
export function saidBy({ stdout, stderr }: Pick<EndedRun, 'stdout' | 'stderr'>): string {
  const said = [stdout.toString('utf8').trim(), stderr.trim()].filter(Boolean).join('\n')
  // A token that stands for the whole login has no colon, which redact wants.
  return redact(said.replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1')).slice(-8000)
}

const known: readonly (readonly [RegExp, string, string])[] = [
  [/index\.lock/, 'index-locked', 'Another git program is working in this repository. Try again when it is done.'],
  [
    /Please tell me who you are|unable to auto-detect email address|empty ident name/,
    'no-identity',
    'Git does not know who you are. Set user.name and user.email once: git config --global user.name "…", then user.email.',
  ],
  [
    /gpg failed to sign|failed to write commit object|Couldn't (?:load|find) public key|signing failed/i,
    'not-signed',
    'The commit could not be signed, so it was not made. Unlock your signing key in a terminal, then try again.',
  ],
  [/No space left on device|disk quota exceeded/i, 'disk-full', 'The disk is full.'],
  [
    /could not read (?:Username|Password)|terminal prompts disabled|Authentication failed/,
    'no-login',
    'The remote wants a login that git does not have. Sign in once in a terminal (for GitHub: gh auth login), then try again.',
  ],
  [
    /Permission denied \(publickey|Host key verification failed|passphrase/i,
    'no-login',
    'The remote did not accept an SSH key. Add your key to the agent in a terminal (ssh-add) and check the host, then try again.',
  ],
  [
    /Could not resolve host|Couldn't connect to server|Connection (?:refused|timed out)|unable to access/,
    'remote-unreachable',
    'The remote could not be reached.',
  ],
  [
    /does not appear to be a git repository|Repository not found|repository .* not found/i,
    'no-remote-repository',
    'The remote has no repository at this address, or you may not see it.',
  ],
]

/** What git names as the reason; null where it says none. A push adds a line of its own, which is no reason. */
export function ownWords(said: string): string | null {
  return /^(?:error|fatal): (?!failed to push some refs)(.+)$/m.exec(said)?.[1] ?? null
}

/** The refusal in words where it is a known one; null for others. */
export function knownRefusal(said: string): CallError | null {
  for (const [pattern, code, words] of known) if (pattern.test(said)) return new CallError(code, words, said)
  return null
}

/** A hook's refusal: git says nothing by itself then, the hook does. */
export function hookRefused(act: string, said: string): CallError {
  const lines = said.split('\n').map((line) => line.trim())
  const first = lines.find((line) => line !== '') ?? 'It did not say why.'
  return new CallError('hook-refused', `A hook of the repository refused the ${act}: ${first.slice(0, 300)}`, said)
}
