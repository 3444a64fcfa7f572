// Small state kept in localStorage: which project is open, drafts, panel widths. Never anything of Codex's.

/** Reads a kept value; `fallback` when there is none, or it was spoiled, or `accept` refuses it. */
export function readKept<T>(key: string, accept: (value: unknown) => T | null, fallback: T): T {
  try {
    const text = window.localStorage.getItem(`deck.${key}`)
    if (text === null) return fallback
    return accept(JSON.parse(text)) ?? fallback
  } catch {
    // Storage switched off or its text spoiled: the default is a fine answer and there is nothing to tell.
    return fallback
  }
}

/** Keeps a value. A full or missing storage loses it silently: it is comfort, not data. */
export function keep(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(`deck.${key}`, JSON.stringify(value))
  } catch {
    // See above.
  }
}
