// Main → page: at most one message a frame. Nothing is sent before the page has asked for its snapshot.
import type { PushEvent } from '@contract/events'
import type { WebContents } from 'electron'
import { pushChannel } from '../../preload/bridge'
import { FrameQueue } from './join'

/** One frame at 60 Hz, in ms. */
const frame = 16
/** A hidden page paints nothing; it is brought up to date this often, in ms. */
const hiddenFrame = 250

export class Push {
  readonly #queue = new FrameQueue()
  #contents: WebContents | undefined
  #live = false
  #timer: NodeJS.Timeout | undefined
  #lastSent = 0
  #hidden = false

  /** Sends to this page from its next snapshot on. */
  attach(contents: WebContents): void {
    this.#contents = contents
    this.#live = false
    contents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#live = false
    })
    contents.on('destroyed', () => {
      if (this.#contents === contents) this.#contents = undefined
    })
  }

  /** The page is about to receive a snapshot: what waits is in it, and what comes now must follow it. */
  start(): void {
    this.#queue.take()
    this.#live = true
  }

  /** Slows down while nobody can see the page. */
  set hidden(hidden: boolean) {
    this.#hidden = hidden
    if (!hidden) this.#flush()
  }

  send(event: PushEvent): void {
    if (!this.#live) return
    this.#queue.add(event)
    if (this.#timer !== undefined) return
    const wait = this.#lastSent + (this.#hidden ? hiddenFrame : frame) - performance.now()
    this.#timer = setTimeout(() => this.#flush(), Math.max(0, wait))
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#queue.length === 0) return
    const events = this.#queue.take()
    this.#lastSent = performance.now()
    if (this.#contents && !this.#contents.isDestroyed()) this.#contents.send(pushChannel, events)
  }
}
