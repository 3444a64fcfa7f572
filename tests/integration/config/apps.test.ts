// Apps with the real Codex, signed in at the mock issuer: listed from ChatGPT's directory, turned off by config.toml.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readApps } from '../../../renderer/stores/config/apps'
import { startAppDirectory, type AppDirectory } from '../../support/app-directory'
import { createTestHome } from '../../support/homes'
import { setLoginStage, type LoginServer, type LoginStage } from '../../support/login-stage'
import { signIn } from '../../support/sign-in'

let stage: LoginStage
let directory: AppDirectory
let codex: LoginServer

beforeAll(async () => {
  stage = await setLoginStage()
  directory = await startAppDirectory(stage.issuer.url)
  directory.apps = [
    { id: 'connector_mail', name: 'Mail', description: 'Reads mail' },
    { id: 'connector_drive', name: 'Drive', description: 'Finds files' },
  ]
  codex = await stage.open({ home: createTestHome({ config: directory.configToml }) })
})
afterAll(async () => {
  await stage.end()
  await directory.close()
})

const list = async (params: object = {}) => readApps(await codex.connection.requestRaw('app/list', params))

describe('apps', () => {
  it('are none without a ChatGPT login, and no error', async () => {
    expect(await list()).toEqual([])
  })

  it('are those of the directory once the project is signed in', async () => {
    await signIn(codex, stage.issuer)
    const apps = await list({ cursor: null, limit: 100 })
    expect(apps.toSorted((a, b) => a.name.localeCompare(b.name))).toMatchObject([
      { id: 'connector_drive', name: 'Drive', about: 'Finds files', enabled: true, connected: false, plugins: [] },
      { id: 'connector_mail', name: 'Mail', about: 'Reads mail', enabled: true, connected: false, plugins: [] },
    ])
    expect(apps[0]?.connectAt).toMatch(/^https:\/\/chatgpt\.com\/apps\//)
  })

  it('are turned off and on again by their key', async () => {
    const write = (value: boolean | null): Promise<unknown> =>
      codex.connection.requestRaw('config/batchWrite', {
        edits: [{ keyPath: 'apps."connector_mail".enabled', value, mergeStrategy: 'replace' }],
        reloadUserConfig: true,
      })
    const enabled = async (): Promise<boolean | undefined> =>
      (await list()).find(({ id }) => id === 'connector_mail')?.enabled
    await write(false)
    expect(await enabled()).toBe(false)
    await write(null)
    expect(await enabled()).toBe(true)
  })

  it('that can’t be listed fail in Codex’s words', async () => {
    directory.apps = null
    await expect(list({ forceRefetch: true })).rejects.toThrow(/failed to list apps/)
  })
})
