import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { Splitter } from '../../../../renderer/kit'

afterEach(cleanup)

/** A line whose part is 200 px, between 120 and 210; what it was set to, oldest first. */
function draw(side: 'left' | 'right' | 'above' | 'below') {
  const onChange = vi.fn<(size: number) => void>()
  render(<Splitter label="Size" side={side} value={200} min={120} max={210} initial={180} onChange={onChange} />)
  return { line: screen.getByRole('separator', { name: 'Size' }), sizes: () => onChange.mock.calls.flat() }
}

it.each([
  ['left', 'ArrowRight', 'ArrowLeft'],
  ['right', 'ArrowLeft', 'ArrowRight'],
  ['above', 'ArrowDown', 'ArrowUp'],
  ['below', 'ArrowUp', 'ArrowDown'],
] as const)('the part %s of it grows with %s, within its bounds', (side, larger, smaller) => {
  const { line, sizes } = draw(side)
  for (const key of [larger, smaller, 'Home', 'End', 'a']) fireEvent.keyDown(line, { key })
  fireEvent.doubleClick(line)
  expect(sizes()).toEqual([210, 184, 120, 210, 180])
})

it('keys of the other direction are left to the page', () => {
  const { line, sizes } = draw('below')
  const key = createEvent.keyDown(line, { key: 'ArrowLeft' })
  fireEvent(line, key)
  expect(key.defaultPrevented).toBe(false)
  expect(sizes()).toEqual([])
})

it.each([
  ['left', { clientX: 5, clientY: 70 }, 205],
  ['right', { clientX: 5, clientY: 70 }, 195],
  ['above', { clientX: 70, clientY: 5 }, 205],
  ['below', { clientX: 70, clientY: 5 }, 195],
] as const)('the part %s follows the pointer until it is let go', (side, to, size) => {
  const { line, sizes } = draw(side)
  line.setPointerCapture = () => undefined // jsdom has none
  pointer(line, 'pointerdown', { clientX: 0, clientY: 0 })
  pointer(line, 'pointermove', to)
  fireEvent(line, new Event('lostpointercapture'))
  pointer(line, 'pointermove', { clientX: 9, clientY: 9 })
  expect(sizes()).toEqual([size])
})

it('another button drags nothing', () => {
  const { line, sizes } = draw('left')
  pointer(line, 'pointerdown', { clientX: 0, clientY: 0, button: 2 })
  pointer(line, 'pointermove', { clientX: 5, clientY: 0 })
  expect(sizes()).toEqual([])
})

it('says its direction, its size and its bounds', () => {
  const { line } = draw('below')
  expect(line.getAttribute('aria-orientation')).toBe('horizontal')
  expect(['valuenow', 'valuemin', 'valuemax'].map((name) => line.getAttribute(`aria-${name}`))).toEqual([
    '200',
    '120',
    '210',
  ])
})

/** jsdom knows no PointerEvent. */
function pointer(line: HTMLElement, type: string, at: MouseEventInit) {
  fireEvent(line, new MouseEvent(type, { bubbles: true, cancelable: true, ...at }))
}
