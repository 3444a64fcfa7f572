// What each preset lets Codex do, through its real sandbox, and how full access is asked about.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { choosePreset, composer, decide, items, requests, send, turnEnds } from '../support/acts'
import { customToolCall, events, functionCall, say } from '../support/responses-server'
import { expect, sharedStage, test } from '../support/stage'

const stage = sharedStage()
let calls = 0
/** The model runs a command that writes this file. */
const writes = (file: string): void => {
  calls += 1
  stage().model.queue(events(functionCall(`run_${calls}`, 'exec_command', { cmd: `echo x > '${file}'` })), say('Done.'))
}
/** The model edits this file. */
const edits = (file: string): void => {
  calls += 1
  const patch = `*** Begin Patch\n*** Add File: ${file}\n+x\n*** End Patch\n`
  stage().model.queue(events(customToolCall(`edit_${calls}`, 'apply_patch', patch)), say('Done.'))
}
const inside = (name: string): string => join(stage().path, name)
const outside = (name: string): string => join(stage().bench.root, name)

/** Answers native questions with a button, and keeps what was asked. */
const answerNatively = (button: number): Promise<void> =>
  stage().app.evaluate(({ dialog }, response) => {
    const asked: unknown[] = []
    Reflect.set(globalThis, 'askedNatively', asked)
    Reflect.set(dialog, 'showMessageBox', (_window: unknown, options: unknown) => {
      asked.push(options)
      return Promise.resolve({ response, checkboxChecked: false })
    })
  }, button)
const askedNatively = (): Promise<unknown[]> =>
  stage().app.evaluate(() => [...(Reflect.get(globalThis, 'askedNatively') ?? [])])

test('read only never writes and never asks', async () => {
  const { page } = stage()
  await choosePreset(page, 'Read only')
  writes(inside('read-only-command'))
  await send(page, 'write')
  await turnEnds(page, 'completed')
  edits(inside('read-only-edit'))
  await send(page, 'edit')
  await expect(page.getByTestId('turn-end')).toHaveCount(2)
  await expect(requests(page)).toHaveCount(0)
  expect(existsSync(inside('read-only-command'))).toBe(false)
  expect(existsSync(inside('read-only-edit'))).toBe(false)
})

test('auto writes inside the folder without asking, and outside only when allowed', async () => {
  const { page } = stage()
  await choosePreset(page, 'Auto in folder')
  writes(inside('auto-command'))
  await send(page, 'write inside')
  await turnEnds(page, 'completed')
  expect(existsSync(inside('auto-command'))).toBe(true)

  writes(outside('auto-command'))
  await send(page, 'write outside')
  await expect(page.getByTestId('turn-end')).toHaveCount(2)
  expect(existsSync(outside('auto-command'))).toBe(false)

  edits(outside('auto-edit'))
  await send(page, 'edit outside')
  await decide(page, 'Decline')
  await expect(page.getByTestId('turn-end')).toHaveCount(3)
  expect(existsSync(outside('auto-edit'))).toBe(false)

  edits(outside('auto-edit'))
  await send(page, 'edit outside again')
  await decide(page, 'Allow once')
  await expect.poll(() => existsSync(outside('auto-edit'))).toBe(true)
})

test('full access is asked about natively; Cancel sends nothing and keeps the draft', async () => {
  const { page, model, path } = stage()
  await choosePreset(page, 'Ask')
  await choosePreset(page, 'Full access')
  await page.getByTestId('full-access').getByRole('button', { name: 'Keep asking' }).click()
  await expect(page.getByTestId('picker-preset')).toHaveText('Ask')
  await choosePreset(page, 'Full access')
  await page.getByTestId('full-access').getByRole('button', { name: 'Use full access' }).click()
  await expect(page.getByTestId('picker-preset')).toHaveText('Full access')

  await answerNatively(0)
  const before = model.requests.length
  await send(page, 'do as you please')
  await expect.poll(askedNatively).toHaveLength(1)
  expect((await askedNatively())[0]).toMatchObject({
    message: 'Give Codex full access?',
    detail: expect.stringContaining(path),
    defaultId: 0,
  })
  await expect(composer(page)).toHaveValue('do as you please')
  await expect(page.getByTestId('turn')).toHaveCount(0)
  expect(model.requests).toHaveLength(before)

  await answerNatively(1)
  writes(outside('full-access'))
  await composer(page).press('Enter')
  await turnEnds(page, 'completed')
  expect(existsSync(outside('full-access'))).toBe(true)
  await expect(items(page, 'userMessage')).toHaveCount(1)
})

test('full access that was chosen for one chat is no habit of the next', async () => {
  const { page } = stage()
  await answerNatively(1)
  await choosePreset(page, 'Ask')
  await choosePreset(page, 'Full access')
  await page.getByTestId('full-access').getByRole('button', { name: 'Use full access' }).click()
  await send(page, 'once')
  await turnEnds(page, 'completed')
  await page.getByRole('button', { name: 'New chat', exact: true }).click()
  await expect(page.getByTestId('turn')).toHaveCount(0)
  await expect(page.getByTestId('picker-preset')).not.toHaveText('Full access')
})
