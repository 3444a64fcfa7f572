import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { EnvironmentReport } from '../../../../../preload/contract/homes'
import { EnvironmentSection } from '../../../../../renderer/features/homes'
import { useHomes } from '../../../../../renderer/stores/accounts/homes'
import { fakeDeck, refusal } from '../../stores/fake-deck'

const fresh = useHomes.getInitialState()
beforeEach(() => useHomes.setState(fresh, true))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const report: EnvironmentReport = {
  variables: [
    { name: 'CODEX_HOME', group: 'home', value: '/home/me/c\u202Eodex', fate: 'replaced' },
    { name: 'OPENAI_API_KEY', group: 'login', value: '••••••••', fate: 'dropped' },
    { name: 'https_proxy', group: 'network', value: 'http://proxy:3128', fate: 'passed' },
    { name: 'NO_PROXY', group: 'network', value: '', fate: 'passed' },
    { name: 'CODEX_CA_CERTIFICATE', group: 'network', value: null, fate: 'passed' },
  ],
}

it('tells of each variable what it does and what becomes of it', async () => {
  fakeDeck({ 'homes/environment': report })
  render(<EnvironmentSection />)
  await screen.findByRole('table', { name: 'Variables' })
  const rows = screen.getAllByRole('row').map((one) => one.textContent ?? '')
  expect(rows.find((text) => text.includes('OPENAI_API_KEY'))).toMatch(/No login.*••••••••.*kept back/)
  expect(rows.find((text) => text.includes('https_proxy'))).toMatch(/https addresses.*http:\/\/proxy:3128.*passed on/)
  expect(rows.find((text) => text.includes('NO_PROXY'))).toContain('set, and empty')
  expect(rows.find((text) => text.includes('CODEX_CA_CERTIFICATE'))).toContain('not set')
  expect(rows.find((text) => text.startsWith('CODEX_HOME'))).toContain('⟦')
})

it('explains who has the last word', async () => {
  fakeDeck({ 'homes/environment': report })
  render(<EnvironmentSection />)
  expect(await screen.findByText(/command line wins over the environment, and the environment over/)).toBeTruthy()
  expect(screen.getByText('what is chosen in the chat')).toBeTruthy()
})

it('says why it could not be read', async () => {
  fakeDeck({ 'homes/environment': refusal('No answer.') })
  render(<EnvironmentSection />)
  expect((await screen.findByRole('alert')).textContent).toBe('No answer.')
})
