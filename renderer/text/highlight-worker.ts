// The worker that colours code, so that the page's thread never does. One text at a time; a message every few ms says that it
// still moves, for the page ends a worker that doesn't (a regular expression can't be stopped from within).
import type { FromWorker, ToWorker } from './highlight-messages'
import { colourText } from './highlight-tokens'

const stopped = new Set<number>()

/** Lets messages in. A channel, because timers wait at least 4 ms. */
const turn = new MessageChannel()
const nextTurn = () =>
  new Promise<void>((resolve) => {
    turn.port1.addEventListener('message', () => resolve(), { once: true })
    turn.port2.postMessage(null)
  })
turn.port1.start()

const say = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer })

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'stop') stopped.add(data.id)
  else void answer(data)
})

async function answer({ id, code, language }: Extract<ToWorker, { type: 'colour' }>): Promise<void> {
  const breathe = async () => {
    say({ type: 'going', id })
    await nextTurn()
    return !stopped.has(id)
  }
  const colours = await colourText(code, language, breathe).catch(() => null)
  stopped.delete(id)
  say(
    { type: 'done', id, colours },
    colours === null ? [] : [colours.starts.buffer, colours.ends.buffer, colours.looks.buffer],
  )
}
