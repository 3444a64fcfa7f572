import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HooksSection } from '../../../../../renderer/features/extensions'
import { useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { useHooks } from '../../../../../renderer/stores/config/hooks'
import { useHookRuns } from '../../../../../renderer/stores/config/hooks-runs'
import { project } from '../../stores/samples'
import { freshen } from '../../stores/config/freshen'
import { homeWrite, readAnswer, userLayer } from '../../stores/config/sample-config'
import { fakeDeck, refusal } from '../../stores/fake-deck'

const resets = [freshen(useHooks), freshen(useConfigEdits), freshen(useEffective), freshen(useHookRuns)]
beforeEach(() => {
  for (const reset of resets) reset()
  window.localStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const hook = (more: object = {}) => ({
  key: '/h/hooks.json:stop:0:0',
  eventName: 'stop',
  handlerType: 'command',
  command: 'echo \u202ehi',
  currentHash: 'sha256:1',
  trustStatus: 'untrusted',
  enabled: true,
  source: 'user',
  sourcePath: '/h/hooks.json',
  timeoutSec: 10,
  ...more,
})
const list = (hooks: object[], warnings: string[] = []) => ({ data: [{ hooks, warnings, errors: [] }] })
const show = (answer: unknown, more: Record<string, unknown> = {}) => {
  const deck = fakeDeck({
    'hooks/list': answer,
    'config/read': readAnswer([userLayer({})]),
    'config/types': [],
    'hooks/runs': [],
    'hooks/trust': { state: 'done', write: homeWrite() },
    ...more,
  })
  render(<HooksSection project={project} />)
  return deck
}

describe('the hooks of a project', () => {
  it('are shown with what they run, hidden characters too', async () => {
    show(
      list([hook(), hook({ key: 'b', trustStatus: 'managed', currentHash: '2' })], ['failed to parse /x/hooks.json']),
    )
    const [own, managed] = await screen.findAllByTestId('hook')
    expect(own?.textContent).toContain('When a turn ends')
    expect(own?.textContent).toContain('U+202E')
    expect(own?.textContent).toContain('not trusted')
    expect(screen.getByTestId('hooks').textContent).toContain('failed to parse /x/hooks.json')
    // What an administrator put there is neither trusted nor turned off here.
    expect(within(managed ?? document.body).queryByRole('button', { name: /Trust/ })).toBeNull()
    expect(
      within(managed ?? document.body)
        .getByRole('checkbox')
        .hasAttribute('disabled'),
    ).toBe(true)
  })

  it('are trusted after their words were shown again', async () => {
    const deck = show(list([hook()]))
    fireEvent.click(await screen.findByRole('button', { name: 'Trust…' }))
    expect(deck.of('hooks/trust')).toEqual([])
    const dialog = screen.getByTestId('hook-trust')
    expect(dialog.textContent).toContain('U+202E')
    expect(dialog.textContent).toContain('outside the sandbox')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Trust and run it' }))
    await waitFor(() => expect(deck.of('hooks/trust')).toHaveLength(1))
    await waitFor(() => expect(screen.queryByTestId('hook-trust')).toBeNull())
  })

  it('stay asked about when the person says no natively', async () => {
    show(list([hook()]), { 'hooks/trust': { state: 'declined' } })
    fireEvent.click(await screen.findByRole('button', { name: 'Trust…' }))
    const agree = screen.getByRole('button', { name: 'Trust and run it' })
    fireEvent.click(agree)
    await waitFor(() => expect(agree.getAttribute('aria-busy')).not.toBe('true'))
    expect(screen.getByTestId('hook-trust')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('close the question when the hook becomes another one under it', async () => {
    let now = list([hook()])
    show(() => now)
    fireEvent.click(await screen.findByRole('button', { name: 'Trust…' }))
    now = list([hook({ command: 'rm -rf /', currentHash: 'sha256:2' })])
    await useHooks.getState().load(project.id)
    await waitFor(() => expect(screen.queryByTestId('hook-trust')).toBeNull())
  })

  it('say what changed since they were trusted', async () => {
    let now = list([hook({ command: 'echo one' })])
    show(() => now)
    fireEvent.click(await screen.findByRole('button', { name: 'Trust…' }))
    fireEvent.click(screen.getByRole('button', { name: 'Trust and run it' }))
    await waitFor(() => expect(screen.queryByTestId('hook-trust')).toBeNull())
    now = list([hook({ command: 'echo two', currentHash: 'sha256:2', trustStatus: 'modified' })])
    await useHooks.getState().load(project.id)
    fireEvent.click(await screen.findByRole('button', { name: 'Look at the change…' }))
    const changes = screen.getByTestId('hook-changes').textContent
    expect(changes).toContain('echo one')
    expect(changes).toContain('echo two')
  })

  it('say why they could not be listed, and try again', async () => {
    let answer: unknown = refusal('Codex sleeps.')
    show(() => answer)
    expect((await screen.findByRole('alert')).textContent).toContain('Codex sleeps.')
    answer = list([])
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('No hooks')).toBeTruthy()
  })
})
