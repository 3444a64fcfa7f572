// A turn from its first word to its last, with everything that it asks on the way.
import { button, requestCard, send, untilReady } from '../drive/app.mjs'

const request = (page, method) => page.locator(`[data-testid="request"][data-method*="${method}"]`).first()

export const act = {
  name: 'turn',
  prepare: async (stage) => {
    const folder = await stage.folder('parser', {
      'README.md': '# Parser\n\nReads things.\n',
      'src/parser.js': 'export const parse = (text) => text.trim().split(/\\s+/)\n',
    })
    const other = await stage.folder('website', { 'index.html': '<!doctype html>\n' })
    await stage.remember([
      { path: folder, trust: 'trusted', source: 'demo' },
      { path: other, trust: 'unasked', source: 'unset' },
    ])
    return { folder }
  },
  scenes: [
    {
      name: 'command-approval',
      drive: async ({ page }) => {
        await untilReady(page)
        await send(page, 'Show me what you can do')
        await request(page, 'commandExecution').waitFor()
      },
    },
    {
      name: 'inbox',
      drive: async ({ page }) => {
        await page
          .getByRole('button', { name: /^Inbox/u })
          .first()
          .click()
        await page.getByTestId('inbox').waitFor()
      },
    },
    {
      name: 'edit-approval',
      drive: async ({ page }) => {
        const close = button(page, 'Close panel')
        if (await close.count()) await close.first().click()
        await button(requestCard(page), 'Allow once').click()
        await request(page, 'fileChange').waitFor()
      },
    },
    {
      name: 'question',
      drive: async ({ page }) => {
        await button(requestCard(page), 'Allow once').click()
        await request(page, 'requestUserInput').waitFor()
      },
    },
    {
      name: 'completed',
      drive: async ({ page }) => {
        await requestCard(page).getByRole('radio').first().check()
        await button(requestCard(page), 'Send answer').click()
        await page.getByTestId('turn-end').waitFor()
      },
    },
    {
      name: 'markdown',
      drive: async ({ page }) => {
        await send(page, 'Show me some Markdown')
        await page.getByTestId('turn-end').nth(1).waitFor()
      },
    },
    {
      name: 'streaming-and-queued',
      drive: async ({ page }) => {
        await send(page, 'Show me some Markdown again')
        await page.getByTestId('stop').waitFor()
        await page.getByRole('textbox', { name: 'Message Codex' }).fill('And then the tests, please')
      },
    },
    {
      name: 'stopped',
      drive: async ({ page }) => {
        await page.getByRole('textbox', { name: 'Message Codex' }).fill('')
        // The streamed answer may be over by now: then run something that waits for an answer, and stop that.
        const stop = page.getByTestId('stop')
        if (!(await stop.count())) {
          await send(page, 'Run a command')
          await requestCard(page).waitFor()
        }
        await stop.click()
        await page.getByTestId('turn-end').filter({ hasText: 'Stopped' }).first().waitFor()
      },
    },
  ],
}
