// The way in: no project yet, the question of trust, the choice of who answers, an empty chat.
import { answerFolderDialog, button, untilReady } from '../drive/app.mjs'

export const act = {
  name: 'first-run',
  prepare: async (stage) => ({ folder: await stage.folder('hello-deck', { 'README.md': '# Hello\n' }) }),
  scenes: [
    { name: 'welcome', drive: ({ page }) => page.getByTestId('welcome').waitFor() },
    {
      name: 'trust',
      drive: async ({ app, page, folder }) => {
        await answerFolderDialog(app, folder)
        await button(page, 'Open a folder…').click()
        await page.getByRole('dialog', { name: /^Do you trust/u }).waitFor()
      },
    },
    {
      name: 'choose-source',
      drive: async ({ page }) => {
        await button(page.getByRole('dialog'), 'Trust this folder').click()
        await page.getByTestId('choose-source').waitFor()
      },
    },
    {
      name: 'api-key',
      drive: async ({ page }) => {
        await button(page.getByTestId('choose-source'), 'Use an API key').click()
        await page.getByLabel('OpenAI API key').waitFor()
      },
    },
    {
      name: 'empty-chat',
      drive: async ({ page }) => {
        const back = page.getByRole('button', { name: /^(?:Back|Cancel)$/u })
        if (await back.count()) await back.first().click()
        await button(page.getByTestId('choose-source'), 'Offline demo').click()
        await untilReady(page)
      },
    },
  ],
}
