// A call that can't be carried out, with words for the person. Thrown by handlers, answered as a Result by the router.

export class CallError extends Error {
  readonly code: string
  readonly detail: string | undefined

  constructor(code: string, message: string, detail?: string) {
    super(message)
    this.code = code
    this.detail = detail
  }
}
