import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { PairRows, type NamedValue } from '../../../../renderer/forms/pair-rows'

afterEach(cleanup)

let rows: NamedValue[] = []
function Form({ given }: { given: NamedValue[] }) {
  const [now, setNow] = useState(given)
  return (
    <PairRows
      label="Headers"
      one="header"
      rows={now}
      blank={{ name: '', value: '' }}
      problem={now.length === 0 ? null : 'Not yet.'}
      isHidden={({ name }) => name === 'Secret'}
      below={({ name }) => name === 'Odd' && <p>odd one</p>}
      onChange={(next) => {
        rows = next
        setNow(next)
      }}
    />
  )
}

it('adds a row and puts the cursor into its name', () => {
  render(<Form given={[]} />)
  expect(screen.queryByRole('alert')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Add a header' }))
  expect(document.activeElement).toBe(screen.getByLabelText('Name of header 1'))
  fireEvent.change(screen.getByLabelText('Name of header 1'), { target: { value: 'Odd' } })
  fireEvent.change(screen.getByLabelText('Value of header 1'), { target: { value: '1' } })
  expect(rows).toEqual([{ name: 'Odd', value: '1' }])
  expect(screen.getByText('odd one')).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toBe('Not yet.')
})

it('changes and removes the row that is meant, though two are alike', () => {
  const twin = { name: 'A', value: '1' }
  render(<Form given={[{ ...twin }, { ...twin }, { name: 'Secret', value: 's' }]} />)
  expect(document.activeElement).toBe(document.body)
  fireEvent.change(screen.getByLabelText('Value of header 2'), { target: { value: '2' } })
  expect(rows.map(({ value }) => value)).toEqual(['1', '2', 's'])
  expect(screen.getByLabelText<HTMLInputElement>('Value of header 3').type).toBe('password')
  const [first] = screen.getAllByRole('button', { name: 'Remove A' })
  if (first) fireEvent.click(first)
  expect(rows.map(({ value }) => value)).toEqual(['2', 's'])
})
