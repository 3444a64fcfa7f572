// When things go wrong: each is a project of its own kind, since none of them can be had by clicking.
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { send, untilReady } from '../drive/app.mjs'

const problem = (name, { config, trust = 'trusted', source = 'provider', after }, drive) => ({
  name,
  prepare: async (stage) => {
    const folder = await stage.folder(name, { 'README.md': '# Trouble\n' })
    if (config) await stage.prepareHome(folder, config)
    await stage.remember([{ path: folder, trust, source }])
    await after?.(folder)
    return { folder }
  },
  scenes: [{ name, drive }],
})

/** The config of a home whose model is at this port. */
const modelAt = (port) =>
  [
    'model = "gpt-5.5"',
    'model_provider = "local"',
    '[model_providers.local]',
    'name = "Local"',
    `base_url = "http://127.0.0.1:${port}/v1"`,
    'wire_api = "responses"',
    'requires_openai_auth = false',
    'request_max_retries = 0',
    'stream_max_retries = 0',
    '[analytics]',
    'enabled = false',
    '',
  ].join('\n')

/** A model that answers every request with 401, as a wrong key would have it. */
const modelRefuses = {
  name: 'model-refuses',
  prepare: async (stage) => {
    const body = JSON.stringify({ error: { message: 'Incorrect API key provided.', code: 'invalid_api_key' } })
    const server = createServer((_request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' }).end(body)
    })
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    const folder = await stage.folder('model-refuses', { 'README.md': '# Trouble\n' })
    await stage.prepareHome(folder, modelAt(server.address().port))
    await stage.remember([{ path: folder, trust: 'trusted', source: 'provider' }])
    return { folder, end: () => server.close() }
  },
  scenes: [
    {
      name: 'failed-turn',
      drive: async ({ page }) => {
        await untilReady(page)
        await send(page, 'Are you there?')
        await page.getByTestId('turn-end').filter({ hasText: 'Failed' }).waitFor()
      },
    },
  ],
}

export const acts = [
  // Nothing listens on the discard port.
  problem('model-down', { config: modelAt(9) }, async ({ page }) => {
    await untilReady(page)
    await send(page, 'Are you there?')
    await page
      .getByText(/Reconnecting/u)
      .first()
      .waitFor()
  }),
  modelRefuses,
  problem('broken-config', { config: 'model = "gpt-5.5\n[broken' }, async ({ page }) => {
    await page
      .locator('[data-testid="config-problem"], [data-testid="server-banner"], [data-testid="notice"]')
      .first()
      .waitFor()
  }),
  problem('server-exits', { config: 'approval_policy = "untrusted"\n' }, async ({ page }) => {
    await page.locator('[data-testid="server-banner"], [data-testid="config-problem"]').first().waitFor()
  }),
  problem('folder-gone', { source: 'demo', after: (folder) => rm(folder, { recursive: true }) }, async ({ page }) => {
    await page.getByTestId('project-row').first().waitFor()
    await page
      .getByText(/gone|missing|not there|no longer/iu)
      .first()
      .waitFor()
  }),
  problem('read-only-folder', { source: 'demo', trust: 'restricted' }, async ({ page }) => {
    await untilReady(page)
  }),
]
