import { describe, expect, it } from 'vitest'
import { isReply, keyringTrouble } from '../../../../main/secrets/keyring-trouble'

describe('what a keyring’s error means', () => {
  // As @napi-rs/keyring 2.1.2 said them.
  it.each([
    ["Couldn't access platform storage: Secret Service: unlock prompt was dismissed", 'locked'],
    ["Couldn't access platform storage: Secret Service: no result found", 'none'],
    ['Platform failure: DBus error: Failed to connect to socket /nonexistent: No such file or directory', 'none'],
    ['Platform failure: DBus error: Did not receive a reply. Possible causes include: …', 'none'],
    ['Platform failure: DBus error: Using X11 for dbus-daemon autolaunch was disabled at compile time', 'none'],
    ['Password data is not valid UTF-8', 'entry'],
    ['something nobody has seen', 'none'],
  ])('%s', (message, kind) => {
    expect(keyringTrouble(message)).toMatchObject({ kind, detail: message })
  })

  it('knows a service that answers from one that isn’t there', () => {
    expect(keyringTrouble('Secret Service: no result found').reached).toBe(true)
    expect(keyringTrouble('Failed to connect to socket').reached).toBe(false)
  })

  it('shortens the keyring’s words and keeps keys out of them', () => {
    const { detail } = keyringTrouble(`refused sk-abcdefgh12345678 ${'x'.repeat(1000)}`)
    expect(detail).not.toContain('sk-abcdefgh')
    expect(detail?.length).toBe(400)
  })
})

it.each([
  null,
  'text',
  {},
  { id: '1', ok: true, value: null },
  { id: 1, ok: true },
  { id: 1, ok: true, value: 7 },
  { id: 1, ok: false },
  { id: 1, ok: 'yes', value: null },
])('%j is no reply', (value) => {
  expect(isReply(value)).toBe(false)
})
