// A project with sessions in its home before the app starts, as earlier runs would have left them.
import { writeSession, writeNames, idAt, numbers, type SessionOptions } from './large-home.mjs'
import type { Bench } from './deck'

/** The provider of the scripted demo: sessions that it made can be gone on with offline. */
export const demoProvider = 'deck-demo'

export interface WrittenProject {
  path: string
  projectId: string
  home: string
  /** Writes a session of this project, `agoMs` before `newestMs`. Answers its id. */
  write(options: Partial<SessionOptions> & { agoMs?: number; archived?: boolean; name?: string }): string
}

/** Remembers trusted demo projects of these names, each with a home that sessions can be written into. */
export function writtenProjects(
  bench: Bench,
  names: readonly string[],
  newestMs = Date.now() - 60_000,
): WrittenProject[] {
  const paths = names.map((name) => bench.folder(name))
  const ids = bench.remember(...paths.map((path) => ({ path, trust: 'trusted', source: 'demo' })))
  return paths.map((path, at) => {
    const home = bench.prepareHome(
      path,
      names[at] ?? '',
      '[analytics]\nenabled = false\n\n[features]\nplugins = false\n',
    )
    const next = numbers(at + 11)
    return {
      path,
      projectId: ids[at] ?? '',
      home,
      write({ agoMs = 0, name, ...options }) {
        const atMs = newestMs - agoMs
        const { threadId } = writeSession(home, {
          threadId: idAt(atMs, next),
          atMs,
          cwd: path,
          turns: 2,
          provider: demoProvider,
          ...options,
        })
        if (name !== undefined) writeNames(home, { [threadId]: name })
        return threadId
      },
    }
  })
}
