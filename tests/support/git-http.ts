/** A git repository that is served over HTTP on loopback, for what clones by address. Plain files: git’s dumb protocol. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join, normalize } from 'node:path'

export interface ServedRepository {
  /** To be cloned. */
  readonly url: string
  /** Commits these files on top of what is there, and serves that from now on. */
  commit(files: Readonly<Record<string, string>>, message?: string): void
  close(): Promise<void>
}

/** `folder` is made, and holds the working tree and the bare repository. */
export async function serveRepository(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<ServedRepository> {
  const tree = join(folder, 'tree')
  const bare = join(folder, 'repository.git')
  mkdirSync(tree, { recursive: true })
  const git = (...args: string[]): void => {
    const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false']
    execFileSync('git', [...who, ...args], { cwd: tree, stdio: 'pipe' })
  }
  const commit = (changed: Readonly<Record<string, string>>, message = 'a change'): void => {
    for (const [path, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true })
      writeFileSync(join(tree, path), text)
    }
    git('add', '--all')
    git('commit', '--quiet', '--message', message)
    git('push', '--quiet', bare, 'main')
    git('--git-dir', bare, 'update-server-info')
  }
  git('init', '--quiet', '--initial-branch', 'main')
  git('init', '--quiet', '--bare', '--initial-branch', 'main', bare)
  commit(files, 'first')
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname).replace(/^[\\/]+repository\.git/, '')
    try {
      response.end(readFileSync(join(bare, path)))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/repository.git`,
    commit,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
