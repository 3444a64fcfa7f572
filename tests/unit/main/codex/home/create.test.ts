import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'smol-toml'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAccountHome, createHome, createProjectHome } from '../../../../../main/codex/home/create'

let root: string
let projectPath: string
beforeEach(() => {
  const parent = join(homedir(), '.cache', 'codex-deck-tests')
  mkdirSync(parent, { recursive: true })
  root = mkdtempSync(join(parent, 'create-'))
  projectPath = join(root, 'work')
  mkdirSync(projectPath)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const configOf = (home: string) => readFileSync(join(home, 'config.toml'), 'utf8')

describe('a project home', () => {
  it('is quiet and keeps no credentials', async () => {
    const { home, seeded } = await createProjectHome({ userData: root, projectPath })
    expect(seeded).toBe(true)
    expect(parse(configOf(home))).toEqual({
      cli_auth_credentials_store: 'ephemeral',
      analytics: { enabled: false },
      features: { plugins: false },
    })
    expect(readdirSync(home)).toEqual(['config.toml'])
  })

  it('can start with a provider of its own', async () => {
    const provider = {
      id: 'local',
      name: 'Local "one"',
      baseUrl: 'http://127.0.0.1:1/v1',
      model: 'm',
      envKey: 'LOCAL_KEY',
    }
    const { home } = await createProjectHome({ userData: root, projectPath, provider })
    expect(parse(configOf(home))).toEqual({
      cli_auth_credentials_store: 'ephemeral',
      model: 'm',
      model_provider: 'local',
      analytics: { enabled: false },
      features: { plugins: false },
      model_providers: {
        local: {
          name: 'Local "one"',
          base_url: 'http://127.0.0.1:1/v1',
          wire_api: 'responses',
          env_key: 'LOCAL_KEY',
          requires_openai_auth: false,
        },
      },
    })
  })

  it('is the same for one folder by all its names, and is never written over', async () => {
    const link = join(root, 'link')
    symlinkSync(projectPath, link)
    const first = await createProjectHome({ userData: root, projectPath })
    writeFileSync(join(first.home, 'config.toml'), 'broken = = =')
    expect(await createProjectHome({ userData: root, projectPath: link })).toEqual({ home: first.home, seeded: false })
    expect(configOf(first.home)).toBe('broken = = =')
  })

  it('of a folder that is gone is refused with its name', async () => {
    const creating = createProjectHome({ userData: root, projectPath: join(root, 'gone') })
    await expect(creating).rejects.toThrow(join(root, 'gone'))
  })

  it.skipIf(process.platform === 'win32')('is for its owner alone', async () => {
    const { home } = await createProjectHome({ userData: root, projectPath })
    expect(statSync(home).mode & 0o777).toBe(0o700)
    expect(statSync(join(home, 'config.toml')).mode & 0o777).toBe(0o600)
  })

  it.skipIf(process.platform === 'win32')('that others could read is closed to them', async () => {
    const { home } = await createProjectHome({ userData: root, projectPath })
    chmodSync(home, 0o755)
    await createProjectHome({ userData: root, projectPath })
    expect(statSync(home).mode & 0o777).toBe(0o700)
  })
})

it('an account’s home keeps its login in the keyring where there is one', async () => {
  const { home } = await createAccountHome(root, 'main')
  expect(parse(configOf(home))).toMatchObject({ cli_auth_credentials_store: 'auto', analytics: { enabled: false } })
  expect((await createAccountHome(root, 'account-1')).home).not.toBe(home)
})

describe('a home is refused', () => {
  const seed = { credentials: 'ephemeral' } as const

  it('in the temporary folder, by whatever way it is named', async () => {
    const temp = join(root, 'tmp')
    mkdirSync(temp)
    symlinkSync(temp, join(root, 'way'))
    for (const home of [join(temp, 'a', 'b'), temp, join(root, 'way', 'x')]) {
      await expect(createHome(home, seed, temp)).rejects.toMatchObject({ code: 'home-in-temp', data: { path: home } })
    }
    expect(await createHome(join(root, 'tmp-not'), seed, temp)).toMatchObject({ seeded: true })
  })

  it('where a file is in the way', async () => {
    writeFileSync(join(root, 'file'), '')
    const creating = createHome(join(root, 'file', 'home'), seed)
    await expect(creating).rejects.toMatchObject({ code: 'home-unwritable' })
    await expect(creating).rejects.toThrow('a file is in its place')
  })

  it.skipIf(process.platform !== 'linux')('on a disk that can not be written', async () => {
    await expect(createHome('/proc/codex-home', seed)).rejects.toMatchObject({ code: 'home-unwritable' })
  })
})
