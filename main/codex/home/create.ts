// Creates a CODEX_HOME: a private folder outside the temp folder with a first config.toml. Idempotent; a file that is there
// is never replaced, whatever it holds. It doesn't judge an existing config.toml (config-health.ts does).
import { chmod, lstat, open, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, isAbsolute, sep } from 'node:path'
import { randomBytes } from 'node:crypto'
import { CodexError, systemErrorCode } from '../errors'
import { makeFolder } from '../files/make-folder'
import { accountHomePath, homeLayout, projectHomePath } from './layout'
import { seedConfig, type HomeSeed, type ProviderSeed } from './seed'

export interface CreatedHome {
  /** Absolute path, the value of CODEX_HOME. */
  readonly home: string
  /** Whether config.toml was written by this call. */
  readonly seeded: boolean
}

export interface CreateProjectHomeOptions {
  /** The app's data folder. */
  readonly userData: string
  /** The project's folder; symlinks are resolved here. It must exist. */
  readonly projectPath: string
  readonly provider?: ProviderSeed
}

/** The home of one project, created if needed. Rejects with `home-in-temp` or `home-unwritable`. */
export async function createProjectHome({
  userData,
  projectPath,
  provider,
}: CreateProjectHomeOptions): Promise<CreatedHome> {
  const real = await realpath(projectPath).catch((cause: unknown) => {
    throw new CodexError('home-unwritable', `The project folder ${projectPath} can't be opened. Is it still there?`, {
      cause,
      data: { path: projectPath },
    })
  })
  const seed: HomeSeed = { credentials: 'ephemeral', ...(provider ? { provider } : {}) }
  return createHome(projectHomePath(userData, real), seed)
}

/** The home that holds an account's login. `auto` keeps it in the keyring where there is one. */
export async function createAccountHome(
  userData: string,
  accountId: string,
  credentials: 'file' | 'auto' = 'auto',
): Promise<CreatedHome> {
  return createHome(accountHomePath(userData, accountId), { credentials })
}

/** Creates or completes the home at `home`. `tempDir` is where Codex would refuse to keep helper programs. */
export async function createHome(home: string, seed: HomeSeed, tempDir: string = tmpdir()): Promise<CreatedHome> {
  await refuseTemp(home, tempDir)
  try {
    await makeFolder(home)
    await keepPrivate(home)
    await probe(home)
    return { home, seeded: await writeOnce(homeLayout(home).config, await seedConfig(seed)) }
  } catch (cause) {
    throw unwritable(home, cause)
  }
}

async function refuseTemp(home: string, tempDir: string): Promise<void> {
  const [place, temp] = await Promise.all([nearestReal(home), nearestReal(tempDir)])
  const inside = relative(temp, place)
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return
  const message = `${home} is inside the temporary folder ${tempDir}. Codex keeps sessions there that must last: choose another data folder.`
  throw new CodexError('home-in-temp', message, { data: { path: home } })
}

/** The real path of `path`, or of the part of it that exists with the rest appended. */
async function nearestReal(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(await nearestReal(parent), relative(parent, path))
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** Sessions and credentials are in there: nobody else reads it. */
async function keepPrivate(home: string): Promise<void> {
  if (process.platform === 'win32') return // the user's profile folder is private by its own rights
  const { mode } = await stat(home)
  if ((mode & 0o077) !== 0) await chmod(home, 0o700)
}

/** Finds out before Codex does that nothing can be written: no right, read-only disk, full disk. */
async function probe(home: string): Promise<void> {
  const path = join(home, `.deck-${randomBytes(4).toString('hex')}`)
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile('probe')
    } finally {
      await file.close()
    }
  } finally {
    await rm(path, { force: true })
  }
}

/** Writes `content` only if nothing is at `path`, not even a dangling symlink. False if something was. */
async function writeOnce(path: string, content: string): Promise<boolean> {
  if (await exists(path)) return false
  let file
  try {
    file = await open(path, 'wx', 0o600)
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false // another instance was quicker
    throw error
  }
  try {
    await file.writeFile(content)
  } catch (error) {
    await rm(path, { force: true }) // half a config.toml would be worse than none
    throw error
  } finally {
    await file.close()
  }
  return true
}

function unwritable(home: string, cause: unknown): CodexError {
  const data = { path: home }
  switch (systemErrorCode(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new CodexError(
        'home-unwritable',
        `The disk is full: ${home} can't be written. Free some space and try again.`,
        { cause, data },
      )
    case 'EROFS':
      return new CodexError(
        'home-unwritable',
        `${home} is on a disk that can only be read. Choose another data folder.`,
        { cause, data },
      )
    case 'EACCES':
    case 'EPERM':
      return new CodexError(
        'home-unwritable',
        `You have no right to write to ${home}. Make it yours (chown, chmod u+rwx) and try again.`,
        { cause, data },
      )
    case 'ENOTDIR':
    case 'EEXIST':
      return new CodexError(
        'home-unwritable',
        `${home} can't be created: a file is in its place. Move that file away and try again.`,
        { cause, data },
      )
    default:
      return new CodexError(
        'home-unwritable',
        `${home} can't be used: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause, data },
      )
  }
}
