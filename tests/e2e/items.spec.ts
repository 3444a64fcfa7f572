// Tool calls and requests of the real Codex in the real window, each answered as a person would; a scripted model asks.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { decide, items, requests, send, turnEnds } from '../support/acts'
import { catchLinks, opened } from '../support/deck'
import { mcpConfig } from '../support/mcp'
import { customToolCall, events, functionCall, reasoning, say, webSearchCall } from '../support/responses-server'
import { expect, sharedStage, test } from '../support/stage'

const stage = sharedStage({
  config: ['request_permissions_tool = true', '[tools.update_plan]', 'enabled = true', mcpConfig()].join('\n'),
  before: ({ path }) => {
    execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: path })
    writeFileSync(join(path, 'changed.txt'), 'new\n')
  },
})

let calls = 0
/** The model calls one of Codex's tools, then says how it went. */
const call = (name: string, args: unknown, namespace?: string): void => {
  calls += 1
  stage().model.queue(events(functionCall(`call_${calls}`, name, args, namespace)), say('All done.'))
}
const escalate = (cmd: string): void =>
  call('exec_command', { cmd, sandbox_permissions: 'require_escalated', justification: 'Because I must.' })
/** What the model was told about its last call. */
const told = (): string => stage().model.requests.at(-1)?.input.at(-1)?.text ?? ''

test('reasoning, a web search and a list of steps are drawn as what they are', async () => {
  const { page, model } = stage()
  const plan = [
    { step: 'Look around', status: 'completed' },
    { step: 'Do the work', status: 'in_progress' },
  ]
  model.queue(
    events(
      ...reasoning('rs_1', '**Thinking** about it'),
      ...webSearchCall('ws_1', 'codex deck'),
      functionCall('plan_1', 'update_plan', { explanation: 'My way', plan }),
    ),
    say('Planned.'),
  )
  await send(page, 'go')
  await turnEnds(page, 'completed')
  await expect(items(page, 'reasoning')).toContainText('Thinking')
  await expect(items(page, 'webSearch')).toContainText('codex deck')
  await expect(page.getByRole('region', { name: 'Plan' })).toContainText('1 of 2')
})

test('a tool of an MCP server is called and its result can be read', async () => {
  const { page } = stage()
  call('add', { a: 2, b: 40 }, 'mcp__deck')
  await send(page, 'add')
  await turnEnds(page, 'completed')
  const item = items(page, 'mcpToolCall')
  await expect(item).toContainText('deck · add')
  await item.getByRole('button').first().click()
  await expect(item).toContainText('42')
})

test('a tool that fails is not drawn as done', async () => {
  const { page } = stage()
  call('fail', {}, 'mcp__deck')
  await send(page, 'fail')
  await turnEnds(page, 'completed')
  await expect(items(page, 'mcpToolCall')).toContainText('failed')
  await expect(items(page, 'mcpToolCall')).toContainText('this tool always fails')
})

test('the form of an MCP server is checked before it is sent, and its answer arrives', async () => {
  const { page } = stage()
  call('greet', {}, 'mcp__deck')
  await send(page, 'greet')
  const card = requests(page)
  await expect(card).toContainText('Who are you?')
  await card.getByRole('button', { name: 'Submit' }).click()
  await expect(card.getByLabel('Name (required)')).toHaveAttribute('aria-invalid', 'true')
  await card.getByLabel('Name (required)').fill('Ada')
  await card.getByLabel('Age').fill('thirty')
  await card.getByRole('button', { name: 'Submit' }).click()
  await expect(card.getByLabel('Age')).toHaveAttribute('aria-invalid', 'true')
  await card.getByLabel('Age').fill('36')
  await card.getByLabel('Newsletter').check()
  await card.getByLabel('Colour').selectOption('green')
  await card.getByRole('button', { name: 'Submit' }).click()
  await turnEnds(page, 'completed')
  expect(told()).toContain('Hello Ada')
})

