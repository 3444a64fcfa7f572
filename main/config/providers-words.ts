// What came of trying a provider, in words a person can act on. Pure.
import { redact } from '../app/redact'

export interface Failure {
  readonly kind:
    | 'unreached'
    | 'url'
    | 'key'
    | 'variable'
    | 'credentials'
    | 'model'
    | 'address'
    | 'limit'
    | 'status'
    | 'wire'
    | 'silent'
    | 'codex'
  readonly status: number | null
  /** Codex's own words, and through it the server's: not to be trusted. */
  readonly message: string
}

/** Why a server could not be reached, as far as a look of our own tells. */
export type Reach = 'refused' | 'unknown-host' | 'silent' | 'not-tls' | 'certificate' | 'reached' | 'unknown'

interface About {
  readonly provider: string
  readonly model: string
  /** As it is written; null for Codex's own providers. */
  readonly url: string | null
  readonly reach: Reach | null
}

export function failureWords({ kind, status, message }: Failure, about: About): string {
  const { model, provider } = about
  const where = about.url === null ? provider : hostOf(about.url)
  switch (kind) {
    case 'unreached':
      return unreachedWords(about, where)
    case 'url':
      return about.url === null
        ? `The address of ${provider} can’t be used.`
        : `“${about.url}” is no web address. Give the base URL in full, such as https://host.example/v1.`
    case 'key':
      return `${where} refused the key (status ${status ?? 401}). Check that it is the right one and still valid.`
    case 'variable': {
      const name = /`([^`]+)`/.exec(message)?.[1]
      return `The variable ${name ?? 'with the key'} is not set. Add it in Settings, Secrets, or choose another one for the key.`
    }
    case 'credentials':
      return 'No AWS credentials were found. Add an account with an Amazon Bedrock key in Settings, Accounts, or name an AWS profile that this computer has.'
    case 'model':
      return `${where} doesn’t have the model “${model}”. Check its name.`
    case 'address':
      return /model/i.test(message)
        ? `${where} doesn’t have the model “${model}”, or nothing answers at this address (status 404).`
        : `${where} answers, but has nothing at this address (status 404). Check the path of the base URL; most end in /v1. It may also lack the Responses API, which Codex needs.`
    case 'limit':
      return `${where} takes no more for now (status 429): a limit is reached.`
    case 'status':
      return status !== null && status >= 500
        ? `${where} has a problem of its own (status ${status}). Try again later.`
        : `${where} refused the request (status ${status ?? '?'}). It may not speak the Responses API, which Codex needs.`
    case 'wire':
      return `${where} answered something that is no answer of the Responses API. Codex speaks only that one (wire_api = "responses").`
    case 'silent':
      return `${where} took the request and gave no answer in time. A local server may still be loading the model.`
    case 'codex':
      return 'Codex could not use this provider.'
    default:
      return kind satisfies never
  }
}

function unreachedWords({ reach, provider, url }: About, where: string): string {
  switch (reach) {
    case 'refused':
      return `Nobody answers at ${where}. Is the server running, and is the port right?`
    case 'unknown-host':
      return `The name ${where} can’t be found. Check the base URL, and that you are online.`
    case 'not-tls':
      return `${where} doesn’t speak https there. Try http:// in the base URL.`
    case 'certificate':
      return `The certificate of ${where} is not trusted here. Add its authority to the system, or name it in SSL_CERT_FILE.`
    case 'silent':
      return `${where} doesn’t answer: a firewall or a missing network may be in the way.`
    case 'reached':
      return url?.startsWith('http:')
        ? `${where} broke the connection off. It may want https:// in the base URL.`
        : `${where} can be reached, but broke the connection off.`
    case 'unknown':
    case null:
      return `${where === provider ? 'The server of ' : ''}${where} can’t be reached.`
    default:
      return reach satisfies never
  }
}

/** Host and port, without names and passwords. */
function hostOf(url: string): string {
  try {
    return new URL(url).host || url
  } catch {
    return 'The server'
  }
}

/** A text shorter than this is no secret, and would be found everywhere. */
const shortestSecret = 6

/** What Codex and the server said, short and without secrets; null for nothing. `secrets`: values that a server may repeat. */
export function shown(message: string, secrets: readonly string[] = []): string | null {
  const known = secrets.filter((secret) => secret.length >= shortestSecret).toSorted((a, b) => b.length - a.length)
  const bare = known.reduce((text, secret) => text.replaceAll(secret, '[secret]'), message)
  const said = redact(bare.replace(/\p{Cc}+/gu, ' ').trim())
  return said === '' ? null : said.length > 600 ? `${said.slice(0, 600)}…` : said
}
