// Looks why a provider's server can't be reached, which Codex doesn't tell: name, port, TLS. It connects where Codex just tried to
// and sends nothing.
import { lookup } from 'node:dns/promises'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { systemErrorCode } from '../codex/errors'
import type { Environment } from '../codex/process/environment'
import type { Reach } from './providers-words'

const patienceMs = 4000

/** Never rejects. */
export async function reachOf(url: string, environment: Environment, signal: AbortSignal): Promise<Reach> {
  let target: URL
  try {
    target = new URL(url)
  } catch {
    return 'unknown'
  }
  const isLocal = /^(?:localhost|127\.|\[::1\])/.test(target.hostname)
  // Behind a proxy a way of our own would tell about another one.
  const proxied = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']
  if (!isLocal && proxied.some((name) => environment[name])) return 'unknown'
  const host = target.hostname.replace(/^\[|\]$/g, '')
  const isTls = target.protocol === 'https:'
  const port = Number(target.port || (isTls ? 443 : 80))
  try {
    await lookup(host)
  } catch (error) {
    return systemErrorCode(error) === 'ENOTFOUND' || systemErrorCode(error) === 'EAI_AGAIN' ? 'unknown-host' : 'unknown'
  }
  return isTls
    ? knock(() => connectTls({ host, port, servername: isName(host) ? host : '' }), 'secureConnect', signal)
    : knock(() => connectTcp({ host, port }), 'connect', signal)
}

const isName = (host: string): boolean => /[a-z]/i.test(host) && !host.includes(':')

function knock(open: () => Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Reach> {
  return new Promise((resolve) => {
    const socket = open()
    const settle = (reach: Reach): void => {
      clearTimeout(late)
      signal.removeEventListener('abort', stop)
      socket.destroy()
      resolve(reach)
    }
    const stop = (): void => settle('unknown')
    const late = setTimeout(() => settle('silent'), patienceMs)
    signal.addEventListener('abort', stop, { once: true })
    socket.once(event, () => settle('reached'))
    socket.once('error', (error) => settle(reachOfError(error)))
  })
}

/** Pure. */
export function reachOfError(error: unknown): Reach {
  const code = systemErrorCode(error) ?? ''
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown-host'
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'silent'
  if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(code)) return 'certificate'
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return 'not-tls'
  return 'unknown'
}