test('a form can be declined', async () => {
  const { page } = stage()
  call('greet', {}, 'mcp__deck')
  await send(page, 'greet')
  await decide(page, 'Decline')
  await turnEnds(page, 'completed')
  expect(told()).toContain('decline')
})

test('a link of an MCP server names its host, opens outside, and is confirmed by hand', async () => {
  const { app, page } = stage()
  await catchLinks(app)
  call('visit', {}, 'mcp__deck')
  await send(page, 'visit')
  await expect(requests(page).getByTestId('elicitation-host')).toHaveText('example.com')
  await requests(page).getByRole('button', { name: 'Open link' }).click()
  await expect.poll(() => opened(app)).toEqual(['https://example.com/sign-in'])
  await expect(requests(page)).toHaveCount(1)
  await decide(page, 'Done')
  await turnEnds(page, 'completed')
  expect(told()).toContain('accept')
})

test('permissions are granted one by one, and the rest is not', async () => {
  const { page, bench } = stage()
  const write = [join(bench.root, 'granted'), join(bench.root, 'refused')]
  call('request_permissions', { reason: 'I need room.', permissions: { file_system: { write } } })
  await send(page, 'more room')
  await expect(requests(page)).toContainText('I need room.')
  await requests(page)
    .getByRole('checkbox', { name: /refused/ })
    .uncheck()
  await decide(page, 'Grant')
  await turnEnds(page, 'completed')
  expect(told()).toContain(write[0])
  expect(told()).not.toContain(write[1])
})

test('a question takes an option with a note, and another one only words', async () => {
  const { page } = stage()
  const options = [
    { label: 'German', description: 'with ß' },
    { label: 'French', description: 'with ç' },
  ]
  const questions = [
    { id: 'tongue', header: 'Tongue', question: 'Which language?', options },
    {
      id: 'style',
      header: 'Style',
      question: 'Which style?',
      options: [
        { label: 'Plain', description: '' },
        { label: 'Rich', description: '' },
      ],
    },
  ]
  call('request_user_input', { questions })
  await send(page, 'ask me')
  const card = requests(page)
  const answer = card.getByRole('button', { name: 'Send answer' })
  await expect(card.getByText('Which language?')).toBeVisible()
  await expect(answer).toBeDisabled()
  await card.getByRole('radio', { name: /German/ }).check()
  await card.getByRole('textbox').first().fill('Swiss, please')
  await expect(answer).toBeDisabled()
  await card.getByRole('textbox').last().fill('Neither: sober')
  await answer.click()
  await turnEnds(page, 'completed')
  for (const word of ['German', 'Swiss, please', 'Neither: sober']) expect(told()).toContain(word)
})

test('hidden characters of a proposed command are shown before it is approved', async () => {
  const { page, path } = stage()
  escalate('echo safe > hidden.txt # \u202etxt.elif\u202c \u200bzero\u00adwidth')
  await send(page, 'sneak')
  const command = requests(page).getByLabel('Command')
  for (const mark of ['⟦U+202E⟧', '⟦U+202C⟧', '⟦U+200B⟧', '⟦U+00AD⟧']) await expect(command).toContainText(mark)
  await expect(requests(page)).toContainText('Because I must.')
  await expect(requests(page)).toContainText(path)
  await decide(page, 'Decline')
  await turnEnds(page, 'completed')
  expect(existsSync(join(path, 'hidden.txt'))).toBe(false)
})

test('a rule is written only by “Always allow”: once saves nothing, always saves what it says', async () => {
  const { page, home } = stage()
  const rules = join(home, 'rules', 'default.rules')
  escalate('printf ruled')
  await send(page, 'once')
  await expect(requests(page)).toContainText('lets every later command that begins with printf ruled')
  await decide(page, 'Allow once')
  await turnEnds(page, 'completed')
  expect(existsSync(rules)).toBe(false)

  escalate('printf ruled')
  await send(page, 'always')
  await decide(page, 'Always allow printf ruled')
  await expect(page.getByTestId('turn-end')).toHaveCount(2)
  expect(readFileSync(rules, 'utf8')).toContain('["printf", "ruled"]')

  escalate('printf ruled')
  await send(page, 'again')
  await expect(page.getByTestId('turn-end')).toHaveCount(3)
  await expect(requests(page)).toHaveCount(0)
})

