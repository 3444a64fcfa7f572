import { expect, it } from 'vitest'
import { StderrTail } from '../../../../../main/codex/process/stderr-tail'

it('gives back what went by while it is little', () => {
  const tail = new StderrTail(100)
  tail.push(Buffer.from('one\ntw'))
  tail.push(Buffer.from('o\n\n'))
  expect(tail.text()).toBe('one\ntwo')
})

it('keeps only the end, from a whole line on', () => {
  const tail = new StderrTail(20)
  for (let line = 0; line < 100; line += 1) tail.push(Buffer.from(`line ${line}\n`))
  expect(tail.text()).toBe('line 98\nline 99')
  expect(tail.totalBytes).toBe(790)
})

it('copes with one piece larger than itself', () => {
  const tail = new StderrTail(10)
  tail.push(Buffer.from(`${'x'.repeat(50)}\nend\n`))
  expect(tail.text()).toBe('end')
})

it('gives no more lines than asked for', () => {
  const tail = new StderrTail()
  tail.push(Buffer.from('a\nb\nc\n'))
  expect(tail.text(2)).toBe('b\nc')
})

it('removes colours and control characters, which have no place in a message', () => {
  const tail = new StderrTail()
  tail.push(Buffer.from('\u001B[2m2026\u001B[0m \u001B[31mERROR\u001B[0m bad\u0007\tthing\r\n'))
  expect(tail.text()).toBe('2026 ERROR bad\tthing')
})
