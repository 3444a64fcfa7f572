// Linux only: are the libraries there that Electron links against, and the programs that tests use? On Debian and
// Ubuntu as root the missing ones are installed; anybody else is shown the one line to run.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { SetupFailure } from './failure.mjs'
import { run } from './run.mjs'

/**
 * What is looked for, and the packages that bring it: the first one that apt knows is taken, since Ubuntu 24.04
 * renamed some. `for` is 'run' (the app needs it), 'headless' (needed when there is no display) or 'test'.
 */
export const needs = [
  { library: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'], for: 'run' },
  { library: 'libnss3.so', packages: ['libnss3'], for: 'run' },
  { library: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'], for: 'run' },
  { library: 'libgbm.so.1', packages: ['libgbm1'], for: 'run' },
  { library: 'libXss.so.1', packages: ['libxss1'], for: 'run' },
  { library: 'libXtst.so.6', packages: ['libxtst6'], for: 'run' },
  { library: 'libsecret-1.so.0', packages: ['libsecret-1-0'], for: 'run' },
  { program: 'Xvfb', packages: ['xvfb'], for: 'headless' },
  { program: 'git', packages: ['git'], for: 'run' },
  { program: 'dbus-run-session', packages: ['dbus'], for: 'test' },
  { program: 'openssl', packages: ['openssl'], for: 'test' },
  { program: 'gnome-keyring-daemon', packages: ['gnome-keyring'], for: 'test' },
]

/** The needs of one purpose that are not met. Pure: `has` says what this machine has. */
export const missingNeeds = ({ purposes, hasLibrary, hasProgram }) =>
  needs.filter(
    (need) => purposes.includes(need.for) && !(need.library ? hasLibrary(need.library) : hasProgram(need.program)),
  )

/** The packages for these needs, each by the name that this release of the system knows. */
export const packagesFor = (missing, isKnown) =>
  missing.map(({ packages }) => packages.find(isKnown) ?? packages[packages.length - 1])

/** The one line for a person to run. */
export const installLine = (packages) => `sudo apt-get install -y ${packages.join(' ')}`

const onPath = (program) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)))

/** ldconfig is not on a plain user's PATH on Debian. */
const listLibraries = async () => {
  for (const command of ['/sbin/ldconfig', '/usr/sbin/ldconfig', 'ldconfig']) {
    const { code, stdout } = await run(command, ['-p'], { allowFailure: true })
    if (code === 0) return stdout
  }
  return null
}

const isDebianLike = async () => {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '')
  return /^ID(?:_LIKE)?=.*\b(?:debian|ubuntu)\b/mu.test(text)
}

const knownToApt = async (names) => {
  const { stdout } = await run('apt-cache', ['policy', ...names], { allowFailure: true })
  const blocks = stdout.split(/^(?=\S)/mu)
  return new Set(
    blocks.filter((block) => /Candidate: (?!\(none\))/u.test(block)).map((block) => block.slice(0, block.indexOf(':'))),
  )
}

const aptInstall = async (missing, tell) => {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  tell.doing(`installing system libraries (apt-get): ${missing.map((need) => need.library ?? need.program).join(', ')}`)
  await run('apt-get', ['update', '-qq'], { env })
  const known = await knownToApt(missing.flatMap(({ packages }) => packages))
  const packages = packagesFor(missing, (name) => known.has(name))
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
}

/**
 * @param {{tell: object, purposes: string[]}} options which of 'run', 'headless', 'test' this set-up is for
 * @returns {Promise<boolean>} whether anything had to be done
 */
export const systemLibraries = async ({ tell, purposes }) => {
  if (process.platform !== 'linux') return false
  const listed = await listLibraries()
  const look = () =>
    missingNeeds({ purposes, hasProgram: onPath, hasLibrary: (name) => listed === null || listed.includes(`${name} `) })
  const missing = look()
  if (missing.length === 0) return false
  const debianLike = await isDebianLike()
  if (debianLike && process.getuid?.() === 0) {
    await aptInstall(missing, tell)
    return true
  }
  const names = missing.map((need) => need.library ?? need.program).join(', ')
  if (!debianLike) throw new SetupFailure(`Missing on this system: ${names}. Install them with your package manager.`)
  const known = await knownToApt(missing.flatMap(({ packages }) => packages))
  const line = installLine(packagesFor(missing, (name) => known.has(name)))
  throw new SetupFailure(`Missing on this system: ${names}. Run this once, then try again:\n\n  ${line}\n`)
}