test('“Decline and stop” ends the turn', async () => {
  const { page, path } = stage()
  calls += 1
  const patch = '*** Begin Patch\n*** Add File: never.txt\n+never\n*** End Patch\n'
  stage().model.queue(events(customToolCall(`call_${calls}`, 'apply_patch', patch)))
  await send(page, 'edit')
  await decide(page, 'Decline and stop')
  await turnEnds(page, 'interrupted')
  expect(existsSync(join(path, 'never.txt'))).toBe(false)
})

test('in plan mode the proposed plan is an item of its own', async () => {
  const { page, model } = stage()
  model.queue(say('I think so.\n\n<proposed_plan>\n1. Look\n2. Leap\n</proposed_plan>'))
  await page.getByTestId('toggle-plan').click()
  await expect(page.getByTestId('toggle-plan')).toHaveAttribute('aria-pressed', 'true')
  await send(page, 'plan it')
  await turnEnds(page, 'completed')
  await expect(items(page, 'plan')).toContainText('Leap')
  await expect(items(page, 'agentMessage')).not.toContainText('proposed_plan')
})

test('a review is entered and left, and the chat goes on', async () => {
  const { page, model } = stage()
  const verdict = {
    findings: [],
    overall_correctness: 'patch is correct',
    overall_explanation: 'All is well.',
    overall_confidence_score: 1,
  }
  model.queue(say('hello'), say(JSON.stringify(verdict)), say('onwards'))
  await send(page, 'hello')
  await turnEnds(page, 'completed')
  await send(page, '/review')
  await page.getByTestId('review-dialog').getByRole('button', { name: 'Start review' }).click()
  await expect(items(page, 'enteredReviewMode')).toContainText('Review started')
  await expect(items(page, 'exitedReviewMode')).toContainText('All is well.')
  await expect(page.getByTestId('stop')).toBeHidden()
  await send(page, 'go on')
  await expect(items(page, 'agentMessage').last()).toContainText('onwards')
})

test('/compact says that it happened', async () => {
  const { page, model } = stage()
  model.queue(say('hello'), say('a summary'))
  await send(page, 'hello')
  await turnEnds(page, 'completed')
  await send(page, '/compact')
  await expect(items(page, 'contextCompaction')).toContainText('Conversation compacted')
  await expect(page.getByTestId('stop')).toBeHidden()
})

test('a request of an unknown kind is shown raw and can be refused', async () => {
  const { app, page, model, projectId } = stage()
  model.queue(say('hello'))
  await send(page, 'hello')
  await turnEnds(page, 'completed')
  // No Codex of today asks this: the request is put where main would push it.
  const request = {
    key: 'unknown',
    projectId,
    method: 'future/ask',
    params: { threadId: null, wish: 'a\u202epony' },
    threadId: null,
    itemId: null,
    item: null,
    receivedAtMs: Date.now(),
  }
  await app.evaluate(({ BrowserWindow }, value) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('deck:push', [{ type: 'request-added', request: value }])
  }, request)
  await page.getByRole('button', { name: /^Inbox/ }).click()
  const card = page.getByTestId('inbox').getByTestId('request')
  await expect(card).toContainText('Codex asks: future/ask')
  await expect(card).toContainText('⟦U+202E⟧')
  await expect(card.getByRole('button', { name: /Allow/ })).toHaveCount(0)
  await card.getByRole('button', { name: 'Refuse' }).click()
  // Main knows of no such request, and says so.
  await expect(card.getByRole('alert')).toContainText('The answer was not taken')
  await page.getByRole('button', { name: /^Inbox/ }).click()
})
