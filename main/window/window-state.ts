// Where the window was: kept over restarts, and brought back onto a screen that still exists.
import { z } from 'zod'

export const windowStateSchema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(320).max(20_000),
  height: z.number().int().min(240).max(20_000),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

export const defaultWindowState: WindowState = { width: 1280, height: 840, maximized: false }

/** The state fitted to the screens' work areas: too large is shrunk, a place on no screen is forgotten. All in DIP. */
export function fitToScreens(state: WindowState, screens: readonly Area[]): WindowState {
  const { x, y } = state
  // A strip of the title bar must be reachable, or the window can't be moved back by hand.
  const home = screens.find(
    (area) =>
      x !== undefined &&
      y !== undefined &&
      x + state.width - 64 > area.x &&
      x + 64 < area.x + area.width &&
      y >= area.y - 8 &&
      y + 32 < area.y + area.height,
  )
  const area = home ?? screens[0]
  const width = area ? Math.min(state.width, area.width) : state.width
  const height = area ? Math.min(state.height, area.height) : state.height
  return home ? { ...state, width, height } : { width, height, maximized: state.maximized }
}
