// Homes for the tests of the screen and its store.
import type { HomeEntry, HomesOverview, HomeSize } from '../../../../../preload/contract/homes'

export function sampleHome(change: Partial<HomeEntry> = {}): HomeEntry {
  return {
    id: 'aaaaaaaaaaaaaaaa',
    path: '/data/homes/projects/weather-12345678',
    kind: 'project',
    label: 'weather',
    owner: { projectId: '0123456789abcdef', name: 'weather', path: '/srv/weather', inList: true },
    users: [{ projectId: '0123456789abcdef', name: 'weather' }],
    account: { id: 'main', name: 'me@example.com' },
    use: 'no',
    hasConfig: true,
    configProblem: null,
    hasLoginFile: false,
    loginStore: 'ephemeral',
    trash: { allowed: true, ask: ['weather begins again with an empty home: no chats, no settings.'] },
    ...change,
  }
}

export const terminalHome = sampleHome({
  id: 'cccccccccccccccc',
  path: '/home/me/.codex',
  kind: 'terminal',
  label: 'Codex in the terminal',
  owner: null,
  users: [],
  account: null,
  hasLoginFile: true,
  loginStore: 'file',
  trash: { allowed: true, ask: ['This is your own home, not one of Codex Deck.'] },
})

export const accountHome = sampleHome({
  id: 'bbbbbbbbbbbbbbbb',
  path: '/data/homes/auth',
  kind: 'account',
  label: 'me@example.com',
  owner: null,
  users: [],
  hasLoginFile: true,
  trash: { allowed: false, reason: 'me@example.com is signed in here. Sign out first.' },
})

export const overview: HomesOverview = {
  homes: [sampleHome(), accountHome, terminalHome],
  accounts: [
    { id: 'main', name: 'me@example.com', signedIn: true, rotates: true },
    { id: 'key', name: 'A key', signedIn: true, rotates: false },
    { id: 'out', name: 'Signed out', signedIn: false, rotates: true },
  ],
}

export const sizeOf = (homeId: string, change: Partial<HomeSize> = {}): HomeSize => ({
  homeId,
  bytes: 1_500_000,
  files: 10,
  sessions: 3,
  state: 'whole',
  ...change,
})
