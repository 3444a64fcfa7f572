// Reads what `git status --porcelain=v2 --branch -z` says: how a folder stands with git, counted. Pure.

export interface StatusCounts {
  /** Null before the first commit. */
  readonly head: string | null
  /** Null when HEAD is detached. */
  readonly branch: string | null
  readonly upstream: { readonly name: string; readonly ahead: number; readonly behind: number } | null
  readonly staged: number
  readonly unstaged: number
  readonly untracked: number
  readonly conflicted: number
  readonly stagedOutside: number
}

/**
 * Counts what the status says of the files within `prefix` (the folder's path from the top, "" or with a slash at its end); of
 * those outside, the staged ones alone.
 */
export function readStatus(output: Buffer, prefix: Buffer): StatusCounts {
  const headers = new Map<string, string>()
  const counts = { staged: 0, unstaged: 0, untracked: 0, conflicted: 0, stagedOutside: 0 }
  let skip = false
  for (const record of records(output)) {
    const kind = record.toString('latin1', 0, 2)
    if (skip) {
      skip = false // the path before a rename is a record of its own
    } else if (kind === '# ') {
      const [, name = '', value = ''] = /^# (\S+) (.*)$/s.exec(record.toString('utf8')) ?? []
      headers.set(name, value)
    } else if (kind === '? ') {
      if (isWithin(record.subarray(2), prefix)) counts.untracked += 1
    } else if (kind === '1 ' || kind === '2 ' || kind === 'u ') {
      skip = kind === '2 '
      count(counts, record, { kind, prefix })
    }
  }
  return { ...headOf(headers), ...counts }
}

type Counts = Record<'staged' | 'unstaged' | 'conflicted' | 'stagedOutside', number>

/** Words before the path, by kind of record. */
const wordsBefore: Readonly<Record<string, number>> = { '1 ': 8, '2 ': 9, 'u ': 10 }

function count(counts: Counts, record: Buffer, { kind, prefix }: { kind: string; prefix: Buffer }): void {
  const [inIndex, inTree] = [record[2], record[3]]
  const dot = 0x2e
  const within = isWithin(afterWords(record, wordsBefore[kind] ?? 0), prefix)
  if (kind === 'u ') {
    if (within) counts.conflicted += 1
    return
  }
  if (inIndex !== dot && within) counts.staged += 1
  if (inIndex !== dot && !within) counts.stagedOutside += 1
  if (inTree !== dot && within) counts.unstaged += 1
}

function headOf(headers: ReadonlyMap<string, string>): Pick<StatusCounts, 'head' | 'branch' | 'upstream'> {
  const head = headers.get('branch.oid')
  const branch = headers.get('branch.head')
  const name = headers.get('branch.upstream')
  const distance = /^\+(\d+) -(\d+)$/.exec(headers.get('branch.ab') ?? '')
  return {
    head: head === undefined || head === '(initial)' ? null : head,
    branch: branch === undefined || branch === '(detached)' ? null : branch,
    // A branch that follows one which is gone has no distance.
    upstream: name !== undefined && distance ? { name, ahead: Number(distance[1]), behind: Number(distance[2]) } : null,
  }
}

function* records(output: Buffer): Generator<Buffer> {
  let start = 0
  for (let end = output.indexOf(0); end !== -1; end = output.indexOf(0, start)) {
    yield output.subarray(start, end)
    start = end + 1
  }
}

function afterWords(record: Buffer, words: number): Buffer {
  let place = 0
  for (let word = 0; word < words; word += 1) place = record.indexOf(0x20, place) + 1
  return record.subarray(place)
}

function isWithin(path: Buffer, prefix: Buffer): boolean {
  return path.subarray(0, prefix.length).equals(prefix)
}
