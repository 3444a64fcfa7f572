// Real git repositories in temp folders for tests: nothing of this machine's git config counts, and nothing is left behind.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Git } from '../../main/changes/git/run'
import type { Folder } from '../../main/changes/view-model'
import { codexEnvironment, readProcessEnvironment } from '../../main/codex/process/environment'

const ids = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.invalid',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.invalid',
}

/** The environment that git gets in tests, in the app and in the test's own hands alike. */
export function gitEnvironment(extra: Record<string, string> = {}): Record<string, string> {
  const env = codexEnvironment({ base: readProcessEnvironment() })
  return { ...env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C', ...ids, ...extra }
}

export class TestRepository {
  readonly path: string
  readonly #root: string

  private constructor(root: string, path: string) {
    this.#root = root
    this.path = path
  }

  /** A folder of its own, with a repository in it unless `init` is false. Remove it with `remove`. */
  static make({ init = true }: { init?: boolean } = {}): TestRepository {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'codex-deck-repository-')))
    const path = join(root, 'work')
    mkdirSync(path)
    const repository = new TestRepository(root, path)
    if (init) repository.git('init', '-q', '-b', 'main')
    return repository
  }

  /** A path beside the working tree, removed with it. */
  beside(name: string): string {
    return join(this.#root, name)
  }

  /** Runs git in the working tree and gives what it says; throws when it fails. */
  git(...args: string[]): string {
    return this.gitIn('.', ...args)
  }

  /** As `git`, as bytes. */
  gitBytes(...args: string[]): Buffer {
    return execFileSync('git', args, { cwd: this.path, env: gitEnvironment(), maxBuffer: 256 * 1024 * 1024 })
  }

  gitIn(folder: string, ...args: string[]): string {
    return execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], {
      cwd: join(this.path, folder),
      env: gitEnvironment(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 256 * 1024 * 1024,
    })
  }

  /** As `git`, where failing is part of the story (a merge that conflicts). */
  tryGit(...args: string[]): void {
    try {
      this.git(...args)
    } catch {
      // what came of it is what the test looks at
    }
  }

  write(path: string | Buffer, content: string | Uint8Array, mode?: number): void {
    const whole = Buffer.concat([Buffer.from(`${this.path}/`), Buffer.from(path)])
    mkdirSync(parentOf(whole), { recursive: true })
    writeFileSync(whole, content)
    if (mode !== undefined) chmodSync(whole, mode)
  }

  link(path: string, target: string): void {
    rmSync(join(this.path, path), { force: true })
    symlinkSync(target, join(this.path, path))
  }

  delete(path: string): void {
    rmSync(join(this.path, path), { force: true, recursive: true })
  }

  commit(message = 'a commit'): string {
    this.git('add', '-A')
    this.git('commit', '-q', '--allow-empty', '-m', message)
    return this.git('rev-parse', 'HEAD').trim()
  }

  /** The folder as the app has it; `within`: a folder of the repository. */
  folder({ trusted = true, within = '' }: { trusted?: boolean; within?: string } = {}): Folder {
    return {
      place: { projectId: '0123456789abcdef', worktreeId: null },
      path: within === '' ? this.path : join(this.path, within),
      trusted,
    }
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true })
  }
}

/** The app's git, in the environment of tests. */
export function testGit(extra: Record<string, string> = {}): Git {
  return new Git({ env: gitEnvironment(extra) })
}

function parentOf(path: Buffer): Buffer {
  return path.subarray(0, path.lastIndexOf(0x2f))
}
