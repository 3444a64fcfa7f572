// @vitest-environment jsdom
// A chat comes back where it was left: at the row under the reader's eyes, unless that was the end.
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { VirtualizerHandle } from 'virtua'
import { rowsOfThread } from '../../../../../renderer/features/chat/rows'
import { usePlace } from '../../../../../renderer/features/chat/use-place'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { said, turnOf } from './sample-turns'

afterEach(cleanup)

const rows = rowsOfThread([turnOf('a', [said('1', 'x'), said('2', 'y')])])
const scrollToIndex = vi.fn()
const letGo = vi.fn()
let chat = 0
let threadId = ''
/** What was left is remembered for as long as the window lives: each test has a chat of its own. */
beforeEach(() => {
  scrollToIndex.mockClear()
  letGo.mockClear()
  useUi.setState({ goTo: null })
  chat += 1
  threadId = `chat ${chat}`
})

/** A view from 100 to 500 px with rows as [key, top, bottom]. */
function viewOf(boxes: readonly [key: string, top: number, bottom: number][]): HTMLDivElement {
  const view = document.createElement('div')
  view.getBoundingClientRect = () => new DOMRect(0, 100, 400, 400)
  for (const [key, top, bottom] of boxes) {
    const row = document.createElement('div')
    row.setAttribute('data-row-key', key)
    row.getBoundingClientRect = () => new DOMRect(0, top, 400, bottom - top)
    view.append(row)
  }
  return view
}
const open = (view: HTMLDivElement | null, given = rows) =>
  renderHook(() =>
    usePlace({
      threadId,
      rows: given,
      // Of the list's handle only this is used.
      list: { current: { scrollToIndex } as unknown as VirtualizerHandle },
      scroller: { current: view },
      letGo,
    }),
  )
/** Reads in the chat and leaves it. */
function leave(view: HTMLDivElement | null, away = true) {
  const { result, unmount } = open(view)
  result.current(away)
  unmount()
  letGo.mockClear()
}

describe('a chat that was left', () => {
  it('comes back to the first row in view, by as many pixels', () => {
    leave(
      viewOf([
        ['a/1', 20, 80],
        ['a/2', 80, 300],
        ['a/:foot', 300, 320],
      ]),
    )
    open(viewOf([]))
    expect(scrollToIndex.mock.calls).toEqual([[1, { align: 'start', offset: 20 }]])
    expect(letGo).toHaveBeenCalledTimes(1)
  })

  it('takes no row without a height and none that just went out of view', () => {
    leave(
      viewOf([
        ['a/1', 40, 100],
        ['a/2', 100, 100],
        ['a/:foot', 130, 150],
      ]),
    )
    open(viewOf([]))
    expect(scrollToIndex).toHaveBeenCalledWith(2, { align: 'start', offset: -30 })
  })

  it('at its end opens at its end, also when it was read further up before', () => {
    const view = viewOf([['a/1', 100, 200]])
    leave(view)
    leave(view, false)
    scrollToIndex.mockClear()
    open(view)
    expect(scrollToIndex).not.toHaveBeenCalled()
    expect(letGo).not.toHaveBeenCalled()
  })

  it('gives way to a place that is asked for in it, not to one in another chat', () => {
    const view = viewOf([['a/1', 100, 200]])
    leave(view)
    useUi.setState({ goTo: { threadId, turnId: 'a', itemId: null, text: null } })
    open(view).unmount()
    expect(scrollToIndex).not.toHaveBeenCalled()
    useUi.setState({ goTo: { threadId: 'another', turnId: 'a', itemId: null, text: null } })
    open(view)
    expect(scrollToIndex).toHaveBeenCalledTimes(1)
  })

  it('opens at its end when the row has gone', () => {
    leave(viewOf([['a/1', 100, 200]]))
    open(viewOf([]), rowsOfThread([turnOf('b')]))
    expect(scrollToIndex).not.toHaveBeenCalled()
    expect(letGo).not.toHaveBeenCalled()
  })

  it('is known by itself: another chat opens at its end', () => {
    leave(viewOf([['a/1', 100, 200]]))
    threadId = `${threadId}, another`
    open(viewOf([]))
    expect(scrollToIndex).not.toHaveBeenCalled()
  })

  it('remembers nothing where there was nothing to see', () => {
    leave(null)
    leave(viewOf([]))
    open(viewOf([]))
    expect(scrollToIndex).not.toHaveBeenCalled()
  })
})
