#!/usr/bin/env node
// Writes codex-bin/manifest.json for one Codex version: for each platform the npm package that carries the binary, its
// registry integrity, and the SHA-256 of every file we stage from it. Run by a maintainer when Codex is upgraded.
// It stages nothing and is not part of set-up; only npm (the ordinary client) and tar are used.
//
//   node scripts/pin-codex.mjs 0.169.0                 all platforms
//   node scripts/pin-codex.mjs 0.169.0 linux-x64 …     only these; the others keep their pins of the same version
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const manifestPath = join(dirname(fileURLToPath(import.meta.url)), '..', 'codex-bin', 'manifest.json')

/** Our label → how npm and the Rust toolchain call the same platform. Twin of main/codex/binary/platform.ts. */
const platforms = {
  'linux-x64': { npm: 'linux-x64', triple: 'x86_64-unknown-linux-musl' },
  'linux-arm64': { npm: 'linux-arm64', triple: 'aarch64-unknown-linux-musl' },
  'darwin-x64': { npm: 'darwin-x64', triple: 'x86_64-apple-darwin' },
  'darwin-arm64': { npm: 'darwin-arm64', triple: 'aarch64-apple-darwin' },
  'windows-x64': { npm: 'win32-x64', triple: 'x86_64-pc-windows-msvc' },
  'windows-arm64': { npm: 'win32-arm64', triple: 'aarch64-pc-windows-msvc' },
}

function npm(args) {
  const onWindows = process.platform === 'win32'
  return execFileSync(onWindows ? 'npm.cmd' : 'npm', args, {
    encoding: 'utf8',
    shell: onWindows, // .cmd files can't be started without one; every argument here is checked below
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 16 * 1024 * 1024,
  }).trim()
}

async function digest(algorithm, encoding, path) {
  const hash = createHash(algorithm)
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk)
  return hash.digest(encoding)
}

async function filesUnder(dir) {
  const found = []
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) found.push(...(await filesUnder(path)))
    else if (entry.isFile()) found.push(path)
    else throw new Error(`${path} is neither a file nor a folder; the manifest can't describe it`)
  }
  return found
}

/** The tarball marks libraries and some data as executable too; only what is run has to be so on a user's disk. */
function isProgram(label, name, mode) {
  return !label.startsWith('windows') && (mode & 0o100) !== 0 && !/\.(so|dylib|json|md|txt)(\.\d+)*$/.test(name)
}

async function pin(version, label) {
  const { npm: suffix, triple } = platforms[label]
  const npmVersion = `${version}-${suffix}`
  const spec = `@openai/codex@${npmVersion}`
  const integrity = npm(['view', spec, 'dist.integrity'])
  const work = await mkdtemp(join(tmpdir(), 'pin-codex-'))
  try {
    console.log(`${label}: fetching ${spec}`)
    npm(['pack', spec, '--pack-destination', work])
    const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'))
    if (!tarball) throw new Error(`npm pack ${spec} left no tarball`)
    const path = join(work, tarball)
    const actual = `sha512-${await digest('sha512', 'base64', path)}`
    if (actual !== integrity) throw new Error(`${spec}: the tarball does not match the registry's integrity`)

    await mkdir(join(work, 'x'))
    execFileSync('tar', ['-xzf', tarball, '-C', 'x'], { cwd: work })
    await rm(path)
    const root = join(work, 'x', 'package', 'vendor', triple)
    const files = {}
    const executables = []
    for (const file of (await filesUnder(root)).toSorted()) {
      const name = relative(root, file).split(sep).join('/')
      files[name] = await digest('sha256', 'hex', file)
      if (isProgram(label, name, (await lstat(file)).mode)) executables.push(name)
    }
    console.log(`${label}: ${Object.keys(files).length} files`)
    return { package: `@openai/codex-${suffix}`, npmVersion, triple, integrity, files, executables }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

const [version, ...wanted] = process.argv.slice(2)
if (!version || !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) {
  console.error('Usage: node scripts/pin-codex.mjs <codex version> [platform…]')
  process.exit(2)
}
const unknown = wanted.filter((label) => !(label in platforms))
if (unknown.length > 0) {
  console.error(`Unknown platform ${unknown.join(', ')}. Known: ${Object.keys(platforms).join(', ')}`)
  process.exit(2)
}

const labels = wanted.length > 0 ? wanted : Object.keys(platforms)
for (const label of labels) {
  const pinned = await pin(version, label)
  // Read again for each platform, and written after each, so that an interrupted run keeps what it has.
  const before = await readFile(manifestPath, 'utf8').then(JSON.parse, () => null)
  const kept = before?.version === version ? before.platforms : {}
  const merged = { ...kept, [label]: pinned }
  const ordered = Object.fromEntries(Object.keys(platforms).flatMap((key) => (merged[key] ? [[key, merged[key]]] : [])))
  await writeFile(`${manifestPath}.new`, `${JSON.stringify({ version, platforms: ordered }, null, 2)}\n`)
  await rename(`${manifestPath}.new`, manifestPath)
}
console.log(`Wrote ${manifestPath}`)
