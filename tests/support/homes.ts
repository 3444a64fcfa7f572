/**
 * Throw-away Codex homes and project folders. Under the user's cache folder and not under temp, where Codex refuses its
 * helper binaries. Each is removed by `remove()`, and by the next run if a crash left it behind for a day.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

const PREFIX = 'home-'
const DAY_MS = 24 * 60 * 60 * 1000

export interface TestHome {
  /** The folder that holds the others. */
  readonly root: string
  /** For CODEX_HOME. */
  readonly codexHome: string
  /** The project's folder, as a real path. */
  readonly projectDir: string
  /** Adds a file to the project's folder, making folders as needed; returns its path. */
  write(path: string, content: string | Uint8Array): string
  remove(): void
}

export interface TestHomeOptions {
  /** More of config.toml, such as `ScriptedModel.configToml`. */
  readonly config?: string
  /** Trust of the project's folder as config.toml says it; absent means no entry. */
  readonly trust?: 'trusted' | 'untrusted'
  /** Make the project's folder a git repository. */
  readonly git?: boolean
}

/** Creates a home and a project folder. */
export function createTestHome(options: TestHomeOptions = {}): TestHome {
  const parent = join(homedir(), '.cache', 'codex-deck-tests')
  mkdirSync(parent, { recursive: true })
  sweep(parent)
  const root = realpathSync(mkdtempSync(join(parent, PREFIX)))
  const codexHome = join(root, 'codex-home')
  const projectDir = join(root, 'project')
  mkdirSync(codexHome, { mode: 0o700 })
  mkdirSync(projectDir)
  const trust =
    options.trust === undefined ? '' : `[projects.${JSON.stringify(projectDir)}]\ntrust_level = "${options.trust}"\n`
  const config = `${withoutPlugins(options.config ?? '')}\n[analytics]\nenabled = false\n${trust}`
  writeFileSync(join(codexHome, 'config.toml'), config, { mode: 0o600 })
  if (options.git === true) execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: projectDir })
  return {
    root,
    codexHome,
    projectDir,
    write: (path, content) => {
      const file = join(projectDir, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
      return file
    },
    // A server that was killed may still be closing its databases.
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }),
  }
}

/** With plugins Codex asks github.com and chatgpt.com for their catalogue as it starts; tests stay on loopback. */
export function withoutPlugins(config: string): string {
  const table = '[features]\n'
  return config.includes(table)
    ? config.replace(table, `${table}plugins = false\n`)
    : `${config}\n${table}plugins = false\n`
}

/** Removes what crashed runs left behind; homes of runs under way are younger than a day. */
function sweep(parent: string): void {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
    const path = join(parent, name)
    try {
      if (Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path, { recursive: true, force: true })
    } catch {
      // Another run removed it first.
    }
  }
}
