// Gives jsdom just enough layout for virtua's lists: what scrolls is a window high, everything else a row.
import { vi } from 'vitest'

const rowPx = 28

/** Call before rendering. Undone by vi.unstubAllGlobals. */
export function giveListLayout(viewPx = 1000): void {
  class Layout {
    readonly #tell: ResizeObserverCallback
    constructor(tell: ResizeObserverCallback) {
      this.#tell = tell
    }
    observe(target: HTMLElement) {
      const height = target.style.overflowY === 'auto' ? viewPx : rowPx
      const entry = { target, contentRect: { width: 400, height } } as unknown as ResizeObserverEntry
      queueMicrotask(() => this.#tell([entry], this as unknown as ResizeObserver))
    }
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Layout)
  HTMLElement.prototype.scrollTo = function (this: HTMLElement, to?: ScrollToOptions | number) {
    this.scrollTop = typeof to === 'object' ? (to.top ?? 0) : 0
    this.dispatchEvent(new Event('scroll'))
  }
  Object.defineProperty(HTMLElement.prototype, 'offsetParent', {
    configurable: true,
    get(this: HTMLElement) {
      return this.parentNode
    },
  })
}
