// Runs the ripgrep that Codex ships over session folders and reads where it found something. What a hit means is told elsewhere.
import { spawnChild } from '../process/spawn'
import { terminateChild } from '../process/terminate'

export interface RawHit {
  readonly path: string
  /** Byte offset of the match. */
  readonly at: number
  /** What matched, at most 4 kB of it. */
  readonly text: string
}

export interface RipgrepRun {
  readonly rg: string
  readonly folders: readonly string[]
  /** Patterns, one a line. They go in by stdin: no length limit of a command line, and in no list of processes. */
  readonly patterns: string
  readonly fixed: boolean
  readonly env: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Called with the hits of one chunk of output. Awaited: output waits in the pipe meanwhile. */
  readonly onHits: (hits: RawHit[]) => Promise<void> | void
}

export interface RipgrepEnd {
  /** What ripgrep said is wrong with the pattern or with files; '' when nothing. */
  readonly stderr: string
  /** False: nothing was found, or it was ended. */
  readonly found: boolean
  /** The pattern could not be used at all. */
  readonly refused: boolean
}

/** Matching lines read in one file; more say nothing new about a session. */
const mostLines = 60
const mostOutputLine = 64 * 1024
const mostText = 4096

/** Searches to the end, or until the signal. Rejects only when ripgrep can't be started. */
export async function runRipgrep(run: RipgrepRun): Promise<RipgrepEnd> {
  const { rg, folders, patterns, fixed, env, signal, onHits } = run
  if (signal.aborted || folders.length === 0) return { stderr: '', found: false, refused: false }
  const args = `--no-config --no-ignore --hidden --color=never --no-heading --with-filename --null --only-matching
    --byte-offset --no-line-number --ignore-case --max-count=${mostLines} --file=-
    ${fixed ? '--fixed-strings' : '--regex-size-limit=20M'} --`
    .split(/\s+/)
    .concat(folders)
  const child = await spawnChild({ command: rg, args, env })
  const end = (): void => void terminateChild(child, { eofMs: 0, termMs: 200 })
  signal.addEventListener('abort', end, { once: true })
  child.stdin.end(patterns)
  let rest: Buffer = Buffer.alloc(0)
  let found = false
  try {
    for await (const chunk of child.stdout) {
      if (signal.aborted) break
      const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      const last = bytes.lastIndexOf(10)
      if (last < 0) {
        // A match of megabytes (a regular expression that takes the whole line): its beginning names the place.
        rest = bytes.length > mostOutputLine ? bytes.subarray(0, mostOutputLine) : bytes
        continue
      }
      rest = Buffer.from(bytes.subarray(last + 1))
      const hits = parseHits(bytes.subarray(0, last))
      found ||= hits.length > 0
      if (hits.length > 0) await onHits(hits)
    }
  } finally {
    signal.removeEventListener('abort', end)
  }
  const { code } = await child.exited
  const stderr = child.stderrTail.text()
  return {
    stderr,
    found,
    refused: code === 2 && !found && /^rg: (?:regex parse error|error parsing|the literal|invalid)/m.test(stderr),
  }
}

/** Lines of `path NUL offset:text`. */
function parseHits(bytes: Buffer): RawHit[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .flatMap((line): RawHit[] => {
      const nul = line.indexOf('\0')
      const colon = line.indexOf(':', nul)
      if (nul < 0 || colon < 0) return []
      const at = Number(line.slice(nul + 1, colon))
      if (!Number.isSafeInteger(at)) return []
      return [{ path: line.slice(0, nul), at, text: line.slice(colon + 1, colon + 1 + mostText) }]
    })
}
