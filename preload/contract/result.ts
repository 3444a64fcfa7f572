// What every call over the border answers with. Errors cross as plain data, in words a person can act on.

/** Why a call failed. `code` is stable and for programs, `message` is for the person, `detail` is what to look at next. */
export interface DeckError {
  code: string
  message: string
  /** Longer technical text (a stderr tail, a server's own words). May hold several lines. Already redacted. */
  detail?: string
}

/** The answer of every call from the renderer. Nothing is thrown across the border. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: DeckError }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const fail = (code: string, message: string, detail?: string): Result<never> => ({
  ok: false,
  error: detail === undefined ? { code, message } : { code, message, detail },
})
