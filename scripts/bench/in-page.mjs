// Functions that run inside the page and measure there, by its own clock. Each is sent over as text: none uses anything of
// this file.

/** Types a query and waits until the search says that it is done, and that was painted. @returns {Promise<{ms: number, hits: string}>} */
export const searchInPage = async (query) => {
  const input = document.querySelector('[data-testid="search-input"]')
  const status = () => document.querySelector('[data-testid="search-status"]')
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()))
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
  const isDone = () => status()?.dataset.state === 'done'
  const begun = performance.now()
  set.call(input, query)
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await new Promise((resolve, reject) => {
    const observer = new MutationObserver(() => {
      if (!isDone()) return
      observer.disconnect()
      resolve()
    })
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-state'],
    })
    setTimeout(() => reject(new Error('The search did not end.')), 30_000)
  })
  // The rows are in the document; they are on the screen once the frame that begins now has been drawn.
  await frame()
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = resolve
    port2.postMessage(null)
  })
  return { ms: performance.now() - begun, hits: status().textContent }
}

/** Presses a button and waits until rows of threads are painted. @returns {Promise<number>} ms */
export const rowsInPage = async (label) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()))
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent === label)
  const begun = performance.now()
  button.click()
  for (;;) {
    await frame()
    if (document.querySelector('[data-testid="thread-row"]')) break
    if (performance.now() - begun > 30_000) throw new Error('No row came.')
  }
  await frame()
  return performance.now() - begun
}

/** Scrolls the sidebar to its end, further pages included. @returns {Promise<{frames: number[], heightPx: number}>} */
export const scrollListInPage = async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const view = document.querySelector('nav[aria-label="Projects and chats"]')
  const frames = []
  let last = await frame()
  for (let still = 0; still < 90;) {
    const before = view.scrollTop
    view.scrollTop += 700
    const now = await frame()
    frames.push(now - last)
    last = now
    still = view.scrollTop === before ? still + 1 : 0
  }
  return { frames, heightPx: view.scrollHeight }
}

/** Presses a row and waits until the words of its last turn are painted. @returns {Promise<number>} ms */
export const openInPage = async ({ threadId, text }) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()))
  const row = document.querySelector(`[data-testid="thread-row"][data-thread-id="${threadId}"]`)
  const begun = performance.now()
  row.click()
  for (;;) {
    await frame()
    const found = [...document.querySelectorAll('[data-item-type="agentMessage"]')].some((one) =>
      one.textContent.includes(text),
    )
    if (found) break
    if (performance.now() - begun > 30_000) throw new Error('The last turn was not drawn.')
  }
  await frame()
  return performance.now() - begun
}

/** Scrolls the transcript to its beginning, older turns included. @returns {Promise<number>} frames */
export const scrollChatInPage = async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()))
  const view = document.querySelector('[data-testid="transcript"]')
  let frames = 0
  for (let still = 0; still < 60; frames += 1) {
    const before = view.scrollTop
    view.scrollTop -= 1500
    await frame()
    still = view.scrollTop === before && before === 0 ? still + 1 : 0
    if (frames > 20_000) throw new Error('The beginning never came.')
  }
  return frames
}
