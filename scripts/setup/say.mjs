// How set-up talks: one line when a step begins something, one when it ended with the time it took, and nothing
// at all for a step that had nothing to do. Knows no step.

/** Seconds with one decimal, as in "12.3 s". */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

/**
 * @param {{write: (text: string) => void, now?: () => number}} options where lines go, and a clock in milliseconds
 * @returns a teller: `doing` opens a piece of work, `note` adds a line to it, `step` times a step, `end` says the sum
 */
export const createTeller = ({ write, now = () => performance.now() }) => {
  const begun = now()
  let spoke = false
  const line = (text) => {
    spoke = true
    write(`${text}\n`)
  }
  return {
    doing: (text) => line(`• ${text}`),
    note: (text) => line(text.replace(/^/gmu, '  ')),
    /** Runs one step and says how long it took, if it said anything at all. */
    step: async (run) => {
      const start = now()
      const spokeBefore = spoke
      spoke = false
      try {
        return await run()
      } finally {
        if (spoke) line(`  (${seconds(now() - start)})`)
        spoke = spoke || spokeBefore
      }
    },
    end: () => write(`Set-up: ${spoke ? 'done' : 'everything is in place'} (${seconds(now() - begun)})\n`),
  }
}
