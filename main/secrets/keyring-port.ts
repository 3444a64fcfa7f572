// What is said between the app and the process that talks to the keyring. Types only.

/** Entries are named by `account` and belong to the app; those of Codex (`codex`) are only read. */
export type KeyringAct =
  | { act: 'get'; account: string; codex?: boolean }
  | { act: 'set'; account: string; value: string }
  | { act: 'delete'; account: string }

export type KeyringRequest = KeyringAct & { id: number }

/** `value` is set for `get` only; null when there is no such entry. */
export type KeyringReply = { id: number; ok: true; value: string | null } | { id: number; ok: false; message: string }

/** The process, as seen from the app. It may be hung: nothing but `kill` can be relied on. */
export interface KeyringHost {
  post(request: KeyringRequest): void
  onReply(listener: (reply: unknown) => void): void
  /** The process is gone, for whatever reason. */
  onEnd(listener: () => void): void
  kill(): void
}
