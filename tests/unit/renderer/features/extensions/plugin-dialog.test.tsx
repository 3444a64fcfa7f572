import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PluginDialog } from '../../../../../renderer/features/extensions/plugin-dialog'
import { usePlugins } from '../../../../../renderer/stores/config/plugins'
import type { Plugin } from '../../../../../renderer/stores/config/plugins-words'
import { freshen } from '../../stores/config/freshen'
import { projectId } from '../../stores/config/sample-config'
import { fakeDeck, later, refusal } from '../../stores/fake-deck'

const reset = freshen(usePlugins)
beforeEach(() => reset())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const plugin = (more: Partial<Plugin> = {}): Plugin => ({
  id: 'demo@m',
  name: 'demo',
  title: 'Demo',
  about: '',
  version: '1.0.0',
  keywords: [],
  installed: false,
  enabled: false,
  barred: null,
  source: '/m/demo',
  fetched: false,
  ...more,
})
const brings = {
  servers: [{ name: 'pm', command: 'node', args: ['s.js', '\u200b'], url: null, env: ['TOKEN'] }],
  hooks: [{ event: 'Stop', command: 'echo' }],
  readable: true,
  problem: null,
}
const show = (answers: Record<string, unknown> = {}, more: Partial<Plugin> = {}) => {
  const deck = fakeDeck({
    'plugin/read': { plugin: { description: 'A demo', skills: [], apps: [], mcpServers: ['pm'] } },
    'plugins/brings': brings,
    'extensions/act': { undoId: null, note: null },
    ...answers,
  })
  const market = { name: 'm', title: 'Team', path: '/m/marketplace.json', plugins: [plugin(more)] }
  render(<PluginDialog projectId={projectId} market={market} plugin={plugin(more)} onClose={vi.fn()} />)
  return deck
}

describe('a plugin', () => {
  it('can’t be installed before what it starts is on the screen', async () => {
    const slow = later()
    const deck = show({ 'plugins/brings': () => slow.promise })
    const install = screen.getByRole('button', { name: 'Install' })
    expect(install.hasAttribute('disabled')).toBe(true)
    slow.settle(brings)
    const start = await screen.findByRole('button', { name: 'Install and start 1 server' })
    const words = screen.getByTestId('plugin-dialog').textContent
    expect(words).toContain('node s.js')
    expect(words).toContain('U+200B')
    expect(words).toContain('sets TOKEN')
    expect(words).toContain('echo')
    fireEvent.click(start)
    await waitFor(() =>
      expect(deck.of('extensions/act')).toEqual([
        { projectId, act: { kind: 'install', marketplacePath: '/m/marketplace.json', pluginName: 'demo' } },
      ]),
    )
  })

  it('that is fetched says that nothing is known of it yet', async () => {
    show({ 'plugins/brings': { servers: [], hooks: [], readable: false, problem: null } }, { fetched: true })
    expect(await screen.findByText(/can’t be shown before/)).toBeTruthy()
  })

  it('is asked about by name before it goes', async () => {
    const deck = show({}, { installed: true, enabled: true })
    fireEvent.click(await screen.findByRole('button', { name: 'Uninstall…' }))
    expect(deck.of('extensions/act')).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: 'Keep it' }))
    fireEvent.click(screen.getByRole('button', { name: 'Uninstall…' }))
    fireEvent.click(screen.getByRole('button', { name: 'Uninstall' }))
    await waitFor(() =>
      expect(deck.of('extensions/act')).toMatchObject([{ act: { kind: 'uninstall', pluginId: 'demo@m' } }]),
    )
  })

  it('says why it was not installed', async () => {
    show({ 'extensions/act': refusal('missing plugin.json') })
    fireEvent.click(await screen.findByRole('button', { name: /^Install and start/ }))
    expect((await screen.findByRole('alert')).textContent).toContain('It was not installed: missing plugin.json')
  })

  it('that may not be installed offers nothing', async () => {
    show({}, { barred: 'Its marketplace offers it for show only.' })
    expect(await screen.findByText('Its marketplace offers it for show only.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Install/ })).toBeNull()
  })
})
