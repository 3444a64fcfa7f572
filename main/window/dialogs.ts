// Questions asked natively, because the page must not be able to draw or answer them.
import { dialog, type BrowserWindow } from 'electron'
import type { NativeQuestion } from '../app/native-question'

/** The folder that the person picked, or null. */
export async function pickFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open a project folder',
    buttonLabel: 'Open',
    properties: ['openDirectory', 'createDirectory'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** The folder to import sessions from, or null. Hidden folders are shown: a Codex home is one. */
export async function pickImportFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Import sessions from a folder',
    buttonLabel: 'Look in Here',
    properties: ['openDirectory', 'showHiddenFiles'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** A rollout file to look into, or null. */
export async function pickRolloutFile(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open a session file',
    buttonLabel: 'Open',
    filters: [
      { name: 'Codex sessions', extensions: ['jsonl'] },
      { name: 'All files', extensions: ['*'] },
    ],
    properties: ['openFile', 'showHiddenFiles'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** Where to save an export, or null. The dialog itself asks before a file is replaced. */
export async function pickSavePath(
  window: BrowserWindow,
  { title, name }: { title: string; name: string },
): Promise<string | null> {
  const extension = name.split('.').at(-1) ?? ''
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: name,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  return canceled || filePath === '' ? null : filePath
}

/** Whether Codex may work without sandbox and without asking in this folder, until the app is closed. */
export async function confirmFullAccess(window: BrowserWindow, projectPath: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Give Codex full access?',
    detail:
      `Codex will run commands for ${projectPath} without a sandbox and without asking. ` +
      'It can read, change and delete any file you can, and use the network. This lasts until you close Codex Deck.',
    buttons: ['Cancel', 'Give Full Access'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

/** Whether a home that is the person's own, or that the terminal uses too, may go to the trash. */
export async function confirmTrashOwn(window: BrowserWindow, home: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Move your own CODEX_HOME to the trash?',
    detail: `${home} is used by Codex in the terminal too: its sessions, its settings and its login go with it.`,
    buttons: ['Cancel', 'Move to Trash'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

/** A folder of skills, or one with plugins, or null. Hidden folders are shown: such things lie in them. */
export async function pickExtensionFolder(
  window: BrowserWindow,
  purpose: 'skills' | 'marketplace' | 'write',
): Promise<string | null> {
  const titles = {
    skills: 'Add a folder of skills',
    marketplace: 'Add a marketplace folder',
    write: 'Add a folder that Codex may write to',
  }
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: titles[purpose],
    buttonLabel: 'Add',
    properties: ['openDirectory', 'showHiddenFiles'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** Whether the memories in a home may be emptied. `shared`: Codex in the terminal uses them too. */
export async function confirmMemoryReset(
  window: BrowserWindow,
  { name, files, shared }: { name: string; files: number; shared: boolean },
): Promise<boolean> {
  const what = `${files} ${files === 1 ? 'file' : 'files'}, also those that you put there yourself`
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: `Forget all memories of ${name}?`,
    detail:
      `The folder is emptied: ${what}. A copy is kept first, so that you can put them back.` +
      (shared ? ' Codex in the terminal uses the same memories.' : ''),
    buttons: ['Cancel', 'Forget Memories'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

/** Asks a question whose words come from elsewhere. Enter and Escape say no. */
export async function askNatively(window: BrowserWindow, { message, detail, agree }: NativeQuestion): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message,
    detail,
    buttons: ['Cancel', agree],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

/** Whether to quit although turns are running. They end as interrupted; nothing said so far is lost. */
export async function confirmQuit(window: BrowserWindow | null, running: number): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: running === 1 ? 'Codex is still working.' : `Codex is still working in ${running} chats.`,
    detail: 'Quitting stops it. What was said and changed so far is kept, and you can go on later.',
    buttons: ['Keep Working', 'Stop and Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  }
  const { response } = window ? await dialog.showMessageBox(window, options) : await dialog.showMessageBox(options)
  return response === 1
}

/** Tells of a failure that leaves no window to tell it in. */
export function showFatal(message: string, detail: string): void {
  dialog.showErrorBox(message, detail)
}
