// Who may call: the top frame of the app's own page, nobody else. Pure.

interface Frame {
  readonly url: string
  readonly parent: unknown
}

/** Whether a call comes from the top frame of the app's own page. A frame that navigated away is null. */
export function isTrustedFrame(frame: Frame | null, isAppPage: (url: string) => boolean): boolean {
  return frame !== null && frame.parent === null && isAppPage(frame.url)
}
