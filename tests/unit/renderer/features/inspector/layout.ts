// Gives jsdom just enough layout for a virtual list: every watched element says once how high it is.
import { vi } from 'vitest'

const viewportHeight = 1000
const lineHeight = 24

export function giveLayout(): void {
  class Layout {
    readonly #tell: ResizeObserverCallback
    constructor(tell: ResizeObserverCallback) {
      this.#tell = tell
    }
    observe(target: Element) {
      const scrolls = target.getAttribute('tabindex') === '0'
      const contentRect = { width: 400, height: scrolls ? viewportHeight : lineHeight } as DOMRectReadOnly
      const entry = { target, contentRect } as unknown as ResizeObserverEntry
      queueMicrotask(() => this.#tell([entry], this as unknown as ResizeObserver))
    }
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Layout)
  Object.defineProperty(HTMLElement.prototype, 'offsetParent', {
    configurable: true,
    get(this: HTMLElement) {
      return this.parentNode
    },
  })
}
