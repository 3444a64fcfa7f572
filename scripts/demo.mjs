// `npm run demo`: the real app through one whole demo turn, with nobody at the keyboard: chat, an approved command, an
// approved edit, the file on disk. Prints the transcript, writes out/demo.png and ends with one JSON line. The exit code
// is 0 only if all of it really happened.
import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { withDisplay } from './display.mjs'
import { setUp } from './setup.mjs'
import { inRoot } from './setup/paths.mjs'
import { reportFailure, SetupFailure } from './setup/failure.mjs'

/** The prompt that the demo's script answers with its whole tour, and the file that the tour writes. */
const prompt = 'Show me what you can do'
const demoFile = 'DEMO.md'

const projectFiles = {
  'README.md': '# Hello\n\nA small project for the demo to look at.\n',
  'src/hello.js': 'export const hello = (name) => `Hello, ${name}!`\n',
}

const exists = (path) =>
  stat(path).then(
    () => true,
    () => false,
  )

const must = (condition, what) => {
  if (!condition) throw new SetupFailure(`The demo did not do what it should: ${what}.`)
}

const say = (text) => process.stdout.write(`${text}\n`)

/** Answers one request card as a person would; tells what was approved. */
const answer = async (drive, page, card) => {
  const method = (await card.getAttribute('data-method')) ?? ''
  if (/requestApproval$/u.test(method)) {
    say(`\n▸ asked: ${(await card.innerText()).replace(/\n+/gu, '\n  ')}`)
    await drive.button(card, 'Allow once').click()
    say('▸ answered: Allow once')
  } else if (/requestUserInput$/u.test(method)) {
    const option = card.getByRole('radio').first()
    await option.check()
    await drive.button(card, 'Send answer').click()
    say('▸ answered a question with its first option')
  } else throw new SetupFailure(`The demo met a request that it does not know: ${method}`)
  await card.waitFor({ state: 'detached' }).catch(() => undefined)
  return method
}

/** Plays the turn to its end. @returns {Promise<string[]>} the methods of the approvals, in order */
const playTurn = async (drive, page, file) => {
  const approved = []
  for (;;) {
    if ((await drive.nextEvent(page, 0)) === 'end') return approved
    const card = drive.requestCard(page)
    const key = await card.getAttribute('data-key')
    if (approved.every((method) => !/fileChange/u.test(method))) {
      must(!(await exists(file)), `${demoFile} was there before its edit was approved`)
    }
    const method = await answer(
      drive,
      page,
      key ? page.locator(`[data-testid="request"][data-key="${key}"]`).first() : card,
    )
    if (/requestApproval$/u.test(method)) approved.push(method)
  }
}

const printTranscript = async (page) => {
  say('\n── transcript')
  for (const item of await page.getByTestId('item').all()) {
    say(`[${await item.getAttribute('data-item-type')}]`)
    say(
      (await item.innerText())
        .trim()
        .replace(/\n{2,}/gu, '\n')
        .replace(/^/gmu, '  '),
    )
  }
  say('──')
}

const playDemo = async (drive, stage, display) => {
  const begun = performance.now()
  const since = () => Math.round(performance.now() - begun)
  const ms = {}
  const folder = await stage.folder('hello-deck', projectFiles)
  const file = join(folder, demoFile)
  const running = await drive.openApp({ userData: stage.userData, display })
  const { page } = running
  try {
    await page.getByTestId('welcome').waitFor()
    ms.window = since()
    await drive.openFolder(running, folder)
    ms.ready = since()
    const mark = await page.getByTestId('demo-mark').first().innerText()
    must(/scripted demo, not AI/u.test(mark), 'it is not marked as a scripted demo')
    await drive.send(page, prompt)
    await page.locator('[data-testid="item"][data-item-type="agentMessage"]').first().waitFor()
    ms.firstWords = since()
    const approved = await playTurn(drive, page, file)
    ms.turn = since()
    await printTranscript(page)
    await page.screenshot({ path: inRoot('out', 'demo.png') })
    const end = await drive.turnEnd(page).innerText()
    must(
      /completed|done|finished/iu.test(end) || (await drive.turnEnd(page).getAttribute('data-status')) === 'completed',
      `the turn ended with "${end}"`,
    )
    must(
      approved.some((method) => /commandExecution/u.test(method)),
      'no command was approved',
    )
    must(
      approved.some((method) => /fileChange/u.test(method)),
      'no edit was approved',
    )
    const fileChanged = (await readFile(file, 'utf8').catch(() => '')).includes('Codex Deck demo')
    must(fileChanged, `${demoFile} is not on disk`)
    must(running.complaints.length === 0, `the page complained: ${running.complaints.join('; ')}`)
    const items = await page.getByTestId('item').count()
    return { ok: true, items, approvals: approved.length, fileChanged, ms: { ...ms, total: since() } }
  } catch (error) {
    await page.screenshot({ path: inRoot('out', 'demo.png') }).catch(() => undefined)
    if (running.complaints.length > 0) say(`The page said: ${running.complaints.join('\n')}`)
    throw error
  } finally {
    await drive.closeApp(running)
  }
}

/** Plays the demo and prints its result; sets the exit code. The app must be built. */
export const demo = async () => {
  // Loaded here, since nothing of node_modules is there before set-up.
  const drive = await import('./drive/app.mjs')
  const { openStage } = await import('./drive/stage.mjs')
  await mkdir(inRoot('out'), { recursive: true })
  const stage = await openStage('demo')
  try {
    const result = await withDisplay((display) => playDemo(drive, stage, display))
    say(JSON.stringify(result))
  } catch (error) {
    reportFailure(error)
    say(JSON.stringify({ ok: false, reason: String(error.message ?? error).split('\n')[0] }))
  } finally {
    await stage.remove()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setUp().then(demo).catch(reportFailure)
}
