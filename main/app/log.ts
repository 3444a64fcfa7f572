// The app's log: one file in the log folder, redacted. Codex's own stderr is kept per server, not here.
import { redact } from './redact'

export interface Log {
  info(message: string, ...facts: unknown[]): void
  warn(message: string, ...facts: unknown[]): void
  error(message: string, ...facts: unknown[]): void
}

const asText = (fact: unknown): string => {
  if (fact instanceof Error) return fact.stack ?? fact.message
  return typeof fact === 'string' ? fact : (JSON.stringify(fact) ?? String(fact))
}

/** A log whose file writer is loaded on the first line, so that start-up does not wait for it. */
export function createLog(file: string): Log {
  let writer: Promise<Log> | undefined
  const load = (): Promise<Log> =>
    (writer ??= import('electron-log/node').then(({ default: log }) => {
      log.transports.file.resolvePathFn = () => file
      log.transports.file.maxSize = 2 * 1024 * 1024
      log.transports.console.level = false
      return log
    }))
  const line = (level: keyof Log, message: string, facts: unknown[]): void => {
    const text = redact([message, ...facts.map(asText)].join(' '))
    void load().then((log) => log[level](text))
  }
  return {
    info: (message, ...facts) => line('info', message, facts),
    warn: (message, ...facts) => line('warn', message, facts),
    error: (message, ...facts) => line('error', message, facts),
  }
}
