// Why an entry below a root was not touched. The system's own errors (no space, no permission) pass beside it as they are.

export type RootedTrouble =
  /** The path leads over a symbolic link. */
  | 'beyond-link'
  /** The entry isn't what the caller saw. */
  | 'changed'
  /** A folder above was moved or replaced meanwhile. */
  | 'moved'

export class RootedError extends Error {
  readonly trouble: RootedTrouble

  constructor(trouble: RootedTrouble, message: string) {
    super(message)
    this.name = 'RootedError'
    this.trouble = trouble
  }
}
