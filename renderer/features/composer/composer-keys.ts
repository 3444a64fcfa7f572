// Which key does what in the composer. Pure: the field tells how it stands, this answers what to do.

export interface KeyPress {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  /** An input method is composing: every key belongs to it. */
  isComposing: boolean
  keyCode?: number
}

export interface FieldState {
  /** A turn runs. */
  running: boolean
  empty: boolean
  /** A list of files, skills or commands is open and holds something to choose. */
  options: boolean
  /** Such a list is open at all (it may still be searching). */
  popup: boolean
  /** Nothing is selected and the caret stands at the start, or at the end. */
  atStart: boolean
  atEnd: boolean
  /** The text is an entry of the history, unchanged. */
  fromHistory: boolean
}

export type KeyAct =
  | 'send'
  | 'steer'
  | 'queue'
  | 'stop'
  | 'history-back'
  | 'history-forward'
  | 'option-next'
  | 'option-previous'
  | 'option-accept'
  | 'popup-close'

/** The key code that browsers report for keys swallowed by an input method. */
const imeKeyCode = 229

/** What the key does; null leaves it to the browser (typing, new lines, moving the caret, leaving the field). */
export function keyAct(press: KeyPress, field: FieldState): KeyAct | null {
  if (press.isComposing || press.keyCode === imeKeyCode) return null
  const mod = press.ctrlKey || press.metaKey
  switch (press.key) {
    case 'Enter':
      if (press.altKey) return null
      if (mod && press.shiftKey) return field.running ? 'queue' : 'send'
      if (press.shiftKey) return null
      if (field.options && !mod) return 'option-accept'
      return field.running ? 'steer' : 'send'
    case 'Tab':
      if (press.shiftKey || mod || press.altKey) return null
      if (field.options) return 'option-accept'
      return field.running && !field.empty ? 'queue' : null
    case 'Escape':
      return field.popup ? 'popup-close' : null
    case 'ArrowDown':
      if (press.shiftKey || mod || press.altKey) return null
      if (field.options) return 'option-next'
      return field.fromHistory && field.atEnd ? 'history-forward' : null
    case 'ArrowUp':
      if (press.shiftKey || mod || press.altKey) return null
      if (field.options) return 'option-previous'
      return field.empty || field.atStart || (field.fromHistory && field.atEnd) ? 'history-back' : null
    case '.':
      return mod && field.running ? 'stop' : null
    default:
      return null
  }
}
