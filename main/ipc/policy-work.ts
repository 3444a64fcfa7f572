// Calls that start work: in which folder, with which rights, and what the home's own configuration adds to that.
import { isAbsolute, relative, resolve } from 'node:path'
import { presetOf } from '@contract/presets'
import { plainPermissions, type HomePermissions } from '../projects/home-permissions'
import {
  allow,
  deny,
  isInside,
  isRecord,
  threadFolder,
  type Params,
  type PolicyContext,
  type Rule,
} from './policy-rules'

/** The sandbox that a call asks for, by either of the two spellings that Codex has. */
function sandboxOf(params: Params): string | null {
  const mode = params['sandbox']
  if (typeof mode === 'string') return mode
  const policy = params['sandboxPolicy']
  if (!isRecord(policy)) return null
  const names: Record<string, string> = {
    readOnly: 'read-only',
    workspaceWrite: 'workspace-write',
    dangerFullAccess: 'danger-full-access',
  }
  return names[String(policy['type'])] ?? 'unknown'
}

const threadGone =
  'The worktree of this chat is not there any more. Remove it from the app to go on in the project’s own folder.'

/** Which folder a call that starts work runs in, or why it may run in none. */
type Where = (params: Params, context: PolicyContext) => { cwd: string } | { problem: string }

/** Where its thread works. It never falls back on the project's own folder. */
export const whereItsThreadIs: Where = (_params, context) =>
  context.worktrees?.thread?.stands === false ? { problem: threadGone } : { cwd: threadFolder(context) }

/**
 * A new thread may begin in one of the project's worktrees, by the page's choice; a copy works where its original does. Any
 * other folder is the project's own whatever the page said, but for a worktree that is gone: that would be another checkout
 * than the person chose.
 */
export const whereItBegins: Where = (params, context) => {
  const { projectPath, worktrees } = context
  const asked = params['cwd']
  if (!worktrees) return { cwd: projectPath }
  if (worktrees.thread) return whereItsThreadIs(params, context)
  if (typeof asked !== 'string' || !isAbsolute(asked)) return { cwd: projectPath }
  const found = worktrees.folders.find((folder) => relative(folder, resolve(asked)) === '')
  if (found !== undefined) return { cwd: found }
  return isInside(worktrees.home, asked)
    ? { problem: 'This worktree is not one of the project’s, or it is not there any more.' }
    : { cwd: projectPath }
}

/** Refuses what would work on in a thread whose worktree is gone. */
export const whereThreadStands: Rule = (params, context) =>
  context.worktrees?.thread?.stands === false ? deny(threadGone) : allow(params)

/**
 * What there is to write to, said in full. Left out, Codex takes it from config.toml, and the folder's own .codex/ may name any
 * folder there: one of those stays with a thread from its start on, whatever sandbox its turns are sent with (measured with
 * 0.169.0). Only what the home itself names is passed on.
 */
function exactRoots(spelling: 'mode' | 'policy', cwd: string, home: HomePermissions): Params {
  if (spelling === 'policy') return { runtimeWorkspaceRoots: [cwd, ...home.writableRoots] }
  const { sandboxPolicy } = presetOf('auto')
  if (sandboxPolicy.type !== 'workspaceWrite') return {}
  return {
    config: {
      // There for every turn to come, whatever the thread begins with.
      ...home.profile?.config,
      sandbox_workspace_write: {
        writable_roots: [...home.writableRoots],
        network_access: home.networkAccess,
        exclude_tmpdir_env_var: sandboxPolicy.excludeTmpdirEnvVar,
        exclude_slash_tmp: sandboxPolicy.excludeSlashTmp,
      },
    },
  }
}

/**
 * Confines a call that starts work: cwd is the project's folder, or one of its worktrees, as `where` says; an untrusted folder
 * runs read-only and unasked, the writable sandbox is exactly the preset's with what the home adds, full access needs a native
 * yes. The home also says who answers questions and which may be asked; neither is the page's to say.
 */
export const confined =
  (spelling: 'mode' | 'policy', where: Where, exact = exactRoots.bind(null, spelling)): Rule =>
  (params, context) => {
    const place = where(params, context)
    if ('problem' in place) return deny(place.problem)
    const sandbox = sandboxOf(params)
    const preset = (id: 'read-only' | 'auto'): Params => {
      const { sandbox: mode, sandboxPolicy } = presetOf(id)
      if (spelling === 'mode') return { sandbox: mode }
      if (sandboxPolicy.type !== 'workspaceWrite') return { sandboxPolicy }
      return { sandboxPolicy: { ...sandboxPolicy, networkAccess: home.networkAccess } }
    }
    const home = context.trust === 'trusted' ? (context.home ?? plainPermissions) : plainPermissions
    // A turn can only have the profile that its thread knows: one that was chosen later counts for new chats.
    const profile = spelling === 'mode' ? home.profile?.id : home.profile ? context.threadProfile : undefined
    const policy = params['approvalPolicy'] ?? (sandbox === null ? 'on-request' : undefined)
    // Narrower than asking about everything, never wider.
    const approvalPolicy = policy === 'on-request' && home.granular !== null ? { granular: home.granular } : policy
    const base: Params = {
      ...params,
      ...exact(place.cwd, home),
      ...(approvalPolicy === undefined ? {} : { approvalPolicy }),
      cwd: place.cwd,
      approvalsReviewer: home.reviewer,
    }
    if (context.trust !== 'trusted') return allow({ ...base, ...preset('read-only'), approvalPolicy: 'never' })
    switch (sandbox) {
      case null:
        // Left out, Codex would fall back on config.toml, which may say anything.
        return allow({ ...base, ...preset('read-only') })
      case 'read-only':
        return allow({ ...base, ...preset('read-only') })
      case 'workspace-write':
        if (params['approvalPolicy'] === 'never') return deny('Writing without ever asking is only for full access.')
        return allow(profile === undefined ? { ...base, ...preset('auto') } : underProfile(base, profile))
      case 'danger-full-access':
        return context.fullAccessGranted ? allow(base) : { kind: 'ask-full-access', params: base }
      default:
        return deny('The window may not use this kind of sandbox.')
    }
  }

/** A named profile in place of a sandbox: Codex takes one of the two. */
function underProfile({ sandbox: _mode, sandboxPolicy: _policy, ...params }: Params, profile: string): Params {
  return { ...params, permissions: profile }
}

/** A thread is taken up where it works; one whose worktree is gone to be read, for it can't work anywhere. */
export const takenUp: Rule = (params, context) =>
  context.worktrees?.thread?.stands === false
    ? allow({
        ...params,
        cwd: context.projectPath,
        approvalsReviewer: 'user',
        sandbox: 'read-only',
        approvalPolicy: 'never',
      })
    : confined('mode', whereItsThreadIs)(params, context)
