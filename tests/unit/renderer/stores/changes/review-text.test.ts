// What a review said is taken apart as Codex writes it, as the model's JSON, or left as prose; whatever it is, nothing is lost.
import { describe, expect, it } from 'vitest'
import { findingKey, readReview } from '../../../../../renderer/stores/changes/review-text'

const text = (...items: string[]) =>
  [`${items.length > 1 ? 'Full review comments' : 'Review comment'}:`, ...items].join('\n\n')

describe('the text of a review', () => {
  it('with one finding', () => {
    const said = `Mostly fine.\n\n${text('- [P1] Off by one — /srv/p/src/a.ts:7-7\n  The loop stops early.\n  \n  See `b`.')}`
    expect(readReview(said)).toEqual({
      state: 'done',
      explanation: 'Mostly fine.',
      verdict: null,
      findings: [
        {
          title: 'Off by one',
          priority: 1,
          path: '/srv/p/src/a.ts',
          from: 7,
          to: 7,
          body: 'The loop stops early.\n\nSee `b`.',
        },
      ],
    })
  })

  it('with several, some without a body or a priority', () => {
    const { findings, explanation } = readReview(
      text('- [P0] One — /a:1-2\n  Body', '- Two — b.ts:3-4', '- [P9] Three — /c d/e.ts:5-6\n  x'),
    )
    expect(explanation).toBe('')
    expect(findings.map(({ title, priority, path, from, to }) => [title, priority, path, from, to])).toEqual([
      ['One', 0, '/a', 1, 2],
      ['Two', null, 'b.ts', 3, 4],
      ['[P9] Three', null, '/c d/e.ts', 5, 6],
    ])
  })

  it('with a dash and numbers in a title, and in a path', () => {
    const { findings } = readReview(
      text('- Use a — not b:1-2 — /srv/x — y.ts:3-4', '- A — B — C:\\p\\q.ts:1-2', '- T — rel.ts:9-9'),
    )
    expect(findings.map(({ title, path }) => [title, path])).toEqual([
      ['Use a — not b:1-2', '/srv/x — y.ts'],
      ['A — B', 'C:\\p\\q.ts'],
      ['T', 'rel.ts'],
    ])
  })

  it('with line breaks in a title, also such that begin like an item', () => {
    const { findings } = readReview(text('- First\nsecond\n- third — /a.ts:1-1\n  body', '- Other — /b.ts:2-2'))
    expect(findings.map(({ title, body }) => [title, body])).toEqual([
      ['First\nsecond\n- third', 'body'],
      ['Other', ''],
    ])
  })

  it('with lines that count from nought or backwards', () => {
    const { findings } = readReview(text('- A — /a:0-0', '- B — /b:9-3', '- C — /c:99999999999999-1'))
    expect(findings.map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [9, 9],
      [99999999999999, 99999999999999],
    ])
  })

  it('whose explanation fakes a finding', () => {
    const fake = 'Look:\n\nReview comment:\n\n- not this'
    const review = readReview(`${fake}\n\n${text('- Real — /a.ts:1-1')}`)
    expect(review.explanation).toBe(fake)
    expect(review.findings.map(({ title }) => title)).toEqual(['Real'])
  })

  it('that looks like findings and holds none stays prose', () => {
    const said = text('- just a list\n- of words')
    expect(readReview(said)).toMatchObject({ explanation: said, findings: [] })
  })

  it('in plain words', () => {
    expect(readReview('All **good**.')).toEqual({
      state: 'done',
      explanation: 'All **good**.',
      verdict: null,
      findings: [],
    })
  })

  it.each(['', '  \n', 'Reviewer failed to output a response.'])('that is none: %j', (said) => {
    expect(readReview(said).state).toBe('failed')
  })

  it('of a megabyte that never becomes a finding is given up in a moment', () => {
    const started = performance.now()
    for (const line of ['- a\n', '- — \n', ' — :1-2\n', '- x — y:1-\n'])
      readReview(text(`- ${line.repeat(1_000_000 / line.length)}`))
    readReview(`{${'{'.repeat(1_000_000)}`)
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})

describe('the JSON of a review', () => {
  const finding = {
    title: '[P2] Title',
    body: 'Body',
    confidence_score: 0.5,
    code_location: { absolute_file_path: '/srv/a.ts', line_range: { start: 2, end: 5 } },
  }
  const whole = {
    findings: [{ ...finding, priority: 1 }],
    overall_correctness: 'patch is incorrect',
    overall_explanation: 'Because.',
    overall_confidence_score: 0.9,
  }

  it.each([
    ['by itself', JSON.stringify(whole)],
    ['in a fence', `Here it is:\n\n\`\`\`json\n${JSON.stringify(whole, null, 2)}\n\`\`\``],
    ['amid prose', `I think ${JSON.stringify(whole)} that is all.`],
  ])('%s', (_, said) => {
    expect(readReview(said)).toEqual({
      state: 'done',
      explanation: 'Because.',
      verdict: 'incorrect',
      findings: [{ title: 'Title', priority: 1, path: '/srv/a.ts', from: 2, to: 5, body: 'Body' }],
    })
  })

  it('without a priority, which Codex would not take apart, takes it from the title', () => {
    for (const priority of [undefined, null, 7, 'high'])
      expect(readReview(JSON.stringify({ findings: [{ ...finding, priority }] })).findings[0]?.priority).toBe(2)
  })

  it('says that the patch is right', () => {
    expect(readReview(JSON.stringify({ findings: [], overall_correctness: 'patch is correct' })).verdict).toBe(
      'correct',
    )
  })

  it('of the wrong kinds does no harm', () => {
    const odd = { findings: [null, 7, { title: 3, code_location: [] }, { body: 'x' }], overall_explanation: {} }
    const { findings, explanation } = readReview(JSON.stringify(odd))
    expect(explanation).toBe('')
    expect(findings).toHaveLength(4)
    expect(findings[0]).toEqual({ title: '', priority: null, path: '', from: 1, to: 1, body: '' })
  })

  it('of something else stays as it is', () => {
    const said = '{"answer": 42}'
    expect(readReview(said)).toMatchObject({ explanation: said, findings: [] })
  })

  it('with a flood of findings shows a bounded number', () => {
    const many = { findings: Array.from({ length: 5_000 }, () => finding) }
    expect(readReview(JSON.stringify(many)).findings).toHaveLength(500)
  })
})

it('a finding is known again by its words, and told from others', () => {
  const [one] = readReview(text('- A — /a:1-1\n  b')).findings
  const [same] = readReview(text('- A — /a:1-1\n  b')).findings
  const [other] = readReview(text('- A — /a:1-2\n  b')).findings
  if (!one || !same || !other) throw new Error('not read')
  expect(findingKey(one)).toBe(findingKey(same))
  expect(findingKey(one)).not.toBe(findingKey(other))
})
