/**
 * Secrets that are unique to a test, and where they have got to: files, texts, and what the system tells of processes. Holds no
 * expectations; a test asks where a secret is and says where it may be. Reads /proc, so it finds processes on Linux only.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Canary {
  readonly name: string
  /** The secret as a whole. */
  readonly secret: string
}

/** Bytes that are looked for: the secret's end, plain, in base64 and as UTF-16. An end, for a file may hold a part of it. */
function tracesOf({ secret }: Canary): string[] {
  const end = secret.slice(-16)
  const inBase64 = [0, 1, 2].map((shift) =>
    // At each of the three places where it may begin in a group; the characters at both ends depend on what is around.
    Buffer.from('\0'.repeat(shift) + end, 'latin1')
      .toString('base64')
      .replace(/=+$/, '')
      .slice(4, -2),
  )
  return [end, Buffer.from(end, 'utf16le').toString('latin1'), ...inBase64]
}

/** Names of the canaries that are in a text, or in bytes read as latin1; each once, by the alphabet. */
export function canariesIn(text: string, canaries: readonly Canary[]): string[] {
  const found = canaries.filter((canary) => tracesOf(canary).some((trace) => text.includes(trace)))
  return [...new Set(found.map(({ name }) => name))].toSorted()
}

/** Files below a folder that hold canaries: path below the folder → their names. */
export function canariesInFiles(folder: string, canaries: readonly Canary[]): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const names = canariesIn(contentOf(path), canaries)
    if (names.length > 0) found[path.slice(folder.length + 1)] = names
  }
  return found
}

export interface Sighting {
  readonly canary: string
  /** A process's arguments, with blanks between them. */
  readonly command: string
  /** The CODEX_HOME that it was started with; null without one. */
  readonly home: string | null
}

export interface ProcessWatch {
  /** Canaries seen in arguments of any process so far. */
  readonly inArguments: readonly Sighting[]
  /** Canaries seen in the environment of any process so far. */
  readonly inEnvironment: readonly Sighting[]
  /** Commands seen so far that have this text. */
  commands(text: string): string[]
  /** Looks now; answers what is in environments at this moment. */
  look(): Sighting[]
  stop(): void
}

/** Often enough to see a command that runs for a tenth of a second. In ms. */
const LOOK_MS = 25

/** Watches arguments and environments of all processes of this machine that may be read. `canaries` may grow meanwhile. */
export function watchProcesses(canaries: () => readonly Canary[]): ProcessWatch {
  const inArguments = new Map<string, Sighting>()
  const inEnvironment = new Map<string, Sighting>()
  const commands = new Set<string>()
  const look = (): Sighting[] => {
    const known = canaries()
    const now: Sighting[] = []
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const command = contentOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()
      if (command === '') continue
      commands.add(command)
      const environment = contentOf(`/proc/${pid}/environ`)
      const home = /(?:^|\0)CODEX_HOME=([^\0]*)/.exec(environment)?.[1] ?? null
      const note = (into: Map<string, Sighting>, canary: string): void => {
        const sighting = { canary, command, home }
        into.set(JSON.stringify(sighting), sighting)
        if (into === inEnvironment) now.push(sighting)
      }
      for (const canary of canariesIn(command, known)) note(inArguments, canary)
      for (const canary of canariesIn(environment, known)) note(inEnvironment, canary)
    }
    return now
  }
  const timer = setInterval(look, LOOK_MS)
  return {
    get inArguments() {
      return [...inArguments.values()]
    },
    get inEnvironment() {
      return [...inEnvironment.values()]
    },
    commands: (text) => [...commands].filter((command) => command.includes(text)),
    look,
    stop: () => clearInterval(timer),
  }
}

/** As latin1, which keeps every byte; empty when it is gone or not ours to read. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
