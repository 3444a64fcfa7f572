// Whether the window is too narrow for columns side by side.
import { useSyncExternalStore } from 'react'

/** True below the given width in px. */
export function useNarrow(belowPx: number): boolean {
  const query = `(max-width: ${belowPx - 0.02}px)`
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia?.(query)
      media?.addEventListener('change', changed)
      return () => media?.removeEventListener('change', changed)
    },
    () => window.matchMedia?.(query).matches ?? false,
  )
}
