// Functions that run inside the page and measure there, by its own clock. Each is sent over as text: none uses anything of
// this file.

/**
 * Puts `paintedWhen(isThere, what)` into the page: settles once `isThere()` holds after a change of the document and the frame
 * with that change was drawn. The other functions here await it.
 */
export const installInPage = () => {
  globalThis.paintedWhen = async (isThere, what) => {
    if (!isThere())
      await new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${what} did not come.`)), 30_000)
        const observer = new MutationObserver(() => {
          if (!isThere()) return
          observer.disconnect()
          clearTimeout(late)
          resolve()
        })
        const attributeFilter = ['data-state', 'aria-busy']
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
          attributeFilter,
        })
      })
    // It is in the document; it is on the screen once the frame that begins now has been drawn, and then a message is due.
    await new Promise((resolve) => requestAnimationFrame(() => resolve()))
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = resolve
      port2.postMessage(null)
    })
  }
}

/** Types a query and waits until the search says that it is done. @returns {Promise<{ms: number, hits: string}>} */
export const searchInPage = async (query) => {
  const input = document.querySelector('[data-testid="search-input"]')
  const status = () => document.querySelector('[data-testid="search-status"]')
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
  const begun = performance.now()
  set.call(input, query)
  input.dispatchEvent(new Event('input', { bubbles: true }))
  // What the status says now is of the query before: the first change is ours.
  await new Promise((resolve) => setTimeout(resolve))
  await globalThis.paintedWhen(() => status()?.dataset.state === 'done', 'The end of the search')
  return { ms: performance.now() - begun, hits: status().textContent }
}

/** Presses a button and waits until rows of threads are painted. @returns {Promise<number>} ms */
export const rowsInPage = async (label) => {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent === label)
  const begun = performance.now()
  button.click()
  await globalThis.paintedWhen(() => document.querySelector('[data-testid="thread-row"]') !== null, 'A row')
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
  const row = document.querySelector(`[data-testid="thread-row"][data-thread-id="${threadId}"]`)
  const begun = performance.now()
  row.click()
  const isThere = () =>
    [...document.querySelectorAll('[data-item-type="agentMessage"]')].some((one) => one.textContent.includes(text))
  await globalThis.paintedWhen(isThere, 'The last turn')
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

/**
 * Presses a source of changes in the open chooser and waits until its first file's lines are painted, or that there is nothing.
 * @returns {Promise<number>} ms
 */
export const chooseInPage = async (name) => {
  const rows = () => document.querySelector('[data-testid="diff-list"] .dv-row .dv-text')
  const option = [...document.querySelectorAll('[role="menuitemradio"]')].find((one) =>
    one.textContent.startsWith(name),
  )
  const before = rows()
  const begun = performance.now()
  option.click()
  const isThere = () =>
    name === 'Staged'
      ? document.querySelector('[data-testid="changes"]').textContent.includes('Nothing staged')
      : rows() !== null && rows() !== before
  await globalThis.paintedWhen(isThere, `The changes of “${name}”`)
  return performance.now() - begun
}

/** Scrolls the changes to their end. @returns {Promise<{frames: number[], heightPx: number}>} */
export const scrollDiffInPage = async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const view = document.querySelector('[data-testid="diff-list"] .dv-scroll')
  const frames = []
  let last = await frame()
  for (let still = 0; still < 30;) {
    const before = view.scrollTop
    view.scrollTop += 400
    const now = await frame()
    frames.push(now - last)
    last = now
    still = view.scrollTop === before ? still + 1 : 0
  }
  return { frames, heightPx: view.scrollHeight }
}

/**
 * Presses the switch of a row and waits until the row shows that what was pressed is in effect: it is busy until then.
 * @returns {Promise<{ms: number, paintedMs: number}>} until the row says so, and until that is painted
 */
export const toggleInPage = async ({ row: selector, on, state }) => {
  const row = () => document.querySelector(selector)
  const isThere = () => {
    const now = row()
    if (now === null || now.getAttribute('aria-busy') === 'true') return false
    if (state !== undefined && now.dataset.state !== state) return false
    return now.querySelector('[role="switch"]').getAttribute('aria-checked') === String(on)
  }
  const begun = performance.now()
  const said = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!isThere()) return
      observer.disconnect()
      resolve(performance.now() - begun)
    })
    observer.observe(document.body, { subtree: true, childList: true, attributes: true })
  })
  row().querySelector('[role="switch"]').click()
  const ms = await said
  await globalThis.paintedWhen(isThere, `The switch of ${selector}`)
  return { ms, paintedMs: performance.now() - begun }
}

/** Opens a section of the settings and waits until its rows are painted and its field takes words. @returns {Promise<number>} ms */
export const sectionInPage = async ({ name, rows, field }) => {
  const settings = document.querySelector('[data-testid="settings"]')
  const button = [...settings.querySelectorAll('button')].find((one) => one.textContent === name)
  const begun = performance.now()
  button.click()
  const isThere = () =>
    document.querySelectorAll(rows).length > 5 && document.querySelector(field)?.matches(':enabled') === true
  await globalThis.paintedWhen(isThere, `The section “${name}”`)
  return performance.now() - begun
}

/** Types into a field and waits until the rows that are left are painted. @returns {Promise<number>} ms */
export const filterInPage = async ({ field, words, rows }) => {
  const input = document.querySelector(field)
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
  const begun = performance.now()
  set.call(input, words)
  input.dispatchEvent(new Event('input', { bubbles: true }))
  const isThere = () => {
    const shown = [...document.querySelectorAll(rows)]
    return shown.length > 0 && shown.every((one) => one.textContent.includes(words))
  }
  await globalThis.paintedWhen(isThere, `The keys with “${words}”`)
  return performance.now() - begun
}
