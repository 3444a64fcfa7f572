// What the tests of permissions, models and profiles in the window share: a project, its settings, a model that answers by script.
import { execFileSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import { composer } from './acts'
import { codexBinary } from './codex-session'
import { expect, test, type Bench } from './deck'
import { events, functionCall, say, startResponsesServer, type ScriptedModel } from './responses-server'

/** The model of the file that runs just now. */
export let model: ScriptedModel

/** One scripted model for all tests of a file. */
export function useScriptedModel(): void {
  test.beforeAll(async () => {
    model = await startResponsesServer()
  })
  test.afterAll(() => model.close())
  test.beforeEach(() => model.clear())
}

/** A trusted project with a home of its own; `launch` opens the app on it. */
export async function open(bench: Bench, { config = model.configToml, files = {} as Record<string, string> } = {}) {
  const path = bench.folder('weather', { 'README.md': '# weather\n', ...files })
  bench.remember({ path, trust: 'trusted', source: 'provider' })
  const home = bench.prepareHome(path, 'weather', config.replace('[features]\n', '[features]\nplugins = false\n'))
  return { path, home, launch: async () => (await bench.launch()).page }
}

/** Goes to a section of the settings. */
export async function settings(page: Page, section: string): Promise<void> {
  await expect(composer(page)).toBeVisible()
  await page.keyboard.press('Control+,')
  await page.getByTestId('settings').getByRole('button', { name: section, exact: true }).click()
}

/** The catalog that Codex brings, as it prints it. */
export const bundledModels = (): string =>
  execFileSync(codexBinary(), ['debug', 'models', '--bundled'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })

/** Back from the settings. */
export const chat = (page: Page) => page.getByRole('button', { name: 'Back to the chat' }).click()

let calls = 0
/** An id for a call that no other call of the file has. */
export const newCall = (): string => {
  calls += 1
  return `run_${calls}`
}

/** The model's next answer runs this command, and then says so. */
export const run = (cmd: string): void =>
  model.queue(events(functionCall(newCall(), 'exec_command', { cmd })), say('Done.'))
