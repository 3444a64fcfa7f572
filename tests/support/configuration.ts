// What the window's tests of configuration, features and files as text share.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer } from './acts'
import { type Bench } from './deck'
import { expect } from './stage'

/** A config.toml with words of its person's own and keys of a fork. */
export const config = [
  '# my own words',
  'model = "gpt-5.5" # why',
  'model_verbosity = "low"',
  "tool_hook_command = 'hook.sh'   # of a fork",
  '',
  '[features]',
  'plugins = false',
  'goals = false',
  '',
  '[custom_tools.lint]',
  'command = "lint" # kept',
  '',
].join('\n')

/** The app on a folder whose home has this text, with its settings in view. */
export async function open(bench: Bench, text = config): Promise<{ page: Page; file: string; read: () => string }> {
  const path = bench.folder('weather')
  bench.remember({ path, trust: 'restricted', source: 'provider' })
  const file = join(bench.prepareHome(path, 'weather', text), 'config.toml')
  const { page } = await bench.launch()
  await expect(composer(page)).toBeVisible()
  await page.keyboard.press('Control+,')
  await expect(page.getByTestId('settings')).toBeVisible()
  return { page, file, read: () => readFileSync(file, 'utf8') }
}

/** Goes to a section of the settings. */
export const section = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
/** The row of a key. */
export const row = (page: Page, key: string) => page.locator(`[data-testid="config-row"][data-key='${key}']`)
