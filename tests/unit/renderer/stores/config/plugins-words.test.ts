import { describe, expect, it } from 'vitest'
import {
  addressWords,
  marketOrigin,
  readDetails,
  readPlugins,
} from '../../../../../renderer/stores/config/plugins-words'

describe('reading marketplaces', () => {
  it('takes names for people, versions and what bars a plugin', () => {
    const plugin = (name: string, more: object = {}) => ({
      id: `${name}@m`,
      name,
      source: { type: 'local', path: `/m/${name}` },
      installed: false,
      enabled: false,
      installPolicy: 'AVAILABLE',
      availability: 'AVAILABLE',
      localVersion: '1.0.0',
      keywords: ['a', 2],
      ...more,
    })
    const { marketplaces, errors } = readPlugins({
      marketplaces: [
        {
          name: 'm',
          path: '/m/.agents/plugins/marketplace.json',
          interface: { displayName: 'Team' },
          plugins: [
            plugin('one', { interface: { displayName: 'One', shortDescription: 'First' } }),
            plugin('two', { installPolicy: 'NOT_AVAILABLE' }),
            plugin('three', { availability: 'DISABLED_BY_ADMIN', source: { type: 'git', url: 'https://x/y' } }),
            { name: 'no id' },
          ],
        },
        { path: '/nameless' },
      ],
      marketplaceLoadErrors: [{ marketplacePath: '/b', message: 'broken' }, 1],
    })
    expect(marketplaces).toHaveLength(1)
    expect(marketplaces[0]?.title).toBe('Team')
    expect(marketplaces[0]?.plugins).toMatchObject([
      { title: 'One', about: 'First', barred: null, fetched: false, keywords: ['a'], version: '1.0.0' },
      { title: 'two', barred: 'Its marketplace offers it for show only.' },
      { barred: 'Your administrator has turned it off.', fetched: true, source: 'https://x/y' },
    ])
    expect(errors).toEqual([
      { path: '/b', message: 'broken' },
      { path: '', message: 'It could not be read.' },
    ])
  })

  it('reads details and apps leniently', () => {
    expect(
      readDetails({
        plugin: { description: 'D', skills: [{ name: 's' }], apps: [{ name: 'Mail' }, {}], mcpServers: ['p', 1] },
      }),
    ).toEqual({
      description: 'D',
      skills: [{ name: 's', description: '' }],
      apps: ['Mail'],
      servers: ['p'],
    })
    expect(readDetails(null)).toEqual({ description: '', skills: [], apps: [], servers: [] })
  })
})

describe('where a marketplace comes from', () => {
  const config = {
    marketplaces: {
      g: { source_type: 'git', source: 'https://host/x.git' },
      l: { source_type: 'local', source: '/m' },
    },
  }
  it('is what the configuration says; what it doesn’t say was brought by somebody else', () => {
    expect(marketOrigin(config, 'g')).toEqual({ kind: 'git', address: 'https://host/x.git' })
    expect(marketOrigin(config, 'l')).toEqual({ kind: 'folder', address: '/m' })
    for (const name of ['none', 'constructor', '__proto__']) expect(marketOrigin(config, name).kind).toBe('brought')
    expect(marketOrigin(null, 'g').kind).toBe('brought')
  })
})

describe('an address for git', () => {
  it.each([
    ['owner/name', 'git will clone https://github.com/owner/name'],
    ['https://git.example/x.git', 'git will clone it from git.example'],
    ['https://me:pass@git.example:8443/x', 'git will clone it from git.example'],
    ['https://github.com@evil.example/x', 'git will clone it from evil.example'],
    ['ssh://git@host.example/x', 'git will clone it from host.example'],
    ['git@host.example:owner/x.git', 'git will clone it from host.example'],
  ])('%s names the host that will be asked', (source, words) => expect(addressWords(source)).toBe(words))

  it.each(['', '/etc', './x', 'file:///etc/passwd', 'ext::sh -c id', 'two words/x', '-u/x', 'name'])(
    '“%s” is none',
    (source) => expect(addressWords(source)).toBeNull(),
  )
})
