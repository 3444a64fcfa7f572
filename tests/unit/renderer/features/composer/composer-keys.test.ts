// Which key does what. Input methods own every key while they compose.
import { describe, expect, it } from 'vitest'
import { keyAct, type FieldState, type KeyPress } from '../../../../../renderer/features/composer/composer-keys'

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...part,
})
const field = (part: Partial<FieldState> = {}): FieldState => ({
  running: false,
  empty: false,
  options: false,
  popup: false,
  atStart: false,
  atEnd: false,
  fromHistory: false,
  ...part,
})

describe('Enter', () => {
  it('sends, with Ctrl or Cmd too', () => {
    expect(keyAct(press('Enter'), field())).toBe('send')
    expect(keyAct(press('Enter', { ctrlKey: true }), field())).toBe('send')
    expect(keyAct(press('Enter', { metaKey: true }), field())).toBe('send')
  })

  it('with Shift makes a new line', () => {
    expect(keyAct(press('Enter', { shiftKey: true }), field())).toBeNull()
  })

  it('steers while a turn runs, and queues with Ctrl and Shift', () => {
    expect(keyAct(press('Enter'), field({ running: true }))).toBe('steer')
    expect(keyAct(press('Enter', { ctrlKey: true, shiftKey: true }), field({ running: true }))).toBe('queue')
  })

  it('belongs to the input method while it composes', () => {
    expect(keyAct(press('Enter', { isComposing: true }), field())).toBeNull()
    expect(keyAct(press('Enter', { keyCode: 229 }), field())).toBeNull()
  })

  it('takes the option of an open list', () => {
    expect(keyAct(press('Enter'), field({ popup: true, options: true }))).toBe('option-accept')
  })

  it('sends when an open list holds nothing', () => {
    expect(keyAct(press('Enter'), field({ popup: true }))).toBe('send')
  })
})

describe('Tab', () => {
  it('queues a message while a turn runs', () => {
    expect(keyAct(press('Tab'), field({ running: true }))).toBe('queue')
  })

  it('leaves the field otherwise, and always backwards', () => {
    expect(keyAct(press('Tab'), field())).toBeNull()
    expect(keyAct(press('Tab'), field({ running: true, empty: true }))).toBeNull()
    expect(keyAct(press('Tab', { shiftKey: true }), field({ running: true }))).toBeNull()
  })
})

describe('Escape', () => {
  it('closes a list and does nothing else', () => {
    expect(keyAct(press('Escape'), field({ popup: true, running: true }))).toBe('popup-close')
    expect(keyAct(press('Escape'), field({ running: true }))).toBeNull()
  })
})

describe('the arrows', () => {
  it('walk the history only where the caret cannot go further', () => {
    expect(keyAct(press('ArrowUp'), field({ atStart: true }))).toBe('history-back')
    expect(keyAct(press('ArrowUp'), field({ empty: true }))).toBe('history-back')
    expect(keyAct(press('ArrowUp'), field({ atEnd: true }))).toBeNull()
    expect(keyAct(press('ArrowUp'), field({ atEnd: true, fromHistory: true }))).toBe('history-back')
    expect(keyAct(press('ArrowDown'), field({ atEnd: true, fromHistory: true }))).toBe('history-forward')
    expect(keyAct(press('ArrowDown'), field({ atEnd: true }))).toBeNull()
  })

  it('move through an open list', () => {
    const open = field({ popup: true, options: true, atStart: true })
    expect(keyAct(press('ArrowUp'), open)).toBe('option-previous')
    expect(keyAct(press('ArrowDown'), open)).toBe('option-next')
  })

  it('select text with Shift', () => {
    expect(keyAct(press('ArrowUp', { shiftKey: true }), field({ empty: true }))).toBeNull()
  })
})

describe('Ctrl+.', () => {
  it('stops a running turn', () => {
    expect(keyAct(press('.', { ctrlKey: true }), field({ running: true }))).toBe('stop')
    expect(keyAct(press('.', { ctrlKey: true }), field())).toBeNull()
    expect(keyAct(press('.'), field({ running: true }))).toBeNull()
  })
})
