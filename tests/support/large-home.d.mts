export interface SessionOptions {
  threadId: string
  atMs: number
  cwd: string
  branch?: string | null
  turns: number
  commandsPerTurn?: number
  legacy?: boolean
  provider?: string
  say?: (turn: number) => { user?: string; agent?: string; command?: string; output?: string }
}
export interface LargeHomeOptions {
  sessions: number
  seed?: number
  newestMs: number
  cwds: string[]
  turns?: number
  provider?: string
  plant?: { words: string; every: number; as?: 'user' | 'agent' | 'command' | 'output' }
}
export function numbers(seed: number): () => number
export function idAt(atMs: number, next: () => number): string
export function placeOf(atMs: number, threadId: string): { day: string[]; name: string }
export function sessionLines(options: SessionOptions): Generator<string>
export function writeSession(
  home: string,
  options: SessionOptions & { archived?: boolean },
): { threadId: string; path: string }
export function writeLargeHome(home: string, options: LargeHomeOptions): { threadIds: string[]; planted: string[] }
export function writeNames(home: string, names: Record<string, string>): void
export function writeOddFiles(home: string, atMs: number): string[]
