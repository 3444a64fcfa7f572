/** What reaches the page: everything that main sends to it, what it answers, and what the page then keeps. */
import type { ElectronApplication, Page } from '@playwright/test'

/** From now on all that main sends to its windows, and its answers to their calls, is kept; `tapped` gives it. */
export async function tapPage(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow, ipcMain }) => {
    // An evaluation may run twice, see deck.ts.
    if (Reflect.has(globalThis, 'tappedByTest')) return
    const tapped: string[] = []
    Reflect.set(globalThis, 'tappedByTest', tapped)
    const keep = (value: unknown): void => void tapped.push(JSON.stringify(value) ?? '')
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents)
      webContents.send = (channel, ...values) => {
        keep(values)
        send(channel, ...values)
      }
    }
    // Electron keeps the handlers of ipcMain.handle in here, and has no public way to stand between.
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers')
    if (!(handlers instanceof Map)) throw new Error('this Electron keeps its IPC handlers elsewhere')
    for (const [channel, handler] of Array.from(handlers))
      handlers.set(channel, async (...call: unknown[]) => {
        const answer: unknown = await handler(...call)
        keep(answer)
        return answer
      })
  })
}

/** All of it as one text. */
export function tapped(app: ElectronApplication): Promise<string> {
  return app.evaluate(() => (Reflect.get(globalThis, 'tappedByTest') as string[]).join('\n')) // as tapPage has put it there
}

/** What the page keeps: its storages and cookies, and the document with what is typed in its fields. As one text. */
export async function keptByPage(app: ElectronApplication, page: Page): Promise<string> {
  const cookies = await app.evaluate(async ({ session }) =>
    JSON.stringify(await session.defaultSession.cookies.get({})),
  )
  const inPage = await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(new Error('the database could not be read')))
      })
    const databases: unknown[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name))
      for (const store of database.objectStoreNames)
        databases.push([name, store, await done(database.transaction(store).objectStore(store).getAll())])
      database.close()
    }
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value)
    const cached = 'caches' in globalThis ? await caches.keys().catch(() => []) : []
    return JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases,
      cached,
      fields,
      cookies: document.cookie,
      document: document.documentElement.outerHTML,
    })
  })
  return `${cookies}\n${inPage}`
}
