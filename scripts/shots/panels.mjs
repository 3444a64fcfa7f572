// What opens over the chat: palette, settings, the pickers of the composer, its pop-ups.
import { composer, untilReady } from '../drive/app.mjs'

const closePopup = (page) => page.keyboard.press('Escape')

const picker = (name) => ({
  name: `picker-${name}`,
  drive: async ({ page }) => {
    await page.getByTestId(`picker-${name}`).click()
    await page.getByRole('menuitemradio').first().waitFor()
  },
  after: ({ page }) => closePopup(page),
})

const typed = (name, text) => ({
  name,
  drive: async ({ page }) => {
    await composer(page).fill('')
    await composer(page).pressSequentially(text)
    await page.getByRole('option').first().waitFor()
  },
  after: async ({ page }) => {
    await closePopup(page)
    await composer(page).fill('')
  },
})

export const act = {
  name: 'panels',
  prepare: async (stage) => {
    const folder = await stage.folder('parser', {
      'README.md': '# Parser\n',
      'src/parser.js': '\n',
      'src/print.js': '\n',
    })
    await stage.remember([{ path: folder, trust: 'trusted', source: 'account' }])
    return { folder }
  },
  scenes: [
    { name: 'signed-out', drive: ({ page }) => page.getByText('You are signed out').waitFor() },
    {
      name: 'palette',
      drive: async ({ page }) => {
        await page.keyboard.press('Control+k')
        await page.getByTestId('palette').waitFor()
      },
      after: ({ page }) => closePopup(page),
    },
    {
      name: 'settings',
      drive: async ({ page }) => {
        await page.getByRole('button', { name: 'Settings' }).first().click()
        await page.getByTestId('settings').waitFor()
      },
      after: ({ page }) => page.getByRole('button', { name: 'Back to the chat' }).click(),
    },
  ],
}

export const composerAct = {
  name: 'composer',
  prepare: async (stage) => {
    const folder = await stage.folder('parser', {
      'README.md': '# Parser\n',
      'src/parser.js': '\n',
      'src/print.js': '\n',
    })
    await stage.remember([{ path: folder, trust: 'trusted', source: 'provider' }])
    return { folder }
  },
  scenes: [
    { ...picker('model'), before: ({ page }) => untilReady(page) },
    picker('effort'),
    picker('preset'),
    typed('slash', '/'),
    typed('mention', '@pars'),
    {
      name: 'full-access',
      drive: async ({ page }) => {
        await page.getByTestId('picker-preset').click()
        await page.getByRole('menuitemradio', { name: /Full access/u }).click()
        await page.getByRole('dialog').waitFor()
      },
      after: ({ page }) => closePopup(page),
    },
  ],
}
