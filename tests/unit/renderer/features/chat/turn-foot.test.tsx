// How a turn stands: running, done, stopped, failed. None of these is ever drawn as another.
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { TurnFoot } from '../../../../../renderer/features/chat/turn-foot'
import { useComposer } from '../../../../../renderer/stores/composer/composer'
import type { TurnState } from '../../../../../renderer/stores/threads/model'
import { sampleItems } from './items/sample-items'

afterEach(cleanup)

const turn = (part: Partial<TurnState>): TurnState => ({
  id: 'turn',
  status: 'completed',
  error: null,
  startedAtMs: Date.now(),
  durationMs: 12_000,
  items: [sampleItems.userMessage],
  live: new Set(),
  retry: null,
  plan: null,
  diff: null,
  ...part,
})

function draw(part: Partial<TurnState>, { last = true, waiting = false } = {}) {
  render(
    <TurnFoot
      turn={turn(part)}
      last={last}
      projectId="p"
      threadId="t"
      root="/srv/app"
      waiting={waiting}
      aside={false}
    />,
  )
  return screen.getByTestId('turn')
}

describe('the foot of a turn', () => {
  it('counts the time while it runs, and has no end yet', () => {
    expect(draw({ status: 'inProgress' }).textContent).toMatch(/Working….*0:0/)
    expect(screen.queryByTestId('turn-end')).toBeNull()
  })

  it('says that it waits for the person', () => {
    expect(draw({ status: 'inProgress' }, { waiting: true }).textContent).toMatch(/Waiting for your answer/)
  })

  it('shows a retry under way', () => {
    expect(draw({ status: 'inProgress', retry: 'Reconnecting... 2/5' }).textContent).toContain('Reconnecting... 2/5')
  })

  it('of a completed turn tells its duration and what changed', () => {
    const drawn = draw({ items: [sampleItems.fileChange] })
    expect(screen.getByTestId('turn-end').textContent).toBe('Completed in 12 s')
    expect(drawn.textContent).toMatch(/1 file changed.*\+1.*−1/)
  })

  it('of a stopped turn says Stopped and offers to go on', () => {
    draw({ status: 'interrupted' })
    expect(screen.getByTestId('turn-end').textContent).toMatch(/^Stopped after 12 s/)
    expect(screen.getByRole('button', { name: 'Retry' })).toBeTruthy()
  })

  it('of a turn that ended with the server says so', () => {
    draw({ status: 'interrupted', stoppedBecause: 'The server was killed.' })
    expect(screen.getByTestId('turn-end').textContent).toMatch(/Codex ended while it worked: The server was killed\./)
  })

  it('of a failed turn explains the error and offers the act that helps', () => {
    const error = {
      message: 'token expired',
      codexErrorInfo: 'unauthorized' as const,
      additionalDetails: 'request 7',
      misalignment: null,
    }
    const drawn = draw({ status: 'failed', error })
    expect(drawn.textContent).toMatch(/Failed after 12 s.*The login was refused/)
    expect(screen.getByRole('button', { name: 'Sign in again' })).toBeTruthy()
    expect(drawn.textContent).not.toContain('request 7')
    fireEvent.click(screen.getByRole('button', { name: 'Details' }))
    expect(drawn.textContent).toContain('request 7')
  })

  it('offers Retry on the newest turn only', () => {
    draw({ status: 'failed' }, { last: false })
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull()
  })

  it('puts the message back into the composer', () => {
    draw({ status: 'failed' })
    fireEvent.click(screen.getByRole('button', { name: 'Edit and send' }))
    expect(useComposer.getState().drafts['t']?.text).toBe('Make it faster')
  })
})
