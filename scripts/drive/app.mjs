// Drives the real app through its window, for the demo and the pictures: by the names and roles that a person (or a
// screen reader) goes by. Knows no scene.
import { _electron } from '@playwright/test'
import { launchOptions } from '../electron.mjs'
import { askAgainOfLostAnswers } from './lost-answers.mjs'

/** Long enough for a slow machine, short enough to tell that something hangs. */
export const patienceMs = 30_000

/** Starts the app on a stage. @returns {Promise<{app: object, page: object, complaints: string[]}>} */
export const openApp = async ({ userData, display, env = {} }) => {
  const app = await _electron.launch({ ...(await launchOptions({ userData, display, env })), timeout: patienceMs })
  askAgainOfLostAnswers(app)
  const page = await app.firstWindow()
  page.setDefaultTimeout(patienceMs)
  const complaints = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.waitForLoadState('domcontentloaded')
  return { app, page, complaints }
}

/** Closes the app as a person does, and makes sure that its process is gone. */
export const closeApp = async ({ app }) => {
  const child = app.process()
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined)
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(timer)
}

/** Answers the next native folder dialogs with this path. */
export const answerFolderDialog = (app, path) =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)

export const button = (within, name) => within.getByRole('button', { name, exact: typeof name === 'string' })

export const composer = (page) => page.getByRole('textbox', { name: 'Message Codex' })

/** Waits until a message can be typed. */
export const untilReady = (page) => page.locator('[data-ready="true"]').first().waitFor()

/** Opens a folder from the welcome page, trusts it and chooses the demo. */
export const openFolder = async ({ app, page }, path, { trust = true } = {}) => {
  await answerFolderDialog(app, path)
  await button(page, 'Open a folder…').click()
  const dialog = page.getByRole('dialog', { name: /^Do you trust/u })
  await button(dialog, trust ? 'Trust this folder' : 'Keep it read-only').click()
  await button(page.getByTestId('choose-source'), 'Offline demo').click()
  await untilReady(page)
}

export const send = async (page, text) => {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** The request card above the composer, not its double in the inbox. */
export const requestCard = (page) => page.getByTestId('request').first()

export const turnEnd = (page) => page.getByTestId('turn-end').last()

/** Waits for either, and says which came: 'request' or 'end'. */
export const nextEvent = async (page, ended) => {
  const request = requestCard(page)
    .waitFor()
    .then(() => 'request')
  const end = page
    .getByTestId('turn-end')
    .nth(ended)
    .waitFor()
    .then(() => 'end')
  request.catch(() => undefined)
  end.catch(() => undefined)
  return Promise.race([request, end])
}
