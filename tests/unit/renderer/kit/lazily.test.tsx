import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { lazily } from '../../../../renderer/kit'

afterEach(cleanup)

it('draws what was loaded, the second time at once', async () => {
  const Lazy = lazily<{ name: string }>(
    async () =>
      ({ name }) => <p>Hello {name}</p>,
    'Loading…',
  )
  render(<Lazy name="one" />)
  expect(await screen.findByText('Hello one')).toBeTruthy()
  cleanup()
  render(<Lazy name="two" />)
  expect(screen.getByText('Hello two')).toBeTruthy()
})

it('offers to try again when the code can’t be had', async () => {
  let tries = 0
  const Lazy = lazily<object>(() => {
    tries += 1
    return tries === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(() => <p>Here</p>)
  }, 'Loading…')
  render(<Lazy />)
  fireEvent.click(await screen.findByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Here')).toBeTruthy()
})
