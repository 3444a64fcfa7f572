import { act, cleanup, createEvent, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import type { ComponentProps } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  DiffList,
  PatchDiff,
  type DiffListHandle,
  type PatchState,
} from '../../../../../../renderer/features/changes/viewer'
import { fileOf, readyWith, twoHunks } from './samples'

afterEach(cleanup)

type Props = ComponentProps<typeof DiffList>
const two = [fileOf(), fileOf({ id: 'f2', path: 'src/b.ts' })]
const ready = new Map([['f1', readyWith(twoHunks)]])

function list(part: Partial<Props> = {}) {
  const props: Props = {
    label: 'Changes',
    files: [fileOf()],
    patches: ready,
    onNeedPatches: vi.fn(),
    mode: 'unified',
    wrap: false,
    ...part,
  }
  const drawn = render(<DiffList {...props} />)
  return { ...drawn, update: (next: Partial<Props>) => drawn.rerender(<DiffList {...props} {...next} />) }
}
const code = () => [...document.querySelectorAll('.dv-text')].map((cell) => cell.textContent)
const region = () => screen.getByRole('region', { name: 'Changes' })
const press = (...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(region(), { key })
}
const said = () => screen.getAllByRole('status').at(-1)?.textContent ?? ''

describe('the list', () => {
  it('draws a file with its lines, and says which were added and removed', () => {
    list()
    expect(code()).toEqual(['ten', 'eleven', 'eleven!', 'twelve', 'forty', 'new one', 'new two', 'forty-one'])
    const row = document.querySelector('.dv-row[data-kind=add]')
    expect(row && within(row as HTMLElement).getByRole('img', { name: 'added' })).toBeTruthy()
    expect([...document.querySelectorAll('.dv-mark')].map((mark) => mark.textContent)).toEqual(['!'])
  })

  it('folds a file and unfolds it again', () => {
    list()
    const header = screen.getByRole('button', { name: /a\.ts/, expanded: true })
    fireEvent.click(header)
    expect(code()).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: /a\.ts/, expanded: false }))
    expect(code()).toHaveLength(8)
  })

  it('shows what a path hides', () => {
    list({ files: [fileOf({ path: 'src/a\u202ets.exe' })] })
    expect(screen.getByText(/U\+202E/)).toBeTruthy()
  })

  it('draws both sides beside one another on request', () => {
    list({ mode: 'split' })
    expect(document.querySelectorAll('.dv-half[data-kind=none]')).toHaveLength(2)
    expect(code().slice(2, 4)).toEqual(['eleven', 'eleven!'])
  })

  it('gives hunks and files the acts of its caller', () => {
    const hunkActs = vi.fn((_file: unknown, hunk: { index: number }) => <button>{`Stage ${hunk.index}`}</button>)
    list({
      hunkActs,
      fileActs: () => <button>Stage all</button>,
      patches: new Map([['f1', readyWith(twoHunks, { hunks: ['x', 'y'] })]]),
    })
    expect(screen.getByRole('button', { name: 'Stage 1' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Stage all' })).toBeTruthy()
    expect(hunkActs).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ id: 'y', added: 2, removed: 0 }))
  })

  it('draws what its caller has to say about a line under that line', () => {
    const annotations = [{ key: 'c', fileId: 'f1', side: 'new' as const, line: 41, node: <p>Why two?</p> }]
    list({ annotations })
    const note = screen.getByText('Why two?').closest('[data-key]')
    expect(note?.previousElementSibling?.textContent).toBe('new one')
  })

  it('draws what its caller wants instead of nothing', () => {
    list({ files: [], empty: <p>No changes</p> })
    expect(screen.getByText('No changes')).toBeTruthy()
  })
})

