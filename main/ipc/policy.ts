// What the page may ask of Codex: method by method, which keys of the params, confined how. Pure: it decides, it does nothing.
// The shape of params was already checked against Codex's own schema (schemas.ts); here it is about power.
import type { CodexMethod } from '@contract/codex'
import { codexMethods } from '@contract/codex'
import { presetOf } from '@contract/presets'
import type { Trust } from '@contract/model'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { plainPermissions, type HomePermissions } from '../projects/home-permissions'

type Params = Record<string, unknown>

/** What the policy must know of the project whose server is asked. */
export interface PolicyContext {
  projectPath: string
  trust: Trust
  /** The person has agreed natively to full access in this project during this run. */
  fullAccessGranted: boolean
  /** Where else than in its own folder the project's work may run. Absent: it has no worktrees. */
  worktrees?: WorktreePlaces
  /** What the home's config.toml adds to the presets, as main read it. Absent: nothing. */
  home?: HomePermissions
  /** The permission profile that the call's thread was begun or taken up with. */
  threadProfile?: string
}

/** The worktrees of the project, as main knows them. */
export interface WorktreePlaces {
  /** Folders of those that stand. */
  folders: readonly string[]
  /** The folder that the app keeps all worktrees in. What is in there and is none of `folders` is gone, or another project's. */
  home: string
  /** The worktree that the call's thread works in; null where it works in the project's own folder. */
  thread: { path: string; stands: boolean } | null
}

export type Decision =
  | { kind: 'allow'; params: Params }
  /** Allowed once the person agrees in a native dialog that the page can't draw or answer. */
  | { kind: 'ask-full-access'; params: Params }
  | { kind: 'deny'; message: string }

type Rule = (params: Params, context: PolicyContext) => Decision

const allow = (params: Params): Decision => ({ kind: 'allow', params })
const deny = (message: string): Decision => ({ kind: 'deny', message })

/** Lets a call through when it carries none but these keys. */
const only =
  (...keys: string[]): Rule =>
  (params) => {
    const foreign = Object.keys(params).find((key) => !keys.includes(key))
    return foreign === undefined ? allow(params) : deny(`The window may not set “${foreign}” in this call.`)
  }

