import { expect, it } from 'vitest'
import { isTrustedFrame } from '../../../../main/ipc/sender'

const isAppPage = (url: string): boolean => url.startsWith('app://deck/')

it('trusts the top frame of the app’s page', () => {
  expect(isTrustedFrame({ url: 'app://deck/index.html', parent: null }, isAppPage)).toBe(true)
})

it.each([
  ['a frame that is gone', null],
  ['another page', { url: 'https://evil.example/', parent: null }],
  ['a frame inside the page', { url: 'app://deck/index.html', parent: {} }],
  ['a host that begins alike', { url: 'app://deck.evil/', parent: null }],
])('refuses %s', (_name, frame) => {
  expect(isTrustedFrame(frame, isAppPage)).toBe(false)
})
