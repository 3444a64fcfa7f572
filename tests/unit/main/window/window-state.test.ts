import { describe, expect, it } from 'vitest'
import { fitToScreens } from '../../../../main/window/window-state'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }

describe('the remembered window', () => {
  it('comes back where it was', () => {
    const state = { x: 100, y: 50, width: 1200, height: 800, maximized: false }
    expect(fitToScreens(state, [screen])).toEqual(state)
  })

  it('forgets a place on a screen that is gone', () => {
    expect(fitToScreens({ x: 3000, y: 50, width: 1200, height: 800, maximized: false }, [screen])).toEqual({
      width: 1200,
      height: 800,
      maximized: false,
    })
  })

  it('forgets a place whose title bar is out of reach', () => {
    expect(fitToScreens({ x: 100, y: -500, width: 1200, height: 800, maximized: false }, [screen]).x).toBeUndefined()
  })

  it('shrinks to a smaller screen and stays maximised', () => {
    expect(fitToScreens({ width: 4000, height: 3000, maximized: true }, [screen])).toEqual({
      width: 1920,
      height: 1040,
      maximized: true,
    })
  })
})
