// What goes wrong outside, and what the window says about it.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { composer, items, send, turnEnds } from '../support/acts'
import { expect, test } from '../support/deck'
import { httpError, startResponsesServer } from '../support/responses-server'

test('a broken config.toml is told with its line, and mended without a restart', async ({ bench }) => {
  const path = bench.folder('p')
  bench.remember({ path, trust: 'trusted', source: 'demo' })
  const home = bench.prepareHome(path, 'p', 'model = "x\n[broken\n')
  const { page } = await bench.launch()
  const banner = page.getByTestId('config-problem')
  await expect(banner).toContainText('config.toml')
  await expect(banner).toContainText(/line 1/)
  writeFileSync(join(home, 'config.toml'), '')
  await banner.getByRole('button', { name: /Try again|Restart/ }).click()
  await expect(banner).toBeHidden()
  await send(page, 'hello')
  await turnEnds(page, 'completed')
})

test('a home that can’t be made is told', async ({ bench }) => {
  const path = bench.folder('p')
  bench.remember({ path, trust: 'trusted', source: 'demo' })
  mkdirSync(join(bench.userData, 'homes'))
  // A file in the way: rights alone stop nobody who is root.
  writeFileSync(join(bench.userData, 'homes', 'projects'), '')
  const { page } = await bench.launch()
  await expect(page.getByTestId('server-banner')).toContainText(/can't be created|file is in its place/)
})

test('a folder that has gone is shown as gone and comes back', async ({ bench }) => {
  const path = bench.folder('p')
  bench.remember({ path, trust: 'trusted', source: 'demo' })
  rmSync(path, { recursive: true })
  const { page } = await bench.launch()
  await expect(page.getByText('This folder is gone').first()).toBeVisible()
  await expect(page.getByTestId('project-problem')).toBeVisible()
  bench.folder('p')
  await page.getByTestId('project-problem').getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByTestId('project-problem')).toBeHidden()
  await send(page, 'hello')
  await turnEnds(page, 'completed')
})

for (const [name, status, words] of [
  ['401', 401, /rejected the key/],
  ['429', 429, /limit|too many/i],
  ['500', 500, /server|tries|failed/i],
] as const) {
  test(`a model that answers ${name} fails the turn in words`, async ({ bench }) => {
    const model = await startResponsesServer({ script: httpError(status, `scripted ${name}`) })
    try {
      const path = bench.folder('p')
      bench.remember({ path, trust: 'trusted', source: 'provider' })
      bench.prepareHome(path, 'p', model.configToml)
      const { page } = await bench.launch()
      await send(page, 'hello')
      await turnEnds(page, 'failed')
      await expect(page.getByTestId('turn-end').last()).toContainText(words)
      await expect(items(page, 'userMessage')).toContainText('hello')
    } finally {
      await model.close()
    }
  })
}

test('a prompt of 1 MB does not hang the window', async ({ bench }) => {
  bench.remember({ path: bench.folder('p'), trust: 'trusted', source: 'demo' })
  const { page } = await bench.launch()
  await composer(page).fill('word '.repeat(200_000))
  await composer(page).press('Enter')
  await turnEnds(page, 'completed')
})

test('an image that is none is refused and the draft stays', async ({ bench }) => {
  bench.remember({ path: bench.folder('p'), trust: 'trusted', source: 'demo' })
  const { page } = await bench.launch()
  await composer(page).fill('look at this')
  const fake = join(bench.root, 'fake.png')
  writeFileSync(fake, 'not a picture')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach images' }).click()
  await (await chooser).setFiles(fake)
  await expect(page.getByText(/fake\.png/)).toContainText(/not (an image|a picture)|isn.t an image/i)
  await expect(composer(page)).toHaveValue('look at this')
})

test('a bundle that was altered is never started', async ({ bench }) => {
  bench.remember({ path: bench.folder('p'), trust: 'trusted', source: 'demo' })
  chmodSync(bench.userData, 0o700)
  // A file that the manifest doesn't know, beside the program: the app must notice and refuse.
  const { root } = await import('../../scripts/setup/paths.mjs')
  const stray = join(root, 'codex-bin', 'linux-x64', '0.169.0', 'bin', 'stray')
  writeFileSync(stray, '')
  try {
    const { page } = await bench.launch()
    await expect(page.getByTestId('server-banner')).toContainText('not as it was shipped')
  } finally {
    rmSync(stray)
  }
})
