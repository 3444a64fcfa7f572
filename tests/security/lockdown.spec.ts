// What the page may not do, tried from inside the page as an injected script would.
import { readFileSync } from 'node:fs'
import { answerFolderDialog, childrenOf, expect, test } from '../support/deck'

test('the page has no Node, no require, no electron and only two functions of the app', async ({ bench }) => {
  const { page } = await bench.launch()
  const powers = await page.evaluate(() => ({
    require: typeof Reflect.get(window, 'require'),
    process: typeof Reflect.get(window, 'process'),
    electron: typeof Reflect.get(window, 'electron'),
    deck: Object.keys(Reflect.get(window, 'deck')).toSorted(),
  }))
  expect(powers).toEqual({
    require: 'undefined',
    process: 'undefined',
    electron: 'undefined',
    deck: ['call', 'onEvents', 'pathOf'],
  })
})

test('the window is sandboxed and isolated', async ({ bench }) => {
  const { app } = await bench.launch()
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const read: unknown = contents && Reflect.get(contents, 'getLastWebPreferences')
    return typeof read === 'function' ? read.call(contents) : null
  })
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
  })
})

test('the page is served from app:// with a policy that allows no inline script and no eval', async ({ bench }) => {
  const { page } = await bench.launch()
  expect(page.url()).toMatch(/^app:\/\/deck\//)
  const policy = await page.evaluate(async () =>
    (await fetch('app://deck/index.html')).headers.get('content-security-policy'),
  )
  expect(policy).toContain("default-src 'none'")
  const scripts = policy?.split(';').find((part) => part.trim().startsWith('script-src'))
  expect(scripts?.trim()).toBe("script-src 'self'")
})

test('injected scripts, eval and remote requests are stopped by the policy', async ({ bench }) => {
  const deck = await bench.launch()
  deck.attacked = true
  const { page } = deck
  const outcome = await page.evaluate(async () => {
    const blocked: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.head.append(script)
    const image = document.createElement('img')
    const imageFailed = new Promise((resolve) => (image.onerror = resolve))
    image.src = 'https://127.0.0.1:9/x.png'
    document.body.append(image)
    const fetched = await fetch('https://127.0.0.1:9/').then(
      () => 'fetched',
      () => 'refused',
    )
    await imageFailed
    let evaluated = 'refused'
    try {
      // The point of the test is that this line throws.
      evaluated = String(Reflect.construct(Function, ['return "ran"'])())
    } catch {
      evaluated = 'refused'
    }
    return { injected: Reflect.get(window, 'injected'), fetched, evaluated, blocked: blocked.toSorted() }
  })
  expect(outcome.injected).toBeUndefined()
  expect(outcome.fetched).toBe('refused')
  expect(outcome.evaluated).toBe('refused')
  expect(outcome.blocked).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'script-src-elem']))
})

test('the page can neither navigate away, open windows nor hold frames of others', async ({ bench }) => {
  const deck = await bench.launch()
  deck.attacked = true
  const { app, page } = deck
  await app.evaluate(({ shell }) => {
    shell.openExternal = (url) => {
      Reflect.set(globalThis, 'opened', [...(Reflect.get(globalThis, 'opened') ?? []), url])
      return Promise.resolve()
    }
  })
  const before = page.url()
  await page.evaluate(() => {
    window.open('https://example.com/ok')
    window.open('file:///etc/passwd')
    window.open('javascript:alert(1)')
    const link = document.createElement('a')
    link.href = 'https://example.com/away'
    document.body.append(link)
    link.click()
    const frame = document.createElement('iframe')
    frame.src = 'https://example.com/frame'
    document.body.append(frame)
  })
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'opened'))).toEqual(['https://example.com/ok'])
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
})

test('no permission is given but writing to the clipboard', async ({ bench }) => {
  const { page } = await bench.launch()
  const states = await page.evaluate(async () => {
    const asked: Record<string, string> = {}
    for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'])
      asked[name] = await navigator.permissions.query({ name: name as PermissionName }).then(
        (status) => status.state,
        () => 'denied',
      )
    return asked
  })
  expect(new Set(Object.values(states))).toEqual(new Set(['denied']))
})

test('the window is painted before any child process is started', async ({ bench }) => {
  const [id] = bench.remember({ path: bench.folder('p'), trust: 'trusted', source: 'demo' })
  expect(id).toBeDefined()
  const { app, page } = await bench.launch()
  const pid = app.process().pid ?? 0
  // first-contentful-paint is on the page's clock; the child's start time on the system's. Both in ms since the epoch.
  const painted = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const done = (entry: PerformanceEntry): void => resolve(performance.timeOrigin + entry.startTime)
        const known = performance.getEntriesByName('first-contentful-paint')[0]
        if (known) return done(known)
        new PerformanceObserver((list) => list.getEntriesByName('first-contentful-paint').forEach(done)).observe({
          type: 'paint',
          buffered: true,
        })
      }),
  )
  await expect.poll(() => childrenOf(pid, 'app-server').length).toBe(1)
  const child = childrenOf(pid, 'app-server')[0] ?? 0
  const ticks = Number(readFileSync(`/proc/${child}/stat`, 'utf8').split(') ')[1]?.split(' ')[19])
  const boot = Number(/^btime (\d+)/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1])
  // Start times have a resolution of 10 ms (a tick) and boot time one of 1 s.
  expect(boot * 1000 + ticks * 10 + 1000).toBeGreaterThan(painted)
})

test('a folder is added through the native dialog only with what the person picked', async ({ bench }) => {
  const { app, page } = await bench.launch()
  await answerFolderDialog(app, bench.folder('picked'))
  const result = await page.evaluate(() => window.deck.call('projects/pick', {}))
  expect(result).toMatchObject({ ok: true, value: { name: 'picked', trust: 'unasked' } })
})
