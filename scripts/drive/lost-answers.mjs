// The inspector of the app's main process loses an answer now and then: it holds the promise of every evaluation weakly, and a
// garbage collection between the call and the next turn of the event loop takes it, most often while the app starts.

const mostLost = 10

/**
 * Makes the app's `evaluate` ask again when its answer was lost. The function has run by then, so it must be one that may run twice.
 * Any other error, and many losses, still reject.
 * @template {{ evaluate: Function }} App
 * @param {App} app an ElectronApplication of Playwright
 */
export function askAgainOfLostAnswers(app) {
  const evaluate = app.evaluate.bind(app)
  Reflect.set(app, 'evaluate', async (...call) => {
    for (let lost = 0; ; lost += 1) {
      try {
        return await evaluate(...call)
      } catch (error) {
        if (lost === mostLost || !String(error).includes('Resulting promise was garbage collected')) throw error
      }
    }
  })
}
