/**
 * A keyring of the system's kind for tests: gnome-keyring on a D-Bus session of its own, so that nothing of the person who runs
 * the tests is touched; and the app's keyring process as a child of plain Node.
 */
import { execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { transformWithOxc } from 'vite'
import type { KeyringHost } from '../../main/secrets/keyring-port'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Why no keyring can be had on this machine; null if it can. */
export function noKeyringReason(): string | null {
  if (process.platform !== 'linux') return 'gnome-keyring is of Linux'
  for (const program of ['dbus-run-session', 'gnome-keyring-daemon'])
    try {
      execFileSync('which', [program], { stdio: 'ignore' })
    } catch {
      return `${program} is missing`
    }
  return null
}

export interface TestKeyring {
  /** What a program needs to find this keyring. */
  readonly env: Readonly<Record<string, string>>
  /** Sends a signal to the keyring's daemon, as the tests started it. */
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void
  /** Its files on disk as one text, latin1. */
  onDisk(): string
  /** Ends the session and all that runs in it. */
  stop(): Promise<void>
}

/** Starts a session below `folder`, with an unlocked keyring. Once its daemon is killed nobody can unlock it: there is no display. */
export async function startKeyring(folder: string): Promise<TestKeyring> {
  const data = join(folder, 'data')
  const runtime = join(folder, 'run')
  mkdirSync(data, { recursive: true })
  mkdirSync(runtime, { mode: 0o700 })
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: folder,
    XDG_DATA_HOME: data,
    XDG_RUNTIME_DIR: runtime,
  }
  const script = [
    'exec 3<&0',
    'printf %s test | gnome-keyring-daemon --foreground --unlock --components=secrets >&2 &',
    'echo "$! $DBUS_SESSION_BUS_ADDRESS"',
    // Until our side of the pipe is closed; then the session's bus goes, and its services with it.
    'cat <&3 >/dev/null',
    'kill -CONT $!; kill -KILL $!',
  ].join('\n')
  const session = spawn('dbus-run-session', ['--', 'bash', '-c', script], { env, stdio: ['pipe', 'pipe', 'ignore'] })
  const [line] = await once(createInterface(session.stdout), 'line')
  const [pid, ...address] = String(line).split(' ')
  return {
    env: { ...env, DBUS_SESSION_BUS_ADDRESS: address.join(' ') },
    signal: (name) => process.kill(Number(pid), name),
    onDisk: () => readFileSync(join(data, 'keyrings', 'login.keyring'), 'latin1'),
    stop: async () => {
      const ended = once(session, 'exit')
      session.stdin.end()
      await ended
    },
  }
}

/** The app's keyring process, built for plain Node. */
export interface HostProgram {
  start(env: Readonly<Record<string, string>>): KeyringHost
  remove(): void
}

/** Builds it once for a file of tests. Beside node_modules, where the library is found. */
export async function buildHost(): Promise<HostProgram> {
  const source = join(root, 'main', 'secrets', 'keyring-host.ts')
  const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source)
  const file = join(root, 'out', 'test', `keyring-host-${process.pid}.mjs`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, code)
  return {
    start: (env) => {
      const child = fork(file, [], { env: { ...env }, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
      return {
        post: (request) => void child.send(request, () => undefined),
        onReply: (listener) => void child.on('message', listener),
        onEnd: (listener) => void child.once('exit', listener),
        kill: () => void child.kill('SIGKILL'),
      }
    },
    remove: () => rmSync(file, { force: true }),
  }
}
