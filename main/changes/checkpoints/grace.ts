// The time that a look at the folder still gets once somebody waits for it.
import { CallError } from '../../app/call-error'

/** In ms. */
export const graceMs = 1500

/** Aborted a while after `soon` is. */
export function afterGrace(soon: AbortSignal): AbortSignal {
  const late = new AbortController()
  const begin = (): void => {
    setTimeout(() => late.abort(tooSlow()), graceMs).unref()
  }
  if (soon.aborted) begin()
  else soon.addEventListener('abort', begin, { once: true })
  return late.signal
}

export function tooSlow(): CallError {
  return new CallError('snapshot-slow', 'Looking through the folder took too long for a snapshot.')
}

/** Whether trying again at once would only take time again. */
export const isTooMuch = (error: unknown): error is CallError =>
  error instanceof CallError && (error.code === 'snapshot-slow' || error.code === 'snapshot-huge')

export function tooMany(): CallError {
  return new CallError('snapshot-huge', 'There are too many new files in this folder for a snapshot.')
}
