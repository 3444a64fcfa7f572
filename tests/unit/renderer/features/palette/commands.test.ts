import { expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { paletteCommands, type PaletteActs } from '../../../../../renderer/features/palette'
import { sampleProject } from '../../../../support/sample-project'

const project: Project = sampleProject({ id: 'p1', source: 'demo' })
const acts = (): PaletteActs => ({
  newChat: vi.fn(),
  addProject: vi.fn(),
  openProject: vi.fn(),
  openThread: vi.fn(),
  settings: vi.fn(),
  toggleSidebar: vi.fn(),
  inbox: vi.fn(),
  goToRequest: vi.fn(),
  stopTurn: vi.fn(),
  setTheme: vi.fn(),
  reveal: vi.fn(),
  restart: vi.fn(),
  trust: vi.fn(),
  search: vi.fn(),
  importSessions: vi.fn(),
  inspector: vi.fn(),
  usage: vi.fn(),
  find: vi.fn(),
  outline: vi.fn(),
  fork: vi.fn(),
  aside: vi.fn(),
  changes: vi.fn(),
  showChanges: vi.fn(),
  commit: vi.fn(),
  rewind: vi.fn(),
  archive: vi.fn(),
  exportAs: vi.fn(),
})
const list = {
  summaries: [
    {
      id: 't1',
      title: '',
      preview: 'Fix the parser',
      updatedAtMs: 0,
      activity: 'idle' as const,
      demo: true,
      cwd: '/',
      branch: null,
      sectionId: null,
      readState: null,
    },
  ],
  sections: [],
  source: 'server' as const,
  problems: [],
  problemCount: 0,
  pages: 1,
  cursor: null,
  loading: 'none' as const,
  problem: null,
  archived: false,
}
const empty = {
  projects: [],
  activeId: null,
  threadId: null,
  lists: {},
  running: false,
  waiting: 0,
  theme: 'system' as const,
}
const ids = (state: Parameters<typeof paletteCommands>[0]) =>
  paletteCommands(state, acts()).map((command) => command.id)

it('offers nothing about a project while none is open', () => {
  expect(ids(empty)).not.toContain('new-chat')
  expect(ids(empty)).toContain('add-project')
})

it('offers stopping only while something runs, and going to a request only while one waits', () => {
  expect(ids(empty)).not.toContain('stop')
  expect(ids({ ...empty, running: true, waiting: 1 })).toEqual(expect.arrayContaining(['stop', 'request']))
})

it('offers the themes that are not on', () => {
  expect(ids({ ...empty, theme: 'dark' }).filter((id) => id.startsWith('theme:'))).toEqual([
    'theme:system',
    'theme:light',
  ])
})

it('finds projects by path and chats by their project, and opens them', () => {
  const did = acts()
  const commands = paletteCommands(
    { ...empty, projects: [project], activeId: 'p1', threadId: null, lists: { p1: list } },
    did,
  )
  const chat = commands.find((command) => command.id === 'thread:t1')
  expect(chat).toMatchObject({ label: 'Fix the parser', note: 'weather', keywords: ['weather'] })
  expect(commands.find((command) => command.id === 'project:p1')?.keywords).toEqual(['/srv/weather'])
  chat?.run()
  expect(did.openThread).toHaveBeenCalledWith('p1', 't1')
})

it('gives every command an id of its own', () => {
  const all = ids({
    ...empty,
    projects: [project],
    activeId: 'p1',
    threadId: null,
    lists: { p1: list },
    running: true,
    waiting: 2,
  })
  expect(new Set(all).size).toBe(all.length)
})

it('offers acts on a chat only while one is in view', () => {
  const ofChat = ['find', 'outline', 'fork', 'aside', 'archive', 'export:markdown', 'export:html', 'export:jsonl']
  expect(ids({ ...empty, projects: [project], activeId: 'p1' })).not.toEqual(expect.arrayContaining(['fork']))
  expect(ids({ ...empty, projects: [project], activeId: 'p1', threadId: 't1' })).toEqual(expect.arrayContaining(ofChat))
})
