import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'smol-toml'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CallError } from '../../../../main/app/call-error'
import { shellLine } from '../../../../main/homes/shell-line'
import { makeTerminalReady, type TerminalLoginJob } from '../../../../main/homes/terminal-login'

const login = JSON.stringify({ auth_mode: 'apikey', OPENAI_API_KEY: 'canary-key' })

describe('a home made usable in a terminal', () => {
  let root: string
  let accountHome: string
  let home: string
  const put = (folder: string, name: string, content: string): void => writeFileSync(join(folder, name), content)
  const read = (name: string): string => readFileSync(join(home, name), 'utf8')
  const run = (choice: Partial<TerminalLoginJob> = {}) =>
    makeTerminalReady({
      accountHome,
      home,
      auth: 'require',
      mcpCredentials: 'skip-missing',
      replace: false,
      platform: 'linux',
      ...choice,
    })
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'deck-terminal-')))
    accountHome = join(root, 'auth')
    home = join(root, 'home')
    mkdirSync(accountHome)
    mkdirSync(home)
    put(accountHome, 'auth.json', login)
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('has the login for its owner only, and a store that finds it', async () => {
    put(accountHome, '.credentials.json', '{"mcp":1}')
    put(home, 'config.toml', '# keep\ncli_auth_credentials_store = "ephemeral"\n[features]\nplugins = false\n')
    expect(await run()).toEqual({
      copied: ['auth.json', '.credentials.json'],
      missing: [],
      storeBefore: 'ephemeral',
      command: `CODEX_HOME=${home} codex`,
    })
    expect(read('auth.json')).toBe(login)
    for (const name of ['auth.json', '.credentials.json'])
      expect(lstatSync(join(home, name)).mode & 0o777, name).toBe(0o600)
    expect(read('config.toml')).toBe('# keep\ncli_auth_credentials_store = "file"\n[features]\nplugins = false\n')
  })

  it('touches neither history nor logs nor the account', async () => {
    const others = { 'history.jsonl': 'h', 'session_index.jsonl': 's', 'logs_2.sqlite': 'l', 'AGENTS.md': 'a' }
    for (const [name, content] of Object.entries(others)) put(home, name, content)
    const before = Object.keys(others).map((name) => lstatSync(join(home, name)).mtimeMs)
    put(accountHome, 'history.jsonl', 'theirs')
    await run()
    for (const [name, content] of Object.entries(others)) expect(read(name)).toBe(content)
    expect(Object.keys(others).map((name) => lstatSync(join(home, name)).mtimeMs)).toEqual(before)
    expect(readdirSync(home).toSorted()).toEqual([...Object.keys(others), 'auth.json'].toSorted())
    expect(readdirSync(accountHome).toSorted()).toEqual(['auth.json', 'history.jsonl'])
  })

  it.each([
    ['', null],
    ['cli_auth_credentials_store = "file"\n', null],
    ['cli_auth_credentials_store = "keyring"\n', 'keyring'],
    ['cli_auth_credentials_store = "auto"\n', 'auto'],
  ])('leaves the configuration alone unless it looks elsewhere: %j', async (config, before) => {
    put(home, 'config.toml', config)
    expect((await run()).storeBefore).toBe(before)
    expect(parse(read('config.toml'))['cli_auth_credentials_store'] ?? 'file').toBe('file')
  })

  it('requires a file or skips a missing one, as asked', async () => {
    await expect(run({ mcpCredentials: 'require' })).rejects.toThrow(/no logins of MCP servers/)
    expect(readdirSync(home)).toEqual([])
    expect(await run()).toMatchObject({ copied: ['auth.json'], missing: ['.credentials.json'] })
    rmSync(join(home, 'auth.json'))
    rmSync(join(accountHome, 'auth.json'))
    await expect(run()).rejects.toThrow(/nobody is signed in, or the login is in the system’s keyring/)
    put(home, 'config.toml', 'cli_auth_credentials_store = "ephemeral"\n')
    expect(await run({ auth: 'skip-missing' })).toMatchObject({ copied: [], storeBefore: null })
    expect(read('config.toml')).toContain('ephemeral')
  })

  it('leaves out logins of MCP servers when told to', async () => {
    put(accountHome, '.credentials.json', '{}')
    expect((await run({ mcpCredentials: 'leave-out' })).copied).toEqual(['auth.json'])
  })

  it('takes a login from the keyring when somebody can read it there', async () => {
    rmSync(join(accountHome, 'auth.json'))
    expect((await run({ keptLogin: () => Promise.resolve(login) })).copied).toEqual(['auth.json'])
    expect(read('auth.json')).toBe(login)
  })

  it('replaces a login of the home only when told to, and does nothing at all otherwise', async () => {
    put(home, 'auth.json', '{"mine":1}')
    put(home, 'config.toml', 'cli_auth_credentials_store = "ephemeral"\n')
    await expect(run()).rejects.toThrow(/has a login of its own/)
    expect(read('auth.json')).toBe('{"mine":1}')
    expect(read('config.toml')).toContain('ephemeral')
    await run({ replace: true })
    expect(read('auth.json')).toBe(login)
  })

  it('writes through no link', async () => {
    put(root, 'elsewhere.json', 'keep')
    symlinkSync(join(root, 'elsewhere.json'), join(home, 'auth.json'))
    await expect(run({ replace: true })).rejects.toThrow(/link/)
    expect(readFileSync(join(root, 'elsewhere.json'), 'utf8')).toBe('keep')
    rmSync(join(accountHome, 'auth.json'))
    symlinkSync(join(root, 'elsewhere.json'), join(accountHome, 'auth.json'))
    rmSync(join(home, 'auth.json'))
    await expect(run()).rejects.toThrow(/no login file/)
  })

  it.each(['{"OPENAI_API_KEY":"canary', '"canary"', '[1]', ''])(
    'refuses a damaged login without a word of it: %j',
    async (text) => {
      put(accountHome, 'auth.json', text)
      const error = await run().catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(CallError)
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('canary')
      expect(readdirSync(home)).toEqual([])
    },
  )

  it.each([
    ['broken', 'a = \n', /broken at line 1/],
    [
      'odd',
      's = """\ncli_auth_credentials_store = "x"\n"""\ncli_auth_credentials_store = "auto"\n',
      /can’t be changed safely/,
    ],
  ])('copies nothing into a home whose configuration is %s', async (_what, config, words) => {
    put(home, 'config.toml', config)
    await expect(run()).rejects.toThrow(words)
    expect(readdirSync(home)).toEqual(['config.toml'])
    expect(read('config.toml')).toBe(config)
  })
})

describe('the line for the shell', () => {
  it('is quoted where it must be', () => {
    expect(shellLine('/a/b-c', 'codex', 'linux')).toBe('CODEX_HOME=/a/b-c codex')
    expect(shellLine("/a b/$(x)'", 'codex', 'darwin')).toBe(String.raw`CODEX_HOME='/a b/$(x)'\''' codex`)
    expect(shellLine("C:\\a'b", 'codex login', 'win32')).toBe("$env:CODEX_HOME = 'C:\\a''b'; codex login")
  })
})
