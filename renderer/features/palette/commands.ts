// What the palette offers, made from the state of the window. Pure: the acts come in.
import type { Project, Theme } from '../../../preload/contract/model'
import type { ExportFormat } from '../../../preload/contract/exports'
import type { ThreadList } from '../../stores/threads/model'

export interface PaletteCommand {
  id: string
  group: 'Commands' | 'Projects' | 'Chats'
  label: string
  /** More words to find it by. */
  keywords: string[]
  /** Shown at the row's end: the project of a chat. */
  note?: string
  shortcut?: string
  run: () => void
}

export interface PaletteState {
  projects: readonly Project[]
  activeId: string | null
  /** The chat in view; null for a new one. */
  threadId: string | null
  lists: Readonly<Record<string, ThreadList>>
  running: boolean
  waiting: number
  theme: Theme
}

export interface PaletteActs {
  newChat: () => void
  addProject: () => void
  openProject: (projectId: string) => void
  openThread: (projectId: string, threadId: string) => void
  settings: () => void
  toggleSidebar: () => void
  inbox: () => void
  goToRequest: () => void
  stopTurn: () => void
  setTheme: (theme: Theme) => void
  reveal: (projectId: string, what: 'folder' | 'home') => void
  restart: (projectId: string) => void
  trust: (projectId: string) => void
  search: () => void
  importSessions: () => void
  inspector: () => void
  changes: () => void
  showChanges: (
    choice: { kind: 'turn'; turnId: null } | { kind: 'session' } | { kind: 'unstaged' } | { kind: 'staged' },
  ) => void
  commit: () => void
  usage: () => void
  /** Acts on the chat in view. */
  find: () => void
  outline: () => void
  fork: () => void
  aside: () => void
  rewind: () => void
  archive: () => void
  exportAs: (format: ExportFormat) => void
}

