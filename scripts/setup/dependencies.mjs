// The first step: node_modules as package-lock.json says. Does nothing when they already agree, also when a
// developer got there with `npm install`. Uses nothing but Node.
import { readFile } from 'node:fs/promises'
import { inRoot } from './paths.mjs'
import { npm } from './run.mjs'
import { isStamped, readJson, sha256, writeJson } from './stamp.mjs'

const stamp = inRoot('node_modules', '.codex-deck-setup')

/**
 * Whether what npm recorded in node_modules is what the lock asks for. Packages that the lock calls optional may be
 * missing, since npm leaves out those of other platforms.
 * @param {{packages?: object} | null} lock package-lock.json
 * @param {{packages?: object} | null} installed node_modules/.package-lock.json, which npm writes last
 */
export const installedMatches = (lock, installed) => {
  if (!lock?.packages || !installed?.packages) return false
  const wanted = Object.entries(lock.packages).filter(([place]) => place !== '')
  const present = installed.packages
  const agrees = ([place, entry]) => {
    const found = present[place]
    if (!found) return Boolean(entry.optional || entry.devOptional)
    return found.version === entry.version && found.integrity === entry.integrity
  }
  const asked = new Set(wanted.map(([place]) => place))
  return wanted.every(agrees) && Object.keys(present).every((place) => asked.has(place))
}

/** @returns {Promise<boolean>} whether anything had to be done */
export const dependencies = async ({ tell }) => {
  const lockText = await readFile(inRoot('package-lock.json'), 'utf8')
  const inputs = { lock: sha256(lockText), platform: process.platform, arch: process.arch }
  if (await isStamped(stamp, inputs)) return false
  if (!installedMatches(JSON.parse(lockText), await readJson(inRoot('node_modules', '.package-lock.json')))) {
    tell.doing('installing dependencies (npm ci)')
    // No package here needs its install script; what they would fetch, later steps fetch and check.
    await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'])
  }
  await writeJson(stamp, inputs)
  return true
}
