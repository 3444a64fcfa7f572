import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import type { RulesFile } from '../../../../../preload/contract/workings'
import { RulesSection } from '../../../../../renderer/features/permissions'
import { useRules } from '../../../../../renderer/stores/config/rules'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { sampleProject } from '../../../../support/sample-project'

beforeEach(() => useRules.setState({ byProject: {} }))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const project: Project = sampleProject({ trust: 'restricted' })
const file = (part: Partial<RulesFile> = {}): RulesFile => ({
  where: 'home',
  name: 'default',
  path: '/h/rules/default.rules',
  counts: true,
  problem: null,
  rules: [
    {
      line: 1,
      text: 'x',
      kind: 'command',
      pattern: ['git', ['push', 'a b']],
      decision: 'allow',
      justification: 'hid\u202eden',
    },
  ],
  ...part,
})
const draw = () => render(<RulesSection project={project} editor={(one) => <p>editing {JSON.stringify(one)}</p>} />)

it('marks what was granted in chats and what does not count, and draws hidden signs', async () => {
  fakeDeck({ 'rules/list': [file(), file({ where: 'project', name: 'team', counts: false })] })
  draw()
  const [own, team] = await screen.findAllByTestId('rules-file')
  if (!own || !team) throw new Error('two files are wanted')
  expect(within(own).getByText('granted in chats')).toBeDefined()
  expect(within(own).getByRole('button', { name: 'Revoke: git push|a b' })).toBeDefined()
  expect(own.textContent).toContain('“a b”')
  expect(own.textContent).not.toContain('\u202e')
  expect(within(team).getByText('does not count')).toBeDefined()
})

it('warns that one broken file takes all rules along, but not of one that doesn’t count', async () => {
  const broken = file({ name: 'mine', problem: { line: 4, column: 2, message: 'invalid decision' }, rules: [] })
  fakeDeck({ 'rules/list': [{ ...broken, counts: false }] })
  const { unmount } = draw()
  expect(await screen.findByText(/invalid decision/)).toBeDefined()
  expect(screen.queryByText(/leaves out all rules/)).toBeNull()
  unmount()
  useRules.setState({ byProject: {} })
  fakeDeck({ 'rules/list': [broken] })
  draw()
  expect(await screen.findByText(/leaves\s+out all rules/)).toBeDefined()
})

it('opens a file as text, and a new one by a free name; a name that is none can’t be opened', async () => {
  fakeDeck({ 'rules/list': [file({ name: 'my' }), file({ name: 'with space' })] })
  draw()
  const buttons = await screen.findAllByRole('button', { name: 'Edit as text' })
  expect(buttons.map((button) => button.hasAttribute('disabled'))).toEqual([false, true])
  fireEvent.click(screen.getByRole('button', { name: 'New file for this project' }))
  expect(await screen.findByText(/"name":"my-2"/)).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Back to the rules' }))
  expect(await screen.findByTestId('rules')).toBeDefined()
})

it('says what a line comes to, which rule it was, and what it was taken for', async () => {
  fakeDeck({
    'rules/list': [],
    'rules/try': ({ command }: Record<string, unknown>) =>
      String(command).startsWith('git')
        ? {
            decision: 'forbidden',
            matches: [
              {
                file: '/h/rules/team.rules',
                where: 'home',
                prefix: ['git'],
                decision: 'forbidden',
                justification: 'never',
              },
            ],
            problems: [],
          }
        : { decision: null, matches: [], problems: [] },
  })
  draw()
  const line = await screen.findByRole('textbox', { name: 'Command line' })
  fireEvent.change(line, { target: { value: 'ls && git push' } })
  fireEvent.click(screen.getByRole('button', { name: 'Try' }))
  const verdict = await screen.findByTestId('rule-verdict')
  expect(verdict.textContent).toContain('It is refused')
  expect(verdict.textContent).toContain('in team.rules: never')
  expect(verdict.textContent).toContain('takes it apart into 2 commands')
  fireEvent.change(line, { target: { value: 'ls > x' } })
  expect(screen.queryByTestId('rule-verdict')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Try' }))
  expect((await screen.findByTestId('rule-verdict')).textContent).toContain('input or output is redirected')
})

it('says why the rules can’t be read', async () => {
  fakeDeck({ 'rules/list': refusal('The folder can’t be opened.') })
  draw()
  expect((await screen.findByRole('alert')).textContent).toBe('The folder can’t be opened.')
})