const themes: Record<Theme, string> = { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' }
const themeOrder: readonly Theme[] = ['system', 'light', 'dark']

type MakeCommand = (
  id: string,
  label: string,
  run: () => void,
  more?: { shortcut?: string; keywords?: string[] },
) => PaletteCommand

const exports: readonly { format: ExportFormat; label: string }[] = [
  { format: 'markdown', label: 'Export this chat as Markdown…' },
  { format: 'html', label: 'Export this chat as an HTML page…' },
  { format: 'jsonl', label: 'Export this chat as raw JSONL…' },
]

/** What can be done with the chat in view. */
function chatCommands(command: MakeCommand, acts: PaletteActs): PaletteCommand[] {
  return [
    command('find', 'Find in this chat', acts.find, { shortcut: 'Mod+F', keywords: ['search'] }),
    command('outline', 'Outline: jump to a turn', acts.outline, { shortcut: 'Mod+Shift+O', keywords: ['turns'] }),
    command('fork', 'Fork this chat', acts.fork, { keywords: ['copy', 'branch'] }),
    command('aside', 'Ask on the side…', acts.aside, { keywords: ['question', 'ephemeral', 'btw'] }),
    command('archive', 'Archive this chat', acts.archive),
    command(
      'changes:turn',
      'Changes: what the last turn changed',
      () => acts.showChanges({ kind: 'turn', turnId: null }),
      {
        keywords: ['diff', 'review'],
      },
    ),
    command('changes:session', 'Changes: what this chat changed', () => acts.showChanges({ kind: 'session' }), {
      keywords: ['diff', 'review'],
    }),
    command('rewind', 'Rewind to before the last message…', acts.rewind, {
      keywords: ['undo', 'checkpoint', 'restore', 'back'],
    }),
    ...exports.map(({ format, label }) =>
      command(`export:${format}`, label, () => acts.exportAs(format), { keywords: ['save', 'share'] }),
    ),
  ]
}

export function paletteCommands(state: PaletteState, acts: PaletteActs): PaletteCommand[] {
  const { activeId } = state
  const command: MakeCommand = (id, label, run, more = {}) => ({
    id,
    group: 'Commands',
    label,
    keywords: more.keywords ?? [],
    shortcut: more.shortcut,
    run,
  })

  return [
    ...(activeId === null
      ? []
      : [command('new-chat', 'New chat', acts.newChat, { shortcut: 'Mod+N', keywords: ['thread'] })]),
    ...(state.running
      ? [command('stop', 'Stop the running turn', acts.stopTurn, { shortcut: 'Mod+.', keywords: ['interrupt'] })]
      : []),
    ...(state.waiting > 0
      ? [command('request', 'Go to the request that waits', acts.goToRequest, { shortcut: 'F6' })]
      : []),
    command('search', 'Search sessions…', acts.search, {
      shortcut: 'Mod+Shift+F',
      keywords: ['find', 'history', 'text'],
    }),
    ...(state.threadId === null ? [] : chatCommands(command, acts)),
    ...(activeId === null
      ? []
      : [
          command('changes', 'Show or hide the changes', acts.changes, {
            shortcut: 'Mod+Shift+G',
            keywords: ['diff', 'git', 'review', 'files'],
          }),
          command('changes:unstaged', 'Changes: unstaged', () => acts.showChanges({ kind: 'unstaged' }), {
            keywords: ['diff', 'git', 'working tree'],
          }),
          command('changes:staged', 'Changes: staged', () => acts.showChanges({ kind: 'staged' }), {
            keywords: ['diff', 'git', 'index'],
          }),
          command('commit', 'Commit what is staged…', acts.commit, { keywords: ['git'] }),
        ]),
    command('inspector', 'Show or hide the inspector', acts.inspector, {
      shortcut: 'Mod+Shift+D',
      keywords: ['events', 'timeline', 'rollout', 'debug'],
    }),
    command('inbox', 'Show or hide the inbox', acts.inbox, { shortcut: 'Mod+I', keywords: ['approvals', 'requests'] }),
    command('add-project', 'Add a project…', acts.addProject, { shortcut: 'Mod+O', keywords: ['open', 'folder'] }),
    ...(activeId === null
      ? []
      : [
          command('import', 'Import sessions…', acts.importSessions, { keywords: ['terminal', 'copy', 'bring'] }),
          command('usage', 'Token usage of this project', acts.usage, { keywords: ['cost', 'spend'] }),
        ]),
    command('sidebar', 'Show or hide the sidebar', acts.toggleSidebar, { shortcut: 'Mod+B' }),
    command('settings', 'Settings', acts.settings, { shortcut: 'Mod+,', keywords: ['preferences', 'account'] }),
    ...(activeId === null
      ? []
      : [
          command('trust', 'Change the trust of this project…', () => acts.trust(activeId)),
          command('folder', 'Show this project in the file manager', () => acts.reveal(activeId, 'folder')),
          command('home', 'Open this project’s CODEX_HOME', () => acts.reveal(activeId, 'home')),
          command('restart', 'Restart this project’s Codex', () => acts.restart(activeId), { keywords: ['server'] }),
        ]),
    ...themeOrder
      .filter((theme) => theme !== state.theme)
      .map((theme) =>
        command(`theme:${theme}`, themes[theme], () => acts.setTheme(theme), { keywords: ['appearance'] }),
      ),
    ...state.projects.map((project): PaletteCommand => ({
      id: `project:${project.id}`,
      group: 'Projects',
      label: project.name,
      keywords: [project.path],
      run: () => acts.openProject(project.id),
    })),
    ...state.projects.flatMap((project) =>
      (state.lists[project.id]?.summaries ?? []).map((summary): PaletteCommand => ({
        id: `thread:${summary.id}`,
        group: 'Chats',
        label: summary.title || summary.preview || 'Untitled chat',
        keywords: [project.name],
        note: project.name,
        run: () => acts.openThread(project.id, summary.id),
      })),
    ),
  ]
}
