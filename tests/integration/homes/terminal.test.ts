// What the app makes of homes, seen with the eyes of a Codex that somebody starts in a terminal.
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectHomePath } from '../../../main/codex/home/layout'
import { makeTerminalReady } from '../../../main/homes/terminal-login'
import { applyTemplate } from '../../../main/homes/template'
import { codexBinary } from '../../support/codex-session'
import { createTestHome, type TestHome } from '../../support/homes'

/** `codex login status` as a terminal would run it: without the app. */
function loginStatus(home: string): Promise<string> {
  const env = { PATH: process.env['PATH'], HOME: homedir(), CODEX_HOME: home }
  return new Promise((resolve) => {
    execFile(codexBinary(), ['login', 'status'], { env }, (_error, stdout, stderr) => resolve(stdout + stderr))
  })
}

describe('a terminal’s Codex', () => {
  let place: TestHome
  let home: string
  beforeEach(async () => {
    place = createTestHome()
    home = projectHomePath(join(place.root, 'data'), place.projectDir)
    const project = { path: place.projectDir, sharedHome: null }
    writeFileSync(
      join(place.codexHome, 'config.toml'),
      'model = "gpt-5.5"\nmodel_reasoning_effort = "high"\n[mcp_servers.x]\ncommand = "true"\nenabled = false\n',
    )
    await applyTemplate({
      userData: join(place.root, 'data'),
      project,
      template: place.codexHome,
      parts: ['config'],
    })
  })
  afterEach(() => place.remove())

  it('is not signed in in a project’s home, and is once the login was copied on purpose', async () => {
    expect(await loginStatus(home)).toContain('Not logged in')
    const accountHome = join(place.root, 'auth')
    mkdirSync(accountHome)
    const login = JSON.stringify({ auth_mode: 'apikey', OPENAI_API_KEY: 'sk-test-1234567890' })
    writeFileSync(join(accountHome, 'auth.json'), login)
    await makeTerminalReady({
      accountHome,
      home,
      auth: 'require',
      mcpCredentials: 'skip-missing',
      replace: false,
    })
    expect(await loginStatus(home)).toContain('API key configured')
    expect(readFileSync(join(accountHome, 'auth.json'), 'utf8')).toBe(login)
  })

  it('reads the settings that came from a template', async () => {
    const list = await new Promise<string>((resolve, reject) => {
      const env = { PATH: process.env['PATH'], HOME: homedir(), CODEX_HOME: home }
      execFile(codexBinary(), ['mcp', 'list', '--json'], { env }, (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      )
    })
    expect(JSON.parse(list)).toMatchObject([{ name: 'x', enabled: false }])
  })
})
