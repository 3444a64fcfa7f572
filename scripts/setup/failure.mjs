// The one error of set-up: a message that a person can act on. Anything else that is thrown is a bug of ours.

export class SetupFailure extends Error {
  /**
   * @param {string} message what is wrong and what to do, for a person
   * @param {{cause?: unknown, details?: string}} [more] `details`: the end of a command's output
   */
  constructor(message, { cause, details } = {}) {
    super(details ? `${message}\n${details}` : message, { cause })
    this.name = 'SetupFailure'
  }
}

/** Prints a failure for a person (no stack for ours, a stack for a bug) and sets the exit code. */
export const reportFailure = (error) => {
  const ours = error instanceof SetupFailure
  process.stderr.write(`\n${ours ? `Stopped: ${error.message}` : (error?.stack ?? String(error))}\n`)
  process.exitCode = 1
}
