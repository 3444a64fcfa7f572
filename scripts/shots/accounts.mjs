// Accounts, secrets, homes and the environment: the sections of the settings about who pays and where things lie.
const section = (name, until) => ({
  name: `settings-${name.toLowerCase()}`,
  drive: async ({ page }) => {
    await page.getByTestId('settings').getByRole('button', { name, exact: true }).click()
    await until(page)
  },
})

export const act = {
  name: 'accounts',
  prepare: async (stage) => {
    const folders = []
    for (const name of ['parser', 'quarterly-report-generator-ng'])
      folders.push(await stage.folder(name, { 'README.md': `# ${name}\n` }))
    await stage.remember(folders.map((path) => ({ path, trust: 'trusted', source: 'account' })))
    for (const path of folders) await stage.prepareHome(path, '[analytics]\nenabled = false\n')
    return {}
  },
  scenes: [
    {
      name: 'accounts-none',
      drive: async ({ page, app }) => {
        await app.evaluate(({ shell }) => {
          shell.openExternal = () => Promise.resolve()
        })
        await page.getByRole('button', { name: 'Settings', exact: true }).first().click()
        await page.getByRole('button', { name: 'Accounts', exact: true }).click()
        await page.getByRole('button', { name: 'Sign in with ChatGPT' }).waitFor()
      },
    },
    {
      name: 'accounts-key-form',
      drive: async ({ page }) => {
        await page.getByRole('button', { name: 'Use an API key' }).click()
        await page.getByLabel('OpenAI API key').fill('sk-a-key-for-the-picture')
      },
    },
    {
      name: 'accounts-key',
      drive: async ({ page }) => {
        await page.getByRole('button', { name: 'Use this key' }).click()
        await page.getByTestId('account').getByText('Pays by API key').waitFor()
      },
    },
    {
      name: 'accounts-signing-in',
      drive: async ({ page }) => {
        await page.getByRole('button', { name: 'Add an account' }).click()
        await page.getByRole('button', { name: 'Sign in with ChatGPT' }).click()
        await page.getByTestId('signing-in').waitFor()
      },
      after: ({ page }) => page.getByTestId('signing-in').getByRole('button', { name: 'Cancel' }).click(),
    },
    section('Secrets', (page) =>
      page
        .getByText(/keyring/u)
        .first()
        .waitFor(),
    ),
    section('Homes', (page) => page.getByTestId('home').first().waitFor()),
    section('Environment', (page) => page.getByText('CODEX_HOME').first().waitFor()),
    {
      name: 'account-menu',
      drive: async ({ page }) => {
        await page.getByRole('button', { name: 'Back to the chat' }).click()
        await page.getByRole('button', { name: 'Account', exact: true }).click()
        await page.getByRole('menuitem', { name: 'Manage accounts…' }).waitFor()
      },
      after: ({ page }) => page.keyboard.press('Escape'),
    },
  ],
}
