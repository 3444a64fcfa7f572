// Comments and findings on the lines of the open changes: where they stand, what becomes of them when the file is another.
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FilePatch, ViewFile } from '../../../../../preload/contract/changes'
import type { ShownChanges } from '../../../../../renderer/features/changes/shown-changes'
import { useMarks } from '../../../../../renderer/features/changes/use-marks'
import { useComments } from '../../../../../renderer/stores/changes/comments'
import { useChanges } from '../../../../../renderer/stores/changes/open-view'
import { useReview } from '../../../../../renderer/stores/changes/review'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { emptyThread } from '../../../../../renderer/stores/threads/model'
import { newTurn } from '../../../../../renderer/stores/threads/turn-edits'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck } from '../../stores/fake-deck'
import { project, projectId, threadId } from '../../stores/samples'
import { fileOf, place, viewOf } from '../../stores/changes/samples'

const patchOf = (at: number, ...lines: string[]): FilePatch => ({
  fileId: 'id-a.ts',
  patch: `@@ -${at},0 +${at},${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}`,
  hunks: ['h'],
  lossy: false,
  cut: false,
})

function shownOf(viewId: string, files: ViewFile[] = [fileOf('a.ts')]): ShownChanges {
  return { projectId, threadId, place, source: { kind: 'unstaged' }, view: viewOf(viewId, files) }
}

const setPatch = (patch: FilePatch | null) =>
  useChanges.setState({
    patches: patch === null ? new Map() : new Map([[patch.fileId, { state: 'ready' as const, patch }]]),
  })
const comments = () => useComments.getState().byChat[threadId] ?? []
const draw = (shown: ShownChanges) =>
  renderHook(({ now }: { now: ShownChanges | null }) => useMarks(now), { initialProps: { now: shown } })

function commentOn(hook: ReturnType<typeof draw>, from: number, ...quote: string[]) {
  act(() =>
    hook.result.current.onComment?.({
      fileId: 'id-a.ts',
      path: 'a.ts',
      side: 'new',
      from,
      to: from + quote.length - 1,
      quote,
    }),
  )
  act(() => {
    useComments.getState().setText(threadId, 'Why?')
    useComments.getState().save(threadId)
  })
}

