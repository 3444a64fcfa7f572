// The shape of a question that the page can neither draw nor answer. Types only; window/dialogs asks it.

export interface NativeQuestion {
  readonly message: string
  readonly detail: string
  /** The button that agrees, as a verb. The other one is Cancel, and the one that Enter presses. */
  readonly agree: string
}

/** Resolves with whether the person agreed; false where there is no window to ask in. */
export type AskNatively = (question: NativeQuestion) => Promise<boolean>
