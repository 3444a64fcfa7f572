// Asks the staged Codex for the keys of its own config.toml. No schema of it is in the package, but Codex tells: a wrong value in a
// throw-away home is answered with the type that was expected, and a table that is left empty is read back with all its fields.
// Some 1,700 such questions take 1 to 2 s. The result lies beside the protocol, is never edited and never committed.
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { access, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readPin } from './codex-bin.mjs'
import { baseFor, fieldNames, isText, kindOf, probe, probes } from './config-type-words.mjs'
import { SetupFailure } from './failure.mjs'
import { inRoot, runtimeFolder, stampFile } from './paths.mjs'
import { childEnvironment } from './run.mjs'
import { isStamped, removeStamp, writeJson } from './stamp.mjs'

const stamp = stampFile('config-types')
const file = inRoot('codex-bin', 'protocol', 'config-types.json')

/** Changes with what this step makes of the answers. */
const edition = 1

/** Asked for by other means, or refused by Codex whatever is written. */
const leftOut = new Set(['profile', 'profiles', 'features', 'client_search_provider'])

/** An app-server on `home`, cut off from the network, as a function of method and params. */
const openServer = async (binary, home) => {
  const nowhere = 'http://127.0.0.1:9'
  const child = spawn(binary, ['-c', 'features.plugins=false', '-c', 'analytics.enabled=false', 'app-server'], {
    cwd: home,
    env: childEnvironment({
      CODEX_HOME: home,
      HTTPS_PROXY: nowhere,
      HTTP_PROXY: nowhere,
      ALL_PROXY: nowhere,
      // Each refusal would take 3 ms instead of 0.2.
      RUST_BACKTRACE: '0',
    }),
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const waiting = new Map()
  let last = 0
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve))
  void ended.then(() => {
    for (const { reject } of waiting.values())
      reject(new SetupFailure('Codex ended while it was asked for its settings.'))
    waiting.clear()
  })
  child.stdin.on('error', () => {})
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line)
    waiting.get(message.id)?.resolve(message)
    waiting.delete(message.id)
  })
  const request = (method, params) =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject })
      child.stdin.write(`${JSON.stringify({ id: last, method, params })}\n`)
    })
  await request('initialize', {
    clientInfo: { name: 'codex_deck_setup', title: 'Codex Deck', version: '0' },
    capabilities: { experimentalApi: true },
  })
  child.stdin.write(`${JSON.stringify({ method: 'initialized' })}\n`)
  const close = async () => {
    child.stdin.end()
    const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
    await ended
    clearTimeout(timer)
  }
  return { request, close }
}

/** The keys of the Codex behind `request`; `config` is the file that it reads and writes. */
const learn = async (request, config) => {
  const keys = []
  const quoted = (path) => path.map((segment) => `"${segment.replace(/["\\]/g, '\\$&')}"`).join('.')

  /** What the file says, as far as we know: a refused value changes nothing, and most are refused. */
  let there
  /** Codex's words about `value` at `path` of a file that says `base`; null when it is taken. */
  const put = async (path, value, base) => {
    if (there !== base) writeFileSync(config, base)
    there = base
    const { error } = await request('config/value/write', { keyPath: quoted(path), value, mergeStrategy: 'replace' })
    if (error !== undefined) return error.message
    there = undefined
    return null
  }
  const read = async (path) => {
    const { result } = await request('config/read', {})
    return path.reduce((value, segment) => value?.[segment], result?.config)
  }
  const add = (path, type, values = []) =>
    keys.push({ path: path.map((name) => (name === probe ? '*' : name)), type, values })

  const learnKey = async (path, base, depth) => {
    const kind = kindOf(await put(path, probe, base))
    switch (kind.type) {
      case 'taken': {
        const [number, boolean, list, table] = [
          await put(path, 12345, base),
          await put(path, true, base),
          await put(path, [], base),
          await put(path, {}, base),
        ]
        const takesAll = number === null && boolean === null
        if (takesAll && fieldNames(path) !== null) return
        return add(path, takesAll || list === null || table === null ? 'any' : 'string')
      }
      case 'path':
        return add(path, 'path')
      case 'enum': {
        // Some are only named to be refused. Where a value alone is never enough, all are told.
        const values = []
        for (const value of kind.values) if ((await put(path, value, base)) === null) values.push(value)
        return add(path, 'enum', values.length === 0 ? kind.values : values)
      }
      case 'list': {
        const words = await put(path, [probe], base)
        return add(path, words === null || kindOf(words).type === 'path' ? 'strings' : 'array')
      }
      case 'table':
        add(path, 'table')
        return depth < 5 ? learnTable(path, base, depth) : undefined
      case 'any':
        // A text of a certain form, or one that needs other keys beside it.
        return add(path, isText(await put(path, 12345, base)) ? 'string' : 'any')
      default:
        return add(path, kind.type)
    }
  }

  /** What may be in a table: the fields that Codex lists for an empty one, those known by name, and one of any name. */
  const learnTable = async (path, base, depth) => {
    const known = new Set()
    for (const [start, names] of probes(path)) {
      if ((await put(path, start, base)) !== null) continue
      const inner = Object.keys(start).length === 0 ? base : readFileSync(config, 'utf8')
      const found = await read(path)
      const listed = found !== null && typeof found === 'object' && !Array.isArray(found) ? Object.keys(found) : []
      for (const name of [...listed, ...names].toSorted()) {
        if (name === probe || known.has(name)) continue
        known.add(name)
        await learnKey([...path, name], inner, depth + 1)
      }
      // A key that no field has is taken whatever it says, unless any name stands for the same thing.
      if (known.has(probe) || path.filter((one) => one === probe).length >= 2) continue
      if ((await put([...path, probe], 12345, inner)) === null) continue
      known.add(probe)
      await learnKey([...path, probe], inner, depth + 1)
    }
  }

  writeFileSync(config, '')
  const names = Object.keys((await read([])) ?? {}).filter((name) => !leftOut.has(name))
  for (const name of names.toSorted()) await learnKey([name], baseFor(name), 0)
  add(['features'], 'table')
  const { result } = await request('experimentalFeature/list', { limit: 10_000 })
  for (const { name } of result?.data ?? []) add(['features', name], 'boolean')
  return keys
}

const isThere = () =>
  access(file).then(
    () => true,
    () => false,
  )

/** @returns {Promise<boolean>} whether anything had to be done */
export const configTypes = async ({ tell }) => {
  const pin = await readPin()
  const inputs = {
    edition,
    version: pin.version,
    binary: Object.entries(pin.files).find(([name]) => /^bin\/codex(?:\.exe)?$/u.test(name))?.[1],
  }
  if ((await isStamped(stamp, inputs)) && (await isThere())) return false
  tell.doing(`asking Codex ${pin.version} for its settings`)
  await removeStamp(stamp)
  const work = await mkdtemp(join(runtimeFolder, 'config-types-'))
  try {
    const home = join(work, 'home')
    await mkdir(home)
    const binary = join(pin.folder, 'bin', process.platform === 'win32' ? 'codex.exe' : 'codex')
    const server = await openServer(binary, home)
    try {
      const keys = await learn(server.request, join(home, 'config.toml'))
      if (keys.length < 100) throw new SetupFailure('Codex told hardly any of its settings.')
      await writeJson(file, { version: pin.version, keys })
    } finally {
      await server.close()
    }
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
  await writeJson(stamp, inputs)
  return true
}
