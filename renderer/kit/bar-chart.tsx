// Stacked bars, small: one bar a turn or a day, its parts in the order of the series. The picture has a name; the exact values of
// the bar under the pointer or the keyboard stand below it, and the caller puts the whole table beside it. Knows no store.
import { useState, type KeyboardEvent } from 'react'
import { cx } from './cx'

export interface ChartSeries {
  name: string
  /** A colour of the tokens, as CSS: "var(--color-muted)". */
  color: string
}

export interface ChartBar {
  key: string
  label: string
  /** One value per series, none below 0. */
  values: readonly number[]
}

interface BarChartProps {
  /** The picture's accessible name: what is shown, of what. */
  label: string
  series: readonly ChartSeries[]
  bars: readonly ChartBar[]
  /** Height of the picture in px. */
  height?: number
  /** What is said of no bar in particular, for instance the sum. */
  resting: string
  /** Writes a number short, for the axis. */
  short: (value: number) => string
  /** A bar was pressed, or Enter on it. */
  onChoose?: (bar: ChartBar) => void
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** The next number above that has one digit and zeros: the axis ends there. */
export function niceTop(value: number): number {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((top) => top >= value) ?? value
}

/** A bar in words: "Turn 2: 7,635 input, 74 output; 7,709 in all". */
export function barWords(bar: ChartBar, series: readonly ChartSeries[]): string {
  const parts = series.flatMap(({ name }, at) => {
    const value = bar.values[at] ?? 0
    return value > 0 ? [`${value.toLocaleString('en-US')} ${name.toLowerCase()}`] : []
  })
  return `${bar.label}: ${parts.length === 0 ? 'none' : `${parts.join(', ')}; ${sum(bar.values).toLocaleString('en-US')} in all`}`
}

export function BarChart({ label, series, bars, height = 120, resting, short, onChoose }: BarChartProps) {
  const [at, setAt] = useState<number | null>(null)
  const top = niceTop(Math.max(0, ...bars.map((bar) => sum(bar.values))))
  const shown = at === null ? undefined : bars[at]
  const keys = (event: KeyboardEvent) => {
    const last = bars.length - 1
    const places: Record<string, number> = {
      ArrowRight: Math.min(last, (at ?? -1) + 1),
      ArrowLeft: Math.max(0, (at ?? bars.length) - 1),
      Home: 0,
      End: last,
    }
    const place = places[event.key]
    if (place !== undefined) setAt(place)
    else if (event.key === 'Enter' && shown && onChoose) onChoose(shown)
    else return
    event.preventDefault()
  }
  const step = 100 / Math.max(1, bars.length)
  const gap = bars.length > 60 ? 0.1 : 0.2
  // A few bars alone would be as wide as walls.
  const width = Math.min(step * (1 - gap), 12)
  return (
    <figure className="flex flex-col gap-1">
      <div className="relative overflow-x-auto overflow-y-hidden pl-10">
        <span aria-hidden className="absolute top-0 left-0 text-small text-faint tabular-nums">
          {short(top)}
        </span>
        <span
          aria-hidden
          className="absolute left-0 text-small text-faint tabular-nums"
          style={{ top: height / 2 - 8 }}
        >
          {short(top / 2)}
        </span>
        <svg
          role="img"
          aria-label={label}
          tabIndex={0}
          width="100%"
          height={height}
          style={{ minWidth: bars.length * 5 }}
          onKeyDown={keys}
          onBlur={() => setAt(null)}
          onPointerLeave={() => setAt(null)}
          className="block rounded-sm focus-visible:-outline-offset-2"
        >
          {[0.02, 0.5, 0.99].map((line) => (
            <line key={line} x1="0" x2="100%" y1={`${line * 100}%`} y2={`${line * 100}%`} stroke="var(--color-line)" />
          ))}
          {bars.map((bar, place) => {
            let below = 0
            return (
              <g key={bar.key} onPointerEnter={() => setAt(place)} onClick={() => onChoose?.(bar)}>
                <rect
                  x={`${place * step}%`}
                  y="0"
                  width={`${step}%`}
                  height="100%"
                  className={cx(place === at ? 'fill-hover' : 'fill-transparent')}
                />
                {bar.values.map((value, part) => {
                  const share = (value / top) * 97
                  below += share
                  return value > 0 ? (
                    <rect
                      key={series[part]?.name ?? part}
                      x={`${place * step + (step - width) / 2}%`}
                      y={`${99 - below}%`}
                      width={`${width}%`}
                      height={`${share}%`}
                      fill={series[part]?.color}
                    />
                  ) : null
                })}
              </g>
            )
          })}
        </svg>
      </div>
      <figcaption className="flex flex-col gap-1 text-small">
        <output
          aria-live="polite"
          className="min-h-4 truncate text-text tabular-nums"
          data-tip={shown ? undefined : resting}
        >
          {shown ? barWords(shown, series) : resting}
        </output>
        {series.length > 1 && (
          <ul className="flex flex-wrap gap-x-3 gap-y-0.5 text-muted">
            {series.map(({ name, color }) => (
              <li key={name} className="flex items-center gap-1.5">
                <span aria-hidden className="size-2 rounded-[2px]" style={{ background: color }} />
                {name}
              </li>
            ))}
          </ul>
        )}
      </figcaption>
    </figure>
  )
}
