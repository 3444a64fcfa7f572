// @vitest-environment jsdom
// Comments wait per chat, outlive a start, keep half-written words, and are gone only once Codex has them.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { acceptKept } from '../../../../../renderer/stores/changes/comments-kept'
import type { CommentPlace } from '../../../../../renderer/stores/changes/code-comment'
import { mostComments, textKey, useComments, waitingOf } from '../../../../../renderer/stores/changes/comments'
import { useNotices } from '../../../../../renderer/stores/app/notices'

const chat = 'thread-1'
const place: CommentPlace = {
  path: 'src/a.ts',
  side: 'new',
  from: 3,
  to: 4,
  quote: ['one', 'two\r'],
  sourceKey: '{"kind":"unstaged"}',
  source: 'Unstaged changes',
}
const store = () => useComments.getState()
const comments = (of = chat) => store().byChat[of] ?? []
const write = (words: string, at: CommentPlace = place, of = chat) => {
  store().write(of, at)
  store().setText(of, words)
  return store().save(of)
}

beforeEach(() => {
  useComments.setState({ byChat: {}, writing: {}, texts: {}, sending: new Set() })
  useNotices.setState({ notices: [] })
  window.localStorage.clear()
})

describe('writing a comment', () => {
  it('takes the words with the lines and what stands there', () => {
    expect(write('  Why? ').ok).toBe(true)
    expect(comments()).toMatchObject([{ words: 'Why?', from: 3, to: 4, quote: ['one', 'two'], outdated: false }])
    expect(store().writing[chat]).toBeNull()
    expect(store().texts).toEqual({})
  })

  it('left with Escape keeps the words for the next time, at this place alone', () => {
    store().write(chat, place)
    store().setText(chat, 'half a th')
    store().close(chat)
    expect(comments()).toEqual([])
    store().write(chat, { ...place, from: 9, to: 9 })
    expect(store().texts[textKey(chat, { place: { ...place, from: 9, to: 9 }, editing: null })]).toBeUndefined()
    store().write(chat, place)
    expect(store().texts[textKey(chat, { place, editing: null })]).toBe('half a th')
  })

  it('with nothing but spaces makes none', () => {
    expect(write(' \n ').ok).toBe(true)
    expect(comments()).toEqual([])
  })

  it('changes one in place, and cancelled leaves it as it was', () => {
    write('first')
    const [{ id = '' } = {}] = comments()
    store().edit(chat, id)
    store().setText(chat, 'second')
    store().close(chat)
    expect(comments()[0]?.words).toBe('first')
    store().edit(chat, id)
    expect(store().save(chat).ok).toBe(true)
    expect(comments()).toMatchObject([{ id, words: 'second' }])
  })

  it('over one that was sent meanwhile makes a new one, so that no words are lost', () => {
    write('first')
    const [{ id = '' } = {}] = comments()
    store().edit(chat, id)
    store().setText(chat, 'and more')
    store().sent(chat, [id])
    store().save(chat)
    expect(comments()).toMatchObject([{ words: 'and more' }])
    expect(comments()[0]?.id).not.toBe(id)
  })

  it('refuses what there is no room for, and keeps the words', () => {
    for (let number = 0; number < mostComments; number += 1) write(`${number}`)
    const result = write('one too many')
    expect(result).toMatchObject({ ok: false, error: { code: 'comments.many' } })
    expect(Object.values(store().texts)).toEqual(['one too many'])
    const large = { ...place, quote: Array.from({ length: 60 }, () => 'x'.repeat(5_000)) }
    let refused = false
    for (let number = 0; number < 200 && !refused; number += 1)
      refused = !write('w'.repeat(10_000), large, `t${number}`).ok
    expect(refused).toBe(true)
    expect(JSON.stringify(store().byChat).length).toBeLessThan(2_500_000)
  })
})

describe('a comment', () => {
  it('that is deleted comes back in its place by Undo', () => {
    for (const words of ['a', 'b', 'c']) write(words)
    store().remove(chat, comments()[1]?.id ?? '')
    expect(comments().map(({ words }) => words)).toEqual(['a', 'c'])
    useNotices.getState().notices[0]?.action?.run()
    expect(comments().map(({ words }) => words)).toEqual(['a', 'b', 'c'])
    useNotices.getState().notices[0]?.action?.run()
    expect(comments()).toHaveLength(3)
  })

  it('says where its code was found, or that it is gone, and can come back', () => {
    write('a')
    const [{ id = '' } = {}] = comments()
    store().placed(chat, id, { from: 10, to: 11 })
    expect(comments()[0]).toMatchObject({ from: 10, to: 11, outdated: false })
    store().placed(chat, id, null)
    expect(comments()[0]).toMatchObject({ from: 10, outdated: true, quote: ['one', 'two'] })
    const before = comments()
    store().placed(chat, id, null)
    expect(comments()).toBe(before)
    store().placed(chat, id, { from: 10, to: 11 })
    expect(comments()[0]?.outdated).toBe(false)
  })

  it('on its way to Codex waits no more, and waits again when it was not taken', () => {
    write('a')
    const ids = store()
      .hold(chat)
      .map(({ id }) => id)
    write('b')
    expect(waitingOf(store(), chat).map(({ words }) => words)).toEqual(['b'])
    expect(store().hold(chat)).toHaveLength(1)
    store().release(ids)
    expect(waitingOf(store(), chat).map(({ words }) => words)).toEqual(['a'])
    store().sent(chat, ids)
    expect(comments().map(({ words }) => words)).toEqual(['b'])
  })

  it('goes along when a new chat gets its id, with the one that is being written', () => {
    write('a', place, 'new:p')
    store().write('new:p', place)
    store().setText('new:p', 'half')
    store().adopt('new:p', chat)
    expect(comments('new:p')).toEqual([])
    expect(comments()).toHaveLength(1)
    expect(store().texts).toEqual({ [textKey(chat, { place, editing: null })]: 'half' })
    expect(store().writing[chat]).not.toBeNull()
  })

  it('goes with its chat', () => {
    write('a')
    store().write(chat, place)
    store().setText(chat, 'half')
    write('other', place, 'thread-12')
    store().write('thread-12', place)
    store().setText('thread-12', 'kept')
    store().drop(chat)
    expect(comments()).toEqual([])
    expect(comments('thread-12')).toHaveLength(1)
    expect(Object.values(store().texts)).toEqual(['kept'])
  })
})

describe('what is kept', () => {
  it('is written as the page goes, and read back', async () => {
    write('a')
    store().write(chat, place)
    store().setText(chat, 'half')
    window.dispatchEvent(new Event('pagehide'))
    vi.resetModules()
    const again = await import('../../../../../renderer/stores/changes/comments')
    expect(again.useComments.getState().byChat[chat]).toMatchObject([{ words: 'a', from: 3 }])
    expect(Object.values(again.useComments.getState().texts)).toEqual(['half'])
  })

  it('lets nothing in that is no comment', () => {
    const good = { ...place, id: 'x', words: 'w', outdated: false, writtenAtMs: 1 }
    const odd = [null, 7, {}, { ...good, from: 'x' }, { ...good, to: 1, from: 2 }, { ...good, quote: [1, 'a'] }]
    expect(acceptKept({ byChat: { t: odd, u: 'no' }, texts: { a: 1, b: 'ok' } })).toEqual({
      byChat: { t: [{ ...good, quote: ['a'] }] },
      texts: { b: 'ok' },
    })
    expect(acceptKept(null)).toEqual({ byChat: {}, texts: {} })
  })
})
