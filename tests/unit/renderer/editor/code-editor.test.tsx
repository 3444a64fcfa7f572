import { undo } from '@codemirror/commands'
import { forEachDiagnostic } from '@codemirror/lint'
import { setSearchQuery, SearchQuery } from '@codemirror/search'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { createRef, useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CodeEditor, type CodeEditorHandle, type CodeEditorProps } from '../../../../renderer/editor/code-editor'
import { editorField } from '../editor-field'

afterEach(cleanup)

const props: CodeEditorProps = {
  label: 'config.toml',
  text: 'model = "a"\nx = 1\n',
  given: 1,
  readOnly: false,
  language: 'toml',
  problems: [],
  onChange: () => undefined,
}
const show = async (more: Partial<CodeEditorProps> = {}) => {
  const { rerender } = render(<CodeEditor {...props} {...more} />)
  const field = await editorField('config.toml')
  return { field, again: (next: Partial<CodeEditorProps>) => rerender(<CodeEditor {...props} {...more} {...next} />) }
}
const classesOf = (text: string): string[] =>
  [...document.querySelectorAll('.cm-line span')].filter((one) => one.textContent === text).map((one) => one.className)

describe('an editor', () => {
  it('tells what is typed, and nothing when it is given a text', async () => {
    const onChange = vi.fn()
    const { field, again } = await show({ onChange })
    field.type('y = 2\n')
    expect(onChange.mock.calls).toEqual([['y = 2\n']])
    again({ text: 'from the disk', given: 2 })
    expect(field.text).toBe('from the disk')
    again({ text: 'an example', given: 2 })
    expect(field.text).toBe('an example')
    expect(onChange).toHaveBeenCalledOnce()
  })

  it('takes back what was typed, and not what the disk brought', async () => {
    const { field, again } = await show()
    field.type('typed')
    expect(undo(field.view)).toBe(true)
    expect(field.text).toBe(props.text)
    again({ text: 'from the disk', given: 2 })
    expect(undo(field.view)).toBe(false)
    expect(field.text).toBe('from the disk')
  })

  it('gives the text back as it came, line ends and all, when what was typed is taken back', async () => {
    const onChange = vi.fn()
    const { field } = await show({ text: 'a = 1\r\nb = 2\r\n', onChange })
    act(() => field.view.dispatch({ changes: { from: 0, insert: '# ' } }))
    undo(field.view)
    expect(onChange.mock.calls).toEqual([['# a = 1\nb = 2\n'], ['a = 1\r\nb = 2\r\n']])
  })

  it('stays where it is when the disk brings another text', async () => {
    const { field, again } = await show()
    act(() => field.view.dispatch({ selection: { anchor: 14 } }))
    again({ text: 'model = "b"\nx = 1\n', given: 2 })
    expect(field.view.state.selection.main.head).toBe(14)
    again({ text: 'short', given: 3 })
    expect(field.view.state.selection.main.head).toBe(5)
  })

  it('keeps every letter when each one comes back as its text', async () => {
    function Echo() {
      const [text, setText] = useState('')
      return <CodeEditor {...props} text={text} onChange={setText} />
    }
    render(<Echo />)
    const { view } = await editorField('config.toml')
    for (const letter of 'one two\n')
      act(() => view.dispatch({ changes: { from: view.state.doc.length, insert: letter } }))
    expect(view.state.doc.toString()).toBe('one two\n')
  })

  it('marks the lines of problems, also past their ends, and forgets them', async () => {
    const problem = (line: number, column: number | null, level: 'error' | 'warning' = 'error') => ({
      line,
      column,
      level,
      message: `at ${line}`,
    })
    const { field, again } = await show({
      problems: [problem(1, 9), problem(2, 99, 'warning'), problem(77, 1), { ...problem(1, 1), line: null }],
    })
    const marked = () => {
      const all: [number, number, string][] = []
      forEachDiagnostic(field.view.state, ({ message }, from, to) => all.push([from, to, message]))
      return all
    }
    expect(marked()).toEqual([
      [8, 11, 'at 1'],
      [12, 17, 'at 2'],
    ])
    expect([...document.querySelectorAll('[class*="deck-editor-line-"]')].map((one) => one.textContent)).toEqual([
      '1',
      '2',
    ])
    again({ problems: [] })
    expect(marked()).toEqual([])
    expect(document.querySelector('[class*="deck-editor-line-"]')).toBeNull()
  })

  it('colours keys, strings, tables and comments', async () => {
    await show({ text: '# first\n[tools] # why\nmodel = "a"\non = true\n' })
    expect(classesOf('[tools]')).toEqual(['deck-code-keyword'])
    expect(classesOf('# why')).toEqual(['deck-code-comment'])
    expect(classesOf('model')).toEqual(['deck-code-parameter'])
    expect(classesOf('"a"')).toEqual(['deck-code-string'])
    expect(classesOf('true')).toEqual(['deck-code-constant'])
  })

  it('colours what follows a string that was not closed as if it were', async () => {
    await show({ text: '# first\nmodel = "a\nx = \'b\n[tools]\nlong = """\ny = 1\n"""\n' })
    expect(classesOf('x')).toEqual(['deck-code-parameter'])
    expect(classesOf('[tools]')).toEqual(['deck-code-keyword'])
    expect(classesOf('y = 1')).toEqual(['deck-code-string'])
  })

  it('shows characters that nobody sees', async () => {
    await show({ text: 'a\u202eb\u0000\u2066' })
    const shown = [...document.querySelectorAll('.deck-hidden')]
    expect(shown.map((one) => one.textContent)).toEqual(['U+202E', 'U+0000', 'U+2066'])
    expect(shown[0]).toHaveProperty('title', 'right-to-left override: what follows reads backwards')
  })

  it('goes to a place, and to the last line for one past the end', async () => {
    const { field, again } = await show({ place: { line: 2, column: 3 } })
    expect(field.view.state.selection.main.head).toBe(14)
    again({ place: { line: 1, column: 99 } })
    expect(field.view.state.selection.main.head).toBe(11)
    again({ place: { line: 99, column: null } })
    expect(field.view.state.selection.main.head).toBe(18)
  })

  it('counts what is found', async () => {
    const ref = createRef<CodeEditorHandle>()
    const { field } = await show({ ref, text: 'aa\nAa\nb aA\n' })
    act(() => ref.current?.find())
    const count = () => document.querySelector('.deck-editor-count')?.textContent
    const seek = (search: string, more: object = {}) =>
      act(() => field.view.dispatch({ effects: setSearchQuery.of(new SearchQuery({ search, ...more })) }))
    expect(count()).toBe('')
    seek('aa')
    expect(count()).toBe('3')
    act(() => field.view.dispatch({ selection: { anchor: 3, head: 5 } }))
    expect(count()).toBe('2 of 3')
    seek('aa', { caseSensitive: true })
    expect(count()).toBe('1')
    seek('nowhere')
    expect(count()).toBe('not found')
    seek('(', { regexp: true })
    expect(count()).toBe('not an expression')
    expect(screen.getByRole('textbox', { name: 'Replace' })).toBeTruthy()
  })

  it('leaves the window its own keys, and takes those of an editor', async () => {
    const { field } = await show({ problems: [{ line: 2, column: 1, message: 'no', level: 'error' }] })
    const isTaken = (key: string, more: object = { ctrlKey: true }) =>
      !fireEvent.keyDown(field.element, { key, ...more })
    expect(['n', 'o', 'k', ',', 'i', '.', 'b', 's'].filter((key) => isTaken(key))).toEqual([])
    expect(['F', 'O', 'D', 'G'].filter((key) => isTaken(key, { ctrlKey: true, shiftKey: true }))).toEqual([])
    expect(['f', 'a', 'd'].filter((key) => isTaken(key))).toEqual(['f', 'a', 'd'])
    expect(isTaken('Tab', {})).toBe(false)
    field.view.dispatch({ selection: { anchor: 0 } })
    expect(isTaken('F8', {})).toBe(true)
    expect(field.view.state.selection.main.from).toBe(12)
  })

  it('takes nothing where it may only be read', async () => {
    const { field } = await show({ readOnly: true })
    expect(field.element.getAttribute('aria-readonly')).toBe('true')
    expect(field.view.state.readOnly).toBe(true)
  })
})