beforeEach(() => {
  useComments.setState({ byChat: {}, writing: {}, texts: {}, sending: new Set() })
  useReview.setState({ dismissed: {} })
  useProjects.setState({ projects: [project], activeId: projectId, activeThreadId: { [projectId]: threadId } })
  useThreads.setState({ threads: { [threadId]: emptyThread(projectId, threadId) } })
  useChanges.setState({ ignoreSpace: false })
  setPatch(patchOf(3, 'const first = 1', 'const second = 2'))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('comments', () => {
  it('open a field under the lines, and then stand there', () => {
    fakeDeck()
    const hook = draw(shownOf('v1'))
    act(() =>
      hook.result.current.onComment?.({
        fileId: 'id-a.ts',
        path: 'a.ts',
        side: 'new',
        from: 3,
        to: 4,
        quote: ['x', 'y'],
      }),
    )
    expect(hook.result.current.annotations).toMatchObject([{ fileId: 'id-a.ts', side: 'new', line: 4, from: 3 }])
    act(() => useComments.getState().close(threadId))
    expect(hook.result.current.annotations).toEqual([])
    commentOn(hook, 4, 'const second = 2')
    expect(hook.result.current.annotations).toMatchObject([{ line: 4 }])
    expect(comments()[0]).toMatchObject({ path: 'a.ts', source: 'Unstaged changes', quote: ['const second = 2'] })
  })

  it('go with their code when the file changed, which is read for it where the patch doesn’t tell', async () => {
    const deck = fakeDeck({
      'changes/lines': { lines: ['', 'a', 'b', 'c', 'd', 'const second = 2', 'e'], end: true },
    })
    const hook = draw(shownOf('v1'))
    commentOn(hook, 4, 'const second = 2')
    expect(deck.of('changes/lines')).toEqual([])
    act(() => {
      setPatch(patchOf(3, 'const other = 3'))
      hook.rerender({ now: shownOf('v2', [fileOf('a.ts', { mark: 'other' })]) })
    })
    await waitFor(() => expect(hook.result.current.annotations).toMatchObject([{ line: 6 }]))
    expect(comments()[0]).toMatchObject({ from: 6, to: 6, outdated: false })
    expect(deck.of('changes/lines')).toHaveLength(1)
  })

  it('stand at the head of the file, outdated, when their code is gone', async () => {
    fakeDeck({ 'changes/lines': { lines: ['nothing', 'of it'], end: true } })
    const hook = draw(shownOf('v1'))
    commentOn(hook, 4, 'const second = 2')
    act(() => setPatch(patchOf(1, 'nothing')))
    hook.rerender({ now: shownOf('v2', [fileOf('a.ts', { mark: 'other' })]) })
    await waitFor(() => expect(comments()[0]?.outdated).toBe(true))
    expect(hook.result.current.annotations).toMatchObject([{ line: 0 }])
  })

  it('are outdated once their file is not among the changes any more', () => {
    fakeDeck()
    const hook = draw(shownOf('v1'))
    commentOn(hook, 4, 'const second = 2')
    hook.rerender({ now: shownOf('v2', [fileOf('b.ts')]) })
    expect(comments()[0]?.outdated).toBe(true)
    expect(hook.result.current.annotations).toEqual([])
  })

  it('of another source stand only where their very code does, and are not called outdated by it', async () => {
    fakeDeck({ 'changes/lines': { lines: ['nothing'], end: true } })
    const hook = draw(shownOf('v1'))
    commentOn(hook, 4, 'const second = 2')
    const staged = (): ShownChanges => ({ ...shownOf('v2'), source: { kind: 'staged' } })
    hook.rerender({ now: staged() })
    expect(hook.result.current.annotations).toMatchObject([{ line: 4 }])
    act(() => setPatch(patchOf(3, 'const other = 3')))
    hook.rerender({ now: { ...staged(), view: viewOf('v3', [fileOf('a.ts', { mark: 'm3' })]) } })
    await waitFor(() => expect(hook.result.current.annotations).toEqual([]))
    expect(comments()[0]?.outdated).toBe(false)
  })

  it('keep their place while nobody knows better', () => {
    fakeDeck({ 'changes/lines': { failed: { code: 'x', message: 'gone' } } })
    const hook = draw(shownOf('v1'))
    commentOn(hook, 4, 'const second = 2')
    act(() => setPatch(null))
    hook.rerender({ now: shownOf('v2', [fileOf('a.ts', { mark: 'm2' })]) })
    expect(hook.result.current.annotations).toMatchObject([{ line: 4 }])
    expect(comments()[0]?.outdated).toBe(false)
  })
})

describe('findings', () => {
  const review = (...items: string[]) => {
    const text = `Full review comments:\n\n${items.join('\n\n')}`
    const turn = {
      ...newTurn('r'),
      status: 'completed' as const,
      items: [{ type: 'exitedReviewMode' as const, id: 'x', review: text }],
    }
    useThreads.setState({ threads: { [threadId]: { ...emptyThread(projectId, threadId), turns: [turn] } } })
  }

  it('of the last review stand on their lines; those of other files are counted', () => {
    fakeDeck()
    review(`- [P1] One — ${project.path}/a.ts:3-4\n  b`, `- Two — ${project.path}/c.ts:1-1`, '- Three — /etc/d.ts:1-1')
    const { result } = draw(shownOf('v1'))
    expect(result.current.annotations).toMatchObject([{ fileId: 'id-a.ts', side: 'new', from: 3, line: 4 }])
    expect(result.current.bar).toBeTruthy()
  })

  it('that were dismissed are gone from the lines', () => {
    fakeDeck()
    review(`- [P1] One — ${project.path}/a.ts:3-4\n  b`)
    const { result } = draw(shownOf('v1'))
    const [annotation] = result.current.annotations
    const key = annotation?.key.split('/').at(-1) ?? ''
    act(() => useReview.getState().dismiss(threadId, key, true))
    expect(result.current.annotations).toEqual([])
  })

  it('of a deleted file stand at its head', () => {
    fakeDeck()
    review(`- One — ${project.path}/a.ts:3-4\n  b`)
    const { result } = draw(shownOf('v1', [fileOf('a.ts', { status: 'deleted' })]))
    expect(result.current.annotations).toMatchObject([{ line: 0 }])
  })
})