describe('patches', () => {
  it('are asked for once, when their file is near', async () => {
    const onNeedPatches = vi.fn()
    const { update } = list({ files: two, onNeedPatches })
    await waitFor(() => expect(onNeedPatches).toHaveBeenCalledWith(['f2']))
    update({ files: two, onNeedPatches, wrap: true })
    const failed: [string, PatchState] = ['f2', { state: 'failed', problem: 'It is gone.' }]
    update({ files: two, onNeedPatches, patches: new Map([...ready, failed]) })
    expect(screen.getByRole('alert').textContent).toContain('It is gone.')
    expect(onNeedPatches).toHaveBeenCalledTimes(1)
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onNeedPatches).toHaveBeenLastCalledWith(['f2'])
  })

  it('of a huge file are asked for by a person alone', async () => {
    const onNeedPatches = vi.fn()
    list({ files: [fileOf({ form: 'huge' }), fileOf({ id: 'f2', path: 'b.ts' })], patches: new Map(), onNeedPatches })
    await waitFor(() => expect(onNeedPatches).toHaveBeenCalledWith(['f2']))
    fireEvent.click(screen.getByRole('button', { name: /a\.ts/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Show it' }))
    expect(onNeedPatches).toHaveBeenLastCalledWith(['f1'])
  })
})

describe('context', () => {
  const unfoldFirst = () => fireEvent.click(screen.getByRole('button', { name: 'Show 9 lines' }))

  it('unfolds from what its caller loads', async () => {
    const loadLines = vi.fn(async () => ({
      lines: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
      end: false,
    }))
    list({ loadLines })
    unfoldFirst()
    await waitFor(() =>
      expect(code().slice(0, 10)).toEqual([
        'one',
        'two',
        'three',
        'four',
        'five',
        'six',
        'seven',
        'eight',
        'nine',
        'ten',
      ]),
    )
    expect(loadLines).toHaveBeenCalledWith('f1', 'new', 1, 9)
    expect(screen.queryByRole('button', { name: 'Show 9 lines' })).toBeNull()
  })

  it('says why it could not, and may be tried again', async () => {
    const loadLines = vi.fn(async () => Promise.reject(new Error('The file was moved.')))
    list({ loadLines })
    unfoldFirst()
    expect((await screen.findByRole('alert')).textContent).toContain('The file was moved.')
    unfoldFirst()
    await waitFor(() => expect(loadLines).toHaveBeenCalledTimes(2))
  })
})

describe('the keyboard', () => {
  it('walks files, hunks and lines and says where it is', () => {
    list({ files: two })
    press('j')
    expect(said()).toBe('src/b.ts, modified, 1 added, 1 removed. File 2 of 2.')
    press('k', 'n')
    expect(said()).toBe('Hunk 1 of 2, 1 added, 1 removed. ')
    press('ArrowDown', 'ArrowDown')
    expect(said()).toBe('Removed line 11: eleven')
    press('ArrowDown')
    expect(said()).toBe('Added line 11: eleven!')
  })

  it('comments on a line, or on several', () => {
    const onComment = vi.fn()
    list({ onComment })
    press('n', 'ArrowDown', 'c')
    expect(onComment).toHaveBeenLastCalledWith({
      fileId: 'f1',
      path: 'src/a.ts',
      side: 'new',
      from: 10,
      to: 10,
      quote: ['ten'],
    })
    for (let time = 0; time < 3; time += 1) fireEvent.keyDown(region(), { key: 'ArrowDown', shiftKey: true })
    press('c')
    expect(onComment).toHaveBeenLastCalledWith(
      expect.objectContaining({ from: 10, to: 12, quote: ['ten', 'eleven!', 'twelve'] }),
    )
  })

  it('marks a file as viewed and goes on, folds it, opens it at a line', () => {
    const onViewed = vi.fn()
    const onOpenFile = vi.fn()
    list({ files: two, viewed: new Set(), onViewed, onOpenFile })
    press('n', 'ArrowDown', 'o')
    expect(onOpenFile).toHaveBeenCalledWith('f1', 10, 'editor')
    press('v')
    expect(onViewed).toHaveBeenCalledWith('f1', true)
    expect(said()).toContain('src/b.ts')
    press('k', 'Enter')
    expect(screen.getByRole('button', { name: /a\.ts/, expanded: false })).toBeTruthy()
  })

  it('leaves keys in a comment to the comment, and Escape to the window when it has no place', () => {
    const onComment = vi.fn()
    const outer = vi.fn()
    const annotations = [
      { key: 'c', fileId: 'f1', side: 'new' as const, line: 41, node: <textarea aria-label="Comment" /> },
    ]
    const props: Props = {
      label: 'Changes',
      files: [fileOf()],
      patches: ready,
      onNeedPatches: vi.fn(),
      mode: 'unified',
      wrap: false,
      annotations,
      onComment,
    }
    render(
      <div onKeyDown={outer}>
        <DiffList {...props} />
      </div>,
    )
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Comment' }), { key: 'c' })
    expect(onComment).not.toHaveBeenCalled()
    outer.mockClear()
    press('Escape')
    expect(outer).toHaveBeenCalledTimes(1)
    press('n', 'Escape')
    expect(outer).toHaveBeenCalledTimes(1)
  })
})

describe('copying', () => {
  const copy = (from: Element | null | undefined, to: Element | null | undefined): string => {
    if (!from || !to) throw new Error('nothing to select')
    const range = document.createRange()
    range.setStart(from, 0)
    range.setEnd(to, to.childNodes.length)
    document.getSelection()?.removeAllRanges()
    document.getSelection()?.addRange(range)
    let text = ''
    const event = createEvent.copy(from, { clipboardData: { setData: (_type: string, data: string) => (text = data) } })
    fireEvent(from, event)
    return text
  }
  const cells = () => [...document.querySelectorAll('.dv-text')]

  it('takes the code alone, blank lines and hidden characters as they are', () => {
    list({
      patches: new Map([['f1', readyWith('@@ -1,1 +1,4 @@\n a\n+\n+\tb\u200bc\n+d\n\\ No newline at end of file\n')]]),
    })
    expect(copy(cells()[0], cells()[3])).toBe('a\n\n\tb\u200bc\nd')
  })

  it('takes all of a line that is drawn in part', () => {
    const long = 'x'.repeat(5_000)
    list({ patches: new Map([['f1', readyWith(`@@ -1,1 +1,2 @@\n a\n+${long}\n`)]]) })
    expect(cells()[1]?.textContent).toContain('show more of this line')
    expect(copy(cells()[0], cells()[1])).toBe(`a\n${long}`)
  })

  it('stays in the half that it begins in', () => {
    list({ mode: 'split' })
    const olds = cells().filter((cell) => cell.getAttribute('data-side') === 'old')
    if (!olds[0]) throw new Error('no half')
    fireEvent.pointerDown(olds[0])
    expect(copy(olds[0], olds[2])).toBe('ten\neleven\ntwelve')
  })
})

it('draws more of a very long line, and more again', () => {
  list({ patches: new Map([['f1', readyWith(`@@ -1,0 +1,1 @@\n+${'x'.repeat(1_000_000)}\n`)]]) })
  const length = () => document.querySelector('.dv-code')?.textContent?.length
  expect(length()).toBe(1_000)
  fireEvent.click(screen.getByRole('button', { name: /show more of this line/ }))
  expect(length()).toBe(11_000)
})

it('can be told to go to a line, also of a file that is folded', () => {
  const ref: { current: DiffListHandle | null } = { current: null }
  list({ files: [fileOf({ path: 'yarn.lock' })], ref })
  expect(code()).toEqual([])
  act(() => ref.current?.revealLine({ fileId: 'f1', side: 'new', from: 41, to: 41 }))
  expect(code()).toContain('new one')
})

describe('images', () => {
  it('are drawn before and after with what they are, and never from elsewhere', async () => {
    const urls = { old: 'data:image/png;base64,AAAA', new: 'https://example.invalid/a.png' }
    list({ files: [fileOf({ form: 'image', path: 'a.png' })], loadImage: async (_id, side) => urls[side] })
    expect((await screen.findByRole('img', { name: 'Before: a.png' })).getAttribute('src')).toBe(urls.old)
    expect(await screen.findByText('Of a kind that is not drawn here.')).toBeTruthy()
    expect(document.querySelectorAll('img')).toHaveLength(1)
  })
})

it('draws a patch by itself with everything open', () => {
  render(<PatchDiff patch={twoHunks.replaceAll('src/a.ts', 'package-lock.json')} />)
  expect(code()).toHaveLength(8)
  expect(screen.getByRole('region', { name: 'Changes of package-lock.json' })).toBeTruthy()
  expect(screen.queryByRole('checkbox')).toBeNull()
})
