// Runs inside the page while the burst streams: notes the length of every frame, when Codex said that the turn was
// complete, and when all of the text was there to read. Serialised into the page, so it uses nothing from outside.

/** Begins to record. Leaves a promise of the result in window.deckRecording. */
export const startRecording = ({ heading, tail }) => {
  const frames = []
  const record = { completedAt: null, completedBy: 'page', textAt: null, startedAt: null }
  let last = null
  const hasText = () => {
    const messages = document.querySelectorAll('[data-testid="item"][data-item-type="agentMessage"]')
    const text = messages[messages.length - 1]?.textContent ?? ''
    // Tails repeat from part to part: only the one after the last heading is the end.
    const shown = text.replace(/\s+/gu, '')
    const at = shown.lastIndexOf(heading)
    return at >= 0 && shown.includes(tail, at)
  }
  const stopListening = window.deck.onEvents((events) => {
    for (const event of events) {
      if (event.type !== 'codex') continue
      const { method, emittedAtMs } = event.notification
      if (method === 'turn/started') record.startedAt = Date.now()
      if (method !== 'turn/completed') continue
      // Codex's own clock where it came along: it counts what waited in a pipe, too.
      record.completedAt = emittedAtMs ?? Date.now()
      record.completedBy = emittedAtMs ? 'codex' : 'page'
    }
  })
  window.deckRecording = new Promise((resolve) => {
    const frame = (now) => {
      if (record.startedAt !== null && last !== null) frames.push(now - last)
      last = now
      if (record.completedAt !== null && hasText()) {
        record.textAt = Date.now()
        stopListening()
        const messages = document.querySelectorAll('[data-testid="item"][data-item-type="agentMessage"]')
        return resolve({ ...record, frames, shownLength: messages[messages.length - 1]?.textContent.length ?? 0 })
      }
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}
