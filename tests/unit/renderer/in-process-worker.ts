// Stands in for the browser's Worker where there is none (jsdom): runs the highlighting worker's own work in this process.
import type { FromWorker, ToWorker } from '../../../renderer/text/highlight-messages'
import { colourText } from '../../../renderer/text/highlight-tokens'

export class InProcessWorker extends EventTarget {
  readonly #stopped = new Set<number>()

  postMessage(message: ToWorker): void {
    if (message.type === 'stop') this.#stopped.add(message.id)
    else void this.#answer(message)
  }

  async #answer({ id, code, language }: Extract<ToWorker, { type: 'colour' }>): Promise<void> {
    const breathe = async () => {
      this.#say({ type: 'going', id })
      await new Promise((resolve) => setTimeout(resolve, 0))
      return !this.#stopped.has(id)
    }
    this.#say({ type: 'done', id, colours: await colourText(code, language, breathe).catch(() => null) })
  }

  #say(data: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }

  terminate(): void {}
}
