// A project's configuration on machines that are not like others: with an administrator, with a home that can only be read. In the
// window, on the real Codex.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { composer } from '../support/acts'
import { administrator, mountProblem, readOnly } from '../support/mounts'
import { expectText } from '../support/editor-field'
import { expect, test } from '../support/stage'

const problem = mountProblem()
test.skip(problem !== null, problem ?? '')

const config = 'model_verbosity = "low"\napproval_policy = "never"\n[features]\nplugins = false\n'

const openConfiguration = async (page: Page): Promise<void> => {
  await expect(composer(page)).toBeVisible()
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: 'Configuration', exact: true }).click()
}
const row = (page: Page, key: string) => page.locator(`[data-testid="config-row"][data-key='${key}']`)

test('what an administrator sets and requires is shown, and why an edit does not count', async ({ bench }) => {
  const path = bench.folder('weather')
  bench.remember({ path, trust: 'restricted', source: 'provider' })
  const file = join(bench.prepareHome(path, 'weather', config), 'config.toml')
  const { page } = await bench.launch(
    {},
    administrator(join(bench.root, 'etc'), {
      'managed_config.toml': 'model_verbosity = "high"\n',
      'requirements.toml':
        'allowed_approval_policies = ["on-request"]\nallowed_web_search_modes = ["disabled", "cached"]\n',
    }),
  )
  await openConfiguration(page)
  const verbosity = row(page, 'model_verbosity')
  await expect(verbosity).toContainText('overridden')
  await expect(verbosity).toContainText('managed by your administrator')
  await verbosity.getByRole('button', { name: 'Layers of model_verbosity' }).click()
  await expect(verbosity).toContainText('/etc/codex/managed_config.toml')
  await expect(verbosity.getByRole('row')).toHaveText([/administrator.*"high".*counts/, /home.*"low".*overridden/])

  const policy = row(page, 'approval_policy')
  await expect(policy).toContainText('required')
  await policy.getByRole('button', { name: 'Layers of approval_policy' }).click()
  await expect(policy).toContainText('Your administrator requires "on-request". What is written here is not used.')
  await expect(row(page, 'web_search')).toContainText('required')
  expect(readFileSync(file, 'utf8')).toContain('model_verbosity = "low"')
})

test('a home that can only be read is told as that, and its configuration can still be looked at', async ({
  bench,
}) => {
  const path = bench.folder('weather')
  bench.remember({ path, trust: 'restricted', source: 'provider' })
  const home = bench.prepareHome(path, 'weather', config)
  const { page } = await bench.launch({}, readOnly(home))
  await openConfiguration(page)
  await expect(page.getByTestId('configuration').getByRole('alert')).toContainText('on a disk that can only be read')
  await page.getByRole('button', { name: 'Open config.toml' }).click()
  await expect(page.getByTestId('editor-banner')).toContainText('can’t be written')
  await expectText(page.getByTestId('code-field'), config)
  await expect(page.getByTestId('code-field')).not.toBeEditable()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  expect(readFileSync(join(home, 'config.toml'), 'utf8')).toBe(config)
})
