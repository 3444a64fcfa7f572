// The right column over the chat and back.
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Frame } from '../../../../../renderer/features/shell'
import { useUi } from '../../../../../renderer/stores/app/ui'

beforeEach(() => {
  localStorage.clear()
  useUi.setState({ sidebar: true, panel: 'changes', widths: {}, wideChanges: true, focusRequestKey: null })
})
afterEach(cleanup)

function draw(wide: boolean) {
  render(
    <Frame
      sidebar="sidebar"
      rail="rail"
      main={<button>Send</button>}
      panel={<p>changes</p>}
      notices={null}
      wide={wide}
    />,
  )
}
const main = () => screen.getByRole('main', { hidden: true })
const wide = () => useUi.getState().wideChanges

describe('a wide panel', () => {
  it('covers the chat, which keeps its place and takes no focus meanwhile', () => {
    draw(true)
    expect(main().hasAttribute('inert')).toBe(true)
    expect(main().textContent).toBe('Send')
    expect(screen.queryByRole('separator', { name: 'Width of the panel' })).toBeNull()
  })

  it('goes back beside the chat when somebody asks for the composer or for a request', () => {
    draw(true)
    expect(wide()).toBe(true)
    act(() => useUi.getState().focusComposer())
    expect(wide()).toBe(false)
    act(() => useUi.getState().setWideChanges(true))
    act(() => useUi.getState().focusRequest('r'))
    expect(wide()).toBe(false)
  })

  it('is remembered, and not otherwise drawn than before when it is not wide', () => {
    act(() => useUi.getState().setWideChanges(true))
    expect(localStorage.getItem('deck.ui')).toContain('"wideChanges":true')
    draw(false)
    expect(main().hasAttribute('inert')).toBe(false)
    expect(screen.getByRole('separator', { name: 'Width of the panel' })).toBeTruthy()
  })
})
