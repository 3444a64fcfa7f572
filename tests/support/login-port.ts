/**
 * Codex's browser login listens on one port of the whole machine (1455, then 1457) and ends whoever listens there already. Tests
 * that use it take turns, also across vitest's workers and across runs: whoever holds a port of ours has the turn, and the
 * system takes it back when a run dies.
 */
import { createServer, type Server } from 'node:net'
import { until } from './waiting'

/** Where Codex listens for the browser, and where it goes when that port is taken. */
export const LOGIN_PORT = 1455
export const OTHER_LOGIN_PORT = 1457

const TURN_PORT = 14_550
const PATIENCE_MS = 5 * 60_000

/** Waits for the turn (at most five minutes) and takes it; the answer gives it back. */
export async function holdLoginPort(): Promise<() => Promise<void>> {
  const server = await until(() => listenOn(TURN_PORT), 'the turn to use the login port', PATIENCE_MS)
  return () => close(server)
}

/** Listens on a port of 127.0.0.1 as a stranger would; null when it is taken. */
export async function occupy(port: number): Promise<(() => Promise<void>) | null> {
  const server = await listenOn(port)
  return server === null ? null : () => close(server)
}

function listenOn(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => void server.close(() => resolve()))
}