/** Whether `path` is the folder or lies below it, by its text: Codex resolves links itself under its sandbox. */
export function isInside(folder: string, path: string): boolean {
  if (!isAbsolute(path)) return false
  const way = relative(resolve(folder), resolve(path))
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

const isRecord = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Inline images only: a remote address would be fetched, a local path read, on the page's word. */
const inlineImage = /^data:image\/(?:png|jpeg|gif|webp);base64,/

/** The folder that the call's thread works in. */
const threadFolder = ({ projectPath, worktrees }: PolicyContext): string => worktrees?.thread?.path ?? projectPath

function inputProblem(input: unknown, context: PolicyContext): string | null {
  if (!Array.isArray(input)) return null
  const folder = threadFolder(context)
  for (const part of input) {
    if (!isRecord(part)) return 'The message holds something that is no part of a message.'
    switch (part['type']) {
      case 'text':
        break
      case 'image':
        if (typeof part['url'] !== 'string' || !inlineImage.test(part['url']))
          return 'Only pictures pasted, dropped or picked can be sent.'
        break
      case 'mention':
        if (typeof part['path'] !== 'string' || !isInside(folder, resolve(folder, part['path'])))
          return 'Only files of the project can be mentioned.'
        break
      case 'skill':
        if (typeof part['path'] !== 'string' || !/[\\/]SKILL\.md$/.test(part['path']))
          return 'A skill is named by its SKILL.md.'
        break
      default:
        return `The window may not send input of the kind “${String(part['type'])}”.`
    }
  }
  return null
}

const withInput =
  (next: Rule): Rule =>
  (params, context) => {
    const problem = inputProblem(params['input'], context)
    return problem === null ? next(params, context) : deny(problem)
  }

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
const whereItsThreadIs: Where = (_params, context) =>
  context.worktrees?.thread?.stands === false ? { problem: threadGone } : { cwd: threadFolder(context) }

/**
 * A new thread may begin in one of the project's worktrees, by the page's choice; a copy works where its original does. Any
 * other folder is the project's own whatever the page said, but for a worktree that is gone: that would be another checkout
 * than the person chose.
 */
const whereItBegins: Where = (params, context) => {
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
const whereThreadStands: Rule = (params, context) =>
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
const confined =
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
const takenUp: Rule = (params, context) =>
  context.worktrees?.thread?.stands === false
    ? allow({
        ...params,
        cwd: context.projectPath,
        approvalsReviewer: 'user',
        sandbox: 'read-only',
        approvalPolicy: 'never',
      })
    : confined('mode', whereItsThreadIs)(params, context)

/** Runs the rules in turn; each sees the params that the one before let through. */
const all =
  (...rules: Rule[]): Rule =>
  (params, context) => {
    let current = params
    let asks = false
    for (const rule of rules) {
      const decision = rule(current, context)
      if (decision.kind === 'deny') return decision
      asks ||= decision.kind === 'ask-full-access'
      current = decision.params
    }
    return asks ? { kind: 'ask-full-access', params: current } : allow(current)
  }

const threadOnly = only('threadId')
const goalKeys = only('threadId', 'objective', 'status', 'tokenBudget')

/**
 * Status of one server by name: without a name Codex starts every server anew, those of an unapproved folder too (measured).
 */
const oneServer: Rule = (params, context) =>
  typeof params['serverName'] === 'string'
    ? only('threadId', 'serverName', 'detail')(params, context)
    : deny('Servers are asked about one by one.')

const rules: Record<CodexMethod, Rule> = {
  'thread/start': all(
    only('model', 'cwd', 'approvalPolicy', 'sandbox', 'historyMode', 'ephemeral'),
    confined('mode', whereItBegins),
  ),
  'thread/resume': all(
    only('threadId', 'model', 'cwd', 'approvalPolicy', 'sandbox', 'excludeTurns', 'initialTurnsPage'),
    takenUp,
  ),
  'thread/fork': all(
    only(
      'threadId',
      'lastTurnId',
      'beforeTurnId',
      'model',
      'cwd',
      'approvalPolicy',
      'sandbox',
      'excludeTurns',
      'ephemeral',
    ),
    confined('mode', whereItBegins),
  ),
  'thread/list': only(
    'cursor',
    'limit',
    'sortKey',
    'sortDirection',
    'archived',
    'searchTerm',
    'modelProviders',
    'sectionId',
    'sourceKinds',
    'parentThreadId',
    'ancestorThreadId',
    'useStateDbOnly',
  ),
  'thread/read': only('threadId', 'includeTurns'),
  'thread/revert': only('threadId', 'beforeTurnId'),
  'thread/readState/update': only('threadId', 'operation', 'expectedRevision'),
  'thread/searchOccurrences': only('threadId', 'searchTerm', 'cursor', 'limit'),
  'threadSection/list': only('cursor', 'limit'),
  'threadSection/create': only('name', 'appearance'),
  'threadSection/update': only('sectionId', 'name', 'appearance'),
  'threadSection/delete': only('sectionId'),
  'thread/section/move': only('threadId', 'sectionId', 'beforeThreadId'),
  'thread/turns/list': only('threadId', 'cursor', 'limit', 'sortDirection', 'itemsView'),
  'thread/items/list': only('threadId', 'turnId', 'cursor', 'limit', 'sortDirection'),
  'thread/archive': threadOnly,
  'thread/unarchive': threadOnly,
  'thread/name/set': only('threadId', 'name'),
  'thread/compact/start': threadOnly,
  'thread/goal/get': threadOnly,
  // An active goal begins turns by itself: not where none may be begun. It can be paused anywhere.
  'thread/goal/set': (params, context) =>
    params['status'] === 'paused' ? goalKeys(params, context) : all(goalKeys, whereThreadStands)(params, context),
  'thread/goal/clear': threadOnly,
  'thread/queue/add': all(only('threadId', 'input', 'clientUserMessageId'), whereThreadStands, withInput(allow)),
  'thread/queue/list': only('threadId', 'cursor', 'limit'),
  'thread/queue/update': withInput(allow),
  'thread/queue/delete': allow,
  'thread/queue/reorder': allow,
  'thread/queue/start': whereThreadStands,
  'thread/unsubscribe': threadOnly,
  'turn/start': all(
    only(
      'threadId',
      'clientUserMessageId',
      'input',
      'cwd',
      'approvalPolicy',
      'sandboxPolicy',
      'model',
      'effort',
      'summary',
      'collaborationMode',
    ),
    withInput(confined('policy', whereItsThreadIs)),
  ),
  'turn/steer': all(only('threadId', 'expectedTurnId', 'input', 'clientUserMessageId'), withInput(allow)),
  'turn/interrupt': only('threadId', 'turnId'),
  'review/start': all(only('threadId', 'target', 'delivery'), whereThreadStands),
  'thread/settings/update': all(
    only('threadId', 'approvalPolicy', 'sandboxPolicy'),
    // It takes no roots; those of the thread stay as its last turn had them.
    confined('policy', whereItsThreadIs, () => ({})),
  ),
  'model/list': only('cursor', 'limit', 'includeHidden'),
  'modelProvider/list': only(),
  'config/read': (_params, context) => allow({ includeLayers: true, cwd: context.projectPath }),
  'collaborationMode/list': only(),
  'skills/list': (params, context) =>
    allow({ cwds: [context.projectPath], forceReload: params['forceReload'] === true }),
  fuzzyFileSearch: (params, context) => {
    const { query, cancellationToken, roots } = params
    const { projectPath, worktrees } = context
    const asked = Array.isArray(roots) ? roots.find((root) => worktrees?.folders.includes(String(root))) : undefined
    const root = typeof asked === 'string' ? asked : projectPath
    return allow({ query, cancellationToken: cancellationToken ?? null, roots: [root] })
  },
  'experimentalFeature/list': only('cursor', 'limit', 'threadId'),
  'configRequirements/read': only(),
  'permissionProfile/list': (params, context) => allow({ cursor: params['cursor'] ?? null, cwd: context.projectPath }),
  'mcpServerStatus/list': oneServer,
  'mcpServer/tool/call': only('threadId', 'server', 'tool', 'arguments'),
  'mcpServer/resource/read': only('threadId', 'server', 'uri'),
  'hooks/list': (_params, context) => allow({ cwds: [context.projectPath] }),
  'plugin/list': (params, context) =>
    allow({ cwds: [context.projectPath], marketplaceKinds: ['local'], forceRefetch: params['forceRefetch'] === true }),
  'plugin/read': only('marketplacePath', 'pluginName'),
  'app/list': only('cursor', 'limit'),
  'memory/status': only(),
}

/**
 * The call that has to be made before this one, or null. A review runs in the sandbox of its chat and asks nothing, so the chat is
 * made read-only for it; what the review began with stays, whatever the chat is set to afterwards (measured with 0.169.0).
 */
export function callBefore(method: CodexMethod, params: Params): { method: CodexMethod; params: Params } | null {
  if (method !== 'review/start') return null
  const { sandboxPolicy, approvalPolicy } = presetOf('read-only')
  return { method: 'thread/settings/update', params: { threadId: params['threadId'], sandboxPolicy, approvalPolicy } }
}

/** The allowlisted method of this name, or null. */
export function allowedMethod(name: string): CodexMethod | null {
  return codexMethods.find((method) => method === name) ?? null
}

/** What becomes of a call: let through (with params confined), asked about natively, or refused in words. */
export function decide(method: CodexMethod, params: unknown, context: PolicyContext): Decision {
  if (params !== undefined && params !== null && !isRecord(params)) return deny('The params of a call are an object.')
  return rules[method](params ?? {}, context)
}
