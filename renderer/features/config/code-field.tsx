// A text under the keyboard: line numbers, colours for TOML, marks at lines with a problem, found words. The textarea holds the
// text and the caret and is see-through; what is seen is drawn behind it, for the lines in view only.
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { TextProblem } from '../../../preload/contract/config'
import { cx, tip } from '../../kit'
import { lineStates, type LineState } from '../../stores/config/toml-text'
import { lineParts, type Range } from './line-parts'
import '../../text/text.css'

interface CodeFieldProps {
  label: string
  text: string
  /** Changes whenever the text comes from elsewhere than the keyboard: the field is then made anew, with a fresh undo. */
  given: number
  readOnly: boolean
  toml: boolean
  problems: readonly TextProblem[]
  /** Found words, in order, and the one that was gone to. */
  found: readonly Range[]
  current: Range | null
  field: RefObject<HTMLTextAreaElement | null>
  onChange: (text: string) => void
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void
}

/** Of .text-code, in px. */
export const linePx = 18
const padPx = 6
/** Longer texts are typed without colours: they would be gone over at each key. */
const mostColoured = 400_000
/** Characters of a line that are drawn; the caret still goes on. */
const mostOfLine = 2000

const surface = 'font-mono text-code whitespace-pre [tab-size:4] [direction:ltr] [unicode-bidi:bidi-override]'

export function CodeField(props: CodeFieldProps) {
  const { label, text, given, readOnly, toml, problems, found, current, field, onChange, onKeyDown } = props
  const [view, setView] = useState({ top: 0, left: 0, height: 600 })
  // What the field began with: given a new default at each key, it would take all of the text in anew, a second for 5 MB.
  const [begun, setBegun] = useState({ given, text })
  if (begun.given !== given) setBegun({ given, text })
  const box = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => text.split('\n'), [text])
  const coloured = toml && text.length <= mostColoured
  const states = useMemo(() => (coloured ? lineStates(lines) : null), [coloured, lines])
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const measure = () => setView((before) => ({ ...before, height: element.clientHeight }))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const levels = useMemo(() => problemLevels(problems), [problems])
  const first = Math.max(0, Math.floor((view.top - padPx) / linePx) - 2)
  const last = Math.min(lines.length, first + Math.ceil(view.height / linePx) + 5)
  const starts = useMemo(() => startsOf(lines), [lines])
  const gutter = `${Math.max(3, String(lines.length).length) + 2}ch`
  const numbers = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at)
  const seen = useMemo(() => {
    const [from, to] = [starts[first] ?? 0, (starts[last - 1] ?? 0) + (lines[last - 1]?.length ?? 0)]
    return found.filter(({ start, end }) => end > from && start <= to)
  }, [found, starts, lines, first, last])
  const drawnTop = padPx + first * linePx - view.top
  return (
    <div ref={box} className="relative flex min-h-0 flex-1 overflow-hidden rounded-md border border-edge bg-field">
      <div
        aria-hidden
        className="relative shrink-0 overflow-hidden border-r border-line bg-sunken"
        style={{ width: gutter }}
      >
        <div className="absolute inset-x-0 font-mono text-code" style={{ top: drawnTop }}>
          {numbers.map((at) => {
            const level = levels.get(at + 1)
            return (
              <div
                key={at}
                className={cx(
                  'h-[18px] pr-1.5 text-right tabular-nums',
                  level === undefined
                    ? 'text-faint'
                    : level.level === 'error'
                      ? 'bg-failed-soft text-failed'
                      : 'bg-waiting-soft text-waiting',
                )}
                {...(level === undefined ? {} : tip(level.message))}
              >
                {at + 1}
              </div>
            )
          })}
        </div>
      </div>
      <div className="relative min-w-0 flex-1 overflow-hidden">
        <div
          aria-hidden
          className={cx(surface, 'pointer-events-none absolute px-2')}
          style={{ top: drawnTop, left: -view.left }}
        >
          {numbers.map((at) => (
            <DrawnLine
              key={at}
              line={lines[at] ?? ''}
              state={states === null ? null : asState(states[at])}
              start={starts[at] ?? 0}
              found={seen}
              current={current}
              wrong={levels.get(at + 1)?.level === 'error'}
            />
          ))}
        </div>
        <textarea
          key={given}
          ref={field}
          aria-label={label}
          data-testid="code-field"
          defaultValue={begun.text}
          readOnly={readOnly}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          wrap="off"
          onScroll={(event) => {
            const { scrollTop, scrollLeft } = event.currentTarget
            setView((before) => ({ ...before, top: scrollTop, left: scrollLeft }))
          }}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          className={cx(
            surface,
            'absolute inset-0 size-full resize-none overflow-auto bg-transparent px-2 py-[6px] text-transparent caret-text outline-none selection:bg-accent-soft selection:text-transparent',
          )}
        />
      </div>
    </div>
  )
}

const asState = (state: number | undefined): LineState => (state === 1 || state === 2 ? state : 0)

function problemLevels(problems: readonly TextProblem[]): Map<number, TextProblem> {
  const levels = new Map<number, TextProblem>()
  for (const problem of problems) {
    if (problem.line === null) continue
    if (levels.get(problem.line)?.level !== 'error') levels.set(problem.line, problem)
  }
  return levels
}

function startsOf(lines: readonly string[]): Uint32Array {
  const starts = new Uint32Array(lines.length)
  let at = 0
  for (const [index, line] of lines.entries()) {
    starts[index] = at
    at += line.length + 1
  }
  return starts
}

interface DrawnLineProps {
  line: string
  /** Null draws the line plain. */
  state: LineState | null
  /** Place of its first character in the text. */
  start: number
  found: readonly Range[]
  current: Range | null
  wrong: boolean
}

const markClasses = { none: '', found: 'bg-found text-on-found', current: 'bg-found-current text-on-found' } as const

function DrawnLine({ line, state, start, found, current, wrong }: DrawnLineProps) {
  const shown = line.length > mostOfLine ? line.slice(0, mostOfLine) : line
  return (
    <div className={cx('h-[18px]', wrong && 'bg-failed-soft')}>
      {lineParts(shown, state, start, found, current).map(({ text, role, mark }, at) => (
        <span key={at} className={cx(role !== null && `deck-code-${role}`, markClasses[mark])}>
          {text}
        </span>
      ))}
    </div>
  )
}
