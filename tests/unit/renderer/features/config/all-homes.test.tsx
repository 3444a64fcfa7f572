import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AllHomes } from '../../../../../renderer/features/config/all-homes'
import { useAllHomes } from '../../../../../renderer/stores/config/all-homes'
import { tellConfig } from '../../../../../renderer/stores/config/config-events'
import { freshen } from '../../stores/config/freshen'
import { fakeDeck, refusal } from '../../stores/fake-deck'

const reset = freshen(useAllHomes)
beforeEach(reset)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const told = (progress: { done: number; of: number } | null) =>
  act(() => tellConfig({ type: 'config-all-homes', progress }))

it('says how far a write to all homes is, stops it once, and goes when it is over', async () => {
  const deck = fakeDeck({ 'config/stopAllHomes': null })
  render(<AllHomes />)
  expect(screen.queryByTestId('all-homes')).toBeNull()
  told({ done: 3, of: 12 })
  expect(await screen.findByText('Going through every home: 3 of 12')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
  expect(await screen.findByText('Stopping after the homes that were begun…')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull()
  expect(deck.of('config/stopAllHomes')).toHaveLength(1)
  told(null)
  expect(screen.queryByTestId('all-homes')).toBeNull()
  told({ done: 0, of: 2 })
  expect(await screen.findByRole('button', { name: 'Stop' })).toBeTruthy()
})

it('names what is written, also before main has told how far it is', async () => {
  fakeDeck({})
  render(<AllHomes what="model" />)
  expect(await screen.findByText('Going through every home with model…')).toBeTruthy()
})

it('can be stopped again when stopping failed', async () => {
  fakeDeck({ 'config/stopAllHomes': refusal('busy') })
  render(<AllHomes />)
  told({ done: 1, of: 2 })
  fireEvent.click(await screen.findByRole('button', { name: 'Stop' }))
  expect(await screen.findByRole('button', { name: 'Stop' })).toBeTruthy()
})
