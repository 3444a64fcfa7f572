import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { BarChart } from '../../../../renderer/kit'
import { barWords, niceTop } from '../../../../renderer/kit/bar-chart'

afterEach(cleanup)

const series = [
  { name: 'In', color: 'grey' },
  { name: 'Out', color: 'blue' },
]
const bars = [
  { key: 'a', label: 'Turn 1', values: [1000, 20] },
  { key: 'b', label: 'Turn 2', values: [0, 0] },
]
const chart = (onChoose = vi.fn()) => {
  render(
    <BarChart label="Tokens" series={series} bars={bars} resting="1,020 in all" short={String} onChoose={onChoose} />,
  )
  return screen.getByRole('img', { name: 'Tokens' })
}
const said = () => screen.getByRole('status').textContent

describe('a chart', () => {
  it('says the sum until a bar is pointed at, then its exact values', () => {
    const image = chart()
    expect(said()).toBe('1,020 in all')
    fireEvent.keyDown(image, { key: 'ArrowRight' })
    expect(said()).toBe('Turn 1: 1,000 in, 20 out; 1,020 in all')
    fireEvent.keyDown(image, { key: 'End' })
    expect(said()).toBe('Turn 2: none')
    fireEvent.keyDown(image, { key: 'ArrowRight' })
    expect(said()).toBe('Turn 2: none')
    fireEvent.blur(image)
    expect(said()).toBe('1,020 in all')
  })

  it('hands out the bar that is chosen by key or by click', () => {
    const onChoose = vi.fn()
    const image = chart(onChoose)
    fireEvent.keyDown(image, { key: 'Enter' })
    expect(onChoose).not.toHaveBeenCalled()
    fireEvent.keyDown(image, { key: 'Home' })
    fireEvent.keyDown(image, { key: 'Enter' })
    expect(onChoose).toHaveBeenCalledWith(bars[0])
  })

  it('draws nothing for what is nothing', () => {
    render(<BarChart label="Empty" series={series} bars={[]} resting="None" short={String} />)
    expect(screen.getByRole('img', { name: 'Empty' }).querySelectorAll('rect')).toHaveLength(0)
  })
})

it('ends the axis at a round number above the highest bar', () => {
  expect([0, 1, 7, 39_303, 100, 101, Number.NaN].map(niceTop)).toEqual([1, 1, 8, 40_000, 100, 200, 1])
})

it('names only the parts that are there', () => {
  expect(barWords({ key: 'c', label: 'Day', values: [0, 5] }, series)).toBe('Day: 5 out; 5 in all')
})
