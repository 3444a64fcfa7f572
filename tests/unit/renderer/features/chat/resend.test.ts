// What a turn was asked, ready to be asked again.
import { describe, expect, it } from 'vitest'
import { askedIn } from '../../../../../renderer/features/chat/resend'
import { readItem } from '../../../../../renderer/stores/threads/decode'
import { sampleItems } from './items/sample-items'
import { asked, said, turnOf } from './sample-turns'

function message(...content: unknown[]) {
  const item = readItem({ type: 'userMessage', id: 'm', clientId: null, content })
  if (item === null) throw new Error('a message with an id is kept')
  return turnOf('turn', [item])
}
const text = (words: string) => ({ type: 'text', text: words, text_elements: [] })

describe('what a turn was asked', () => {
  it('is its text with its files and skills', () => {
    expect(askedIn(turnOf('turn', [said('a', 'first'), sampleItems.userMessage]))).toEqual({
      text: 'Make it faster',
      images: [],
      mentions: [{ name: 'parser.ts', path: 'src/parser.ts' }],
      skills: [{ name: 'profiling', path: '/skills/profiling/SKILL.md' }],
    })
  })

  it('is the first message, not what was added while it ran', () => {
    expect(askedIn(turnOf('turn', [asked('a', 'one'), asked('b', 'two')]))?.text).toBe('one')
  })

  it('is nothing where nobody asked', () => {
    expect(askedIn(turnOf('turn', [sampleItems.contextCompaction, said('a', 'x')]))).toBeNull()
    expect(askedIn(turnOf('turn'))).toBeNull()
    expect(askedIn(message(text(' \n')))).toBeNull()
  })

  it('may be pictures alone, which get names', () => {
    const url = 'data:image/png;base64,AAAA'
    expect(askedIn(message({ type: 'image', url }, { type: 'image', url }))).toMatchObject({
      text: '',
      images: [
        { name: 'Image 1', dataUrl: url },
        { name: 'Image 2', dataUrl: url },
      ],
    })
  })

  it('takes no picture from the network or from a file, and survives what is none', () => {
    const parts = [
      { type: 'image', url: 'https://example.org/a.png' },
      { type: 'image', fileId: 'f' },
      { type: 'image', url: null },
      { type: 'image', url: 5 },
      { type: 'localImage', path: '/a.png' },
      { type: 'hologram' },
    ]
    expect(askedIn(message(text('look'), ...parts))).toEqual({ text: 'look', images: [], mentions: [], skills: [] })
  })
})
