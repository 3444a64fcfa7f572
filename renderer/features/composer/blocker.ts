// Why a message cannot be sent right now, in words and with the act that helps. Pure.
import type { Account } from '../../../preload/contract/accounts'
import type { Project, ServerStatus } from '../../../preload/contract/model'
import type { Providers } from '../../stores/composer/catalog'
import { newThreadKey, type ThreadState } from '../../stores/threads/model'
import { otherProvider } from './chat-provider'

export type BlockerAct = 'sign-in' | 'unarchive' | 'new-chat' | 'copy' | 'none'

export interface Blocker {
  message: string
  act: BlockerAct
}

interface Situation {
  project: Project | null
  server: ServerStatus | null
  /** The account that the project uses; null when there is none. */
  account: Account | null
  thread: ThreadState | null
  /** The model providers that the project's Codex knows; null until it told of them. */
  providers: Providers | null
}

const folderWords: Record<NonNullable<Project['problem']>, string> = {
  missing: 'The project’s folder is gone. Put it back, or remove the project.',
  unreadable: 'The project’s folder cannot be read. Check its permissions.',
  'not-a-folder': 'The project’s path is no longer a folder.',
}

const block = (message: string, act: BlockerAct = 'none'): Blocker => ({ message, act })

/** The first thing in the way, null when a message can be sent. A sleeping or starting server is no obstacle. */
export function findBlocker({ project, server, account, thread, providers }: Situation): Blocker | null {
  if (!project) return block('Open a folder first.')
  if (project.problem) return block(folderWords[project.problem])
  if (project.trust === 'unasked') return block('Say first whether you trust this folder.')
  if (project.source === 'unset') return block('Choose first where answers come from.')
  if (project.source === 'account' && (account === null || account.state === 'signed-out'))
    return block('You are signed out.', 'sign-in')
  if (project.source === 'account' && account?.state === 'signing-in')
    return block('Signing in: finish it in your browser.')
  // The banner over the chat says why and has the buttons. While Codex is being started again a message just waits.
  if (server?.state === 'failed') return block('Codex does not run: see above.')
  if (thread && thread.id === newThreadKey(project.id) && thread.turns.length > 0)
    return block('The chat is being started…')
  if (thread?.archived) return block('This chat is archived.', 'unarchive')
  if (thread?.readOnlyReason) return block(thread.readOnlyReason, 'new-chat')
  if (thread?.problem?.code === 'thread.gone') return block('This chat is gone.', 'new-chat')
  if (thread?.problem?.code === 'thread.elsewhere') return block('This chat is busy in another project.', 'new-chat')
  if (thread?.loading === 'failed') return block('This chat could not be opened.', 'new-chat')
  const provider = thread?.thread?.modelProvider ?? null
  const stranded = account && otherProvider({ project, account, provider, providers })
  return stranded ? block(stranded, 'copy') : null
}
