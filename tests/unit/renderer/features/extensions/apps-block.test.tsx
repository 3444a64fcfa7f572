import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppsBlock } from '../../../../../renderer/features/extensions/apps-block'
import { useApps } from '../../../../../renderer/stores/config/apps'
import { useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { freshen } from '../../stores/config/freshen'
import { homeWrite, projectId, readAnswer, userLayer } from '../../stores/config/sample-config'
import { fakeDeck, refusal } from '../../stores/fake-deck'

const resets = [freshen(useApps), freshen(useConfigEdits), freshen(useEffective)]
beforeEach(() => {
  for (const reset of resets) reset()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const show = (answer: unknown, signedIn = true) => {
  const deck = fakeDeck({
    'app/list': answer,
    'config/read': readAnswer([userLayer({})]),
    'config/types': [],
    'config/write': [homeWrite()],
  })
  render(<AppsBlock projectId={projectId} signedIn={signedIn} />)
  return deck
}

describe('the apps of a project', () => {
  it('say why there are none', async () => {
    show({ data: [] }, false)
    expect(await screen.findByText(/once this project is signed in with ChatGPT/)).toBeTruthy()
    cleanup()
    show({ data: [] })
    expect(await screen.findByText(/This account has none/)).toBeTruthy()
  })

  it('are shown with their state, and turned off', async () => {
    const deck = show({
      data: [
        { id: 'm', name: 'Mail\u202e', isAccessible: true, isEnabled: true },
        { id: 'd', name: 'Drive', installUrl: 'https://chatgpt.com/apps/d', isEnabled: false },
      ],
    })
    const [mail, drive] = await screen.findAllByTestId('app')
    expect(mail?.textContent).toContain('U+202E')
    expect(mail?.textContent).not.toContain('not connected')
    expect(drive?.textContent).toContain('not connected')
    expect(drive?.textContent).toContain('Connect it')
    fireEvent.click(within(mail ?? document.body).getByRole('checkbox'))
    await waitFor(() =>
      expect(deck.of('config/write')).toMatchObject([{ edits: [{ path: ['apps', 'm', 'enabled'], value: false }] }]),
    )
  })

  it('that can’t be listed say why, and are asked for again', async () => {
    let answer: unknown = refusal('failed to list apps')
    show(() => answer)
    expect((await screen.findByRole('alert')).textContent).toContain('failed to list apps')
    answer = { data: [{ id: 'm', name: 'Mail' }] }
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Mail')).toBeTruthy()
  })
})
