// How the app calls a person who looks elsewhere: a badge, and a notification that leads to the very request.
import type { ElectronApplication } from '@playwright/test'
import { composer, projectRow, requests, send } from '../support/acts'
import { expect, test, type Bench, type Deck } from '../support/deck'

/** Two projects; notifications and badges are kept for the test in place of being shown. */
async function open(bench: Bench, focused: boolean): Promise<Deck> {
  const paths = ['first', 'second'].map((name) => bench.folder(name))
  bench.remember(...paths.map((path) => ({ path, trust: 'trusted', source: 'demo' })))
  const deck = await bench.launch()
  await expect(composer(deck.page)).toBeEnabled()
  await deck.app.evaluate(({ app, BrowserWindow, Notification }, isFocused) => {
    const shown: unknown[] = []
    const closed: unknown[] = []
    Reflect.set(globalThis, 'attention', { shown, closed, badge: 0, cameForward: false })
    const kept: object = Reflect.get(globalThis, 'attention')
    app.setBadgeCount = (count = 0) => Reflect.set(kept, 'badge', count)
    Notification.isSupported = () => true
    Notification.prototype.show = function show() {
      shown.push(this)
    }
    Notification.prototype.close = function close() {
      closed.push(this)
    }
    const window = BrowserWindow.getAllWindows()[0]
    if (!window) return
    window.isFocused = () => isFocused
    window.focus = () => Reflect.set(kept, 'cameForward', true)
  }, focused)
  return deck
}

interface Attention {
  badge: number
  cameForward: boolean
  shown: { title: string; body: string }[]
  closed: number
}
const attention = (app: ElectronApplication): Promise<Attention> =>
  app.evaluate(() => {
    const { badge, cameForward, shown, closed } = Reflect.get(globalThis, 'attention')
    const read = (one: object) => ({ title: Reflect.get(one, 'title'), body: Reflect.get(one, 'body') })
    return { badge, cameForward, shown: shown.map(read), closed: closed.length }
  })

test('a request that comes while nobody looks raises a notification, which leads to it', async ({ bench }) => {
  const { app, page } = await open(bench, false)
  await send(page, 'run a command')
  await projectRow(page, 'second').locator('[data-nav-row]').click()
  await expect
    .poll(() => attention(app))
    .toMatchObject({ badge: 1, shown: [{ title: 'Codex asks to run a command', body: 'first' }] })
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await expect(requests(page)).toHaveCount(0)

  await app.evaluate(() => Reflect.get(globalThis, 'attention').shown[0].emit('click'))
  await expect(requests(page)).toBeFocused()
  await expect(projectRow(page, 'first')).toHaveAttribute('aria-current', 'true')
  expect(await attention(app)).toMatchObject({ cameForward: true })

  await requests(page).getByRole('button', { name: 'Decline', exact: true }).click()
  await expect.poll(() => attention(app)).toMatchObject({ badge: 0, closed: 1 })
})

test('a request that comes while the person looks only counts in the badge', async ({ bench }) => {
  const { app, page } = await open(bench, true)
  await send(page, 'run a command')
  await expect(requests(page)).toHaveCount(1)
  expect(await attention(app)).toMatchObject({ badge: 1, shown: [] })
})

test('who switched notifications off gets none', async ({ bench }) => {
  const { app, page } = await open(bench, false)
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('radiogroup', { name: 'Notifications' }).getByRole('radio', { name: 'Off' }).click()
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await send(page, 'run a command')
  await expect(requests(page)).toHaveCount(1)
  expect(await attention(app)).toMatchObject({ badge: 1, shown: [] })
})
