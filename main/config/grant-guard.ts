// Stands between the page and the writes that would let something run: single edits that give trust are refused (Hooks and Plugins
// have calls of their own, which ask natively), and a text that gives any is asked about natively before it is saved.
import type { ConfigEdit, ConfigFile } from '@contract/config'
import { CallError } from '../app/call-error'
import type { AskNatively } from '../app/native-question'
import { visible } from '../sessions/export/visible'
import { grantsIn, grantsOf, newGrants, type Grant } from './grants'

export interface GrantGuardParts {
  /** What the file says now; empty when there is none. */
  textOf: (projectId: string, file: ConfigFile) => Promise<string>
  ask: AskNatively
}

/** Grants that a question names. */
const mostNamed = 6
const mostText = 300

export class GrantGuard {
  readonly #parts: GrantGuardParts

  constructor(parts: GrantGuardParts) {
    this.#parts = parts
  }

  /** Throws in words where the edits trust a hook or add a marketplace. */
  refuse(edits: readonly ConfigEdit[]): void {
    const [first] = grantsOf(edits)
    if (first === undefined) return
    throw new CallError(
      'needs-question',
      first.kind === 'hook'
        ? 'Hooks are trusted under Hooks, where you see what they run.'
        : 'Marketplaces are added under Plugins, where you are asked first.',
    )
  }

  /** Asks about what a text would newly let run. Throws in words when the person says no. */
  async text(projectId: string, file: ConfigFile, text: string): Promise<void> {
    if (file.kind !== 'config' && file.kind !== 'profile') return
    // Most texts have none: then the parser needn't be loaded.
    if (!mayGrant.test(text)) return
    const [before, now] = await Promise.all([
      this.#parts.textOf(projectId, file).then(grantsInText, () => []),
      grantsInText(text),
    ])
    const fresh = newGrants(before, now)
    if (fresh.length === 0) return
    const agreed = await this.#parts.ask({
      message: 'Save what lets others’ programs run?',
      detail: [
        'This text says that you trust the following. Hooks run by themselves, with your rights and outside the sandbox.',
        ...fresh.slice(0, mostNamed).map(words),
        ...(fresh.length > mostNamed ? [`and ${fresh.length - mostNamed} more`] : []),
      ].join('\n\n'),
      agree: 'Save It',
    })
    if (!agreed) throw new CallError('declined', 'It was not saved: you did not agree to what it would let run.')
  }
}

/** What any text with a grant holds, unless it writes its keys in escapes. */
const mayGrant = /trusted_hash|source|\\u|\\x/i

/** Of a text that is no TOML Codex reads nothing, so it grants nothing. */
async function grantsInText(text: string): Promise<Grant[]> {
  const { parse } = await import('smol-toml')
  try {
    return grantsIn(parse(text.replace(/^\ufeff/, ''), { integersAsBigInt: 'asNeeded' }))
  } catch {
    return []
  }
}

const short = (text: string): string => {
  const seen = visible(text, 'code').replaceAll('\n', '⏎')
  return seen.length > mostText ? `${seen.slice(0, mostText)}…` : seen
}

const words = ({ kind, name, value }: Grant): string =>
  kind === 'hook' ? `Hook ${short(name)}` : `Plugins from ${short(value)} (${short(name)})`
