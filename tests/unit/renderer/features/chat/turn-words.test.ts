// How a turn ended, in a sentence.
import { describe, expect, it } from 'vitest'
import { endWords, stoppedWords } from '../../../../../renderer/features/chat/turn-words'
import { turnOf } from './sample-turns'

const error = (message: string) => ({
  message,
  codexErrorInfo: null,
  additionalDetails: null,
  misalignment: null,
})
const stopped = (part: object = {}) => turnOf('turn', [], { status: 'interrupted', durationMs: 12_000, ...part })

describe('a stopped turn', () => {
  it('says how long it worked', () => {
    expect(stoppedWords(stopped())).toBe('Stopped after 12 s')
  })

  it('says just that when the time is not known', () => {
    expect(stoppedWords(stopped({ durationMs: null }))).toBe('Stopped')
    expect(stoppedWords(stopped({ durationMs: -1 }))).toBe('Stopped')
  })

  it('says that Codex ended under it, once', () => {
    expect(stoppedWords(stopped({ stoppedBecause: 'out of memory' }))).toBe(
      'Stopped after 12 s. Codex ended while it worked: out of memory',
    )
    expect(stoppedWords(stopped({ stoppedBecause: 'Codex was restarted.' }))).toBe(
      'Stopped after 12 s. Codex was restarted.',
    )
  })

  it('says Codex’s own reason when there is one, but the server’s end outranks it', () => {
    expect(stoppedWords(stopped({ error: error('Too long.') }))).toBe('Stopped after 12 s. Too long.')
    expect(stoppedWords(stopped({ error: error('Too long.'), stoppedBecause: 'killed' }))).not.toContain('Too long')
    expect(stoppedWords(stopped({ error: error('') }))).toBe('Stopped after 12 s')
  })
})

describe('the end of a turn, read aloud', () => {
  it('is told for each way to end, and for none that runs', () => {
    expect(endWords(turnOf('turn'))).toBe('Codex has finished.')
    expect(endWords(stopped())).toBe('Stopped after 12 s')
    expect(endWords(turnOf('turn', [], { status: 'inProgress' }))).toBe('')
  })

  it('of a failed turn says why, with or without an error', () => {
    expect(endWords(turnOf('turn', [], { status: 'failed', error: error('The disk is full.') }))).toBe(
      'The turn failed. The disk is full.',
    )
    expect(endWords(turnOf('turn', [], { status: 'failed' }))).toContain('gave no reason')
  })
})
