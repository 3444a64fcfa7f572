// What extends a project's Codex besides its config.toml: skills, plugins, memories, and what other agents left on this machine.
// Lists are Codex's own calls (codex.ts); here is what needs files, a native question or a copy kept first.
import { z } from 'zod'
import { promptNameSchema, type HomeWrite } from './config'
import { projectIdSchema as projectId } from './ids'

const path = z.string().min(1).max(4096)

/** What git can clone, and nothing that it would take for an option or a folder. */
const gitAddress =
  /^(?:https?:\/\/[^\s]+|ssh:\/\/[^\s]+|[A-Za-z0-9_][A-Za-z0-9_.-]*@[A-Za-z0-9.-]+:[^\s]+|[A-Za-z0-9_][A-Za-z0-9_.-]*\/[A-Za-z0-9_][A-Za-z0-9_.-]*)$/

/** Acts of Codex that rewrite the home's config.toml. */
export const extensionActSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('skill'), path, enabled: z.boolean() }).strict(),
  z.object({ kind: z.literal('install'), marketplacePath: path, pluginName: z.string().min(1).max(300) }).strict(),
  z.object({ kind: z.literal('uninstall'), pluginId: z.string().min(1).max(600) }).strict(),
  /** `source`: an address for git, or owner/name on GitHub. A folder is picked natively: plugins/addFolder. */
  z
    .object({
      kind: z.literal('add-marketplace'),
      source: z.string().max(2000).regex(gitAddress),
      refName: z
        .string()
        .regex(/^[A-Za-z0-9_][A-Za-z0-9_./-]{0,200}$/)
        .nullable(),
    })
    .strict(),
  z.object({ kind: z.literal('remove-marketplace'), name: z.string().min(1).max(300) }).strict(),
  z.object({ kind: z.literal('upgrade-marketplace'), name: z.string().min(1).max(300) }).strict(),
])
export type ExtensionAct = z.infer<typeof extensionActSchema>

export interface ActReport {
  /** The person said no to the native question: nothing was done. */
  declined: boolean
  /** For config/undo; null when config.toml is what it was. */
  undoId: string | null
  /** What is to be known of it, in words. */
  note: string | null
}

/** A finished run of a hook, from the app's own log of them. */
export interface HookRunRecord {
  threadId: string
  turnId: string | null
  /** Codex's; the same in each turn. */
  runId: string
  event: string
  file: string
  status: string
  startedAtMs: number
  durationMs: number | null
  entries: { kind: string; text: string }[]
}

/** `changed`: the hook is another one than was shown, or gone. */
export type HookTrusting = { state: 'declined' } | { state: 'changed' } | { state: 'done'; write: HomeWrite }

export interface SkillText {
  path: string
  text: string
  /** The file is longer than what is shown. */
  cut: boolean
}

/** A further folder of skills that the person gave a project. Codex is told of it at each start of its server. */
export interface SkillRoot {
  path: string
  exists: boolean
}

/** A Markdown file that `/prompts:name` puts into a message. */
export interface Prompt {
  name: string
  path: string
  /** `person`: of ~/.codex, for all projects; not written here. */
  where: 'home' | 'person'
  description: string | null
  /** What may follow the name, as the file says it. */
  hint: string | null
  /** The first characters of its text. */
  begin: string
}

export interface PromptList {
  /** Where this project's own are. */
  folder: string
  prompts: Prompt[]
  /** Files that are not in the list, and why. */
  left: { path: string; why: string }[]
}

/** A server or hook that a plugin brings, as its files say it. Names of variables and headers only, never their values. */
export interface BroughtServer {
  name: string
  command: string | null
  args: string[]
  url: string | null
  env: string[]
}

export interface PluginBrings {
  servers: BroughtServer[]
  hooks: { event: string; command: string | null }[]
  /** False: the plugin lies elsewhere (git, a catalogue) and can't be looked into before it is installed. */
  readable: boolean
  /** What could not be read, in words. */
  problem: string | null
}

export interface MemoryCopy {
  id: string
  atMs: number
  files: number
  bytes: number
}

export interface MemoryFolder {
  /** Absolute path of the folder, to be read. */
  path: string
  exists: boolean
  files: number
  bytes: number
  /** Begin of memory_summary.md, which is put into each chat; null without one. */
  summary: string | null
  /** Copies from before resets, newest first. */
  copies: MemoryCopy[]
}

export type MemoryReset = { state: 'declined' } | { state: 'done'; copyId: string | null }

/** Whose settings are looked for. */
export const agentSourceSchema = z.enum(['claude', 'cursor'])
export type AgentSource = z.infer<typeof agentSourceSchema>

/** Something of another agent that can be imported whole; chats one by one. */
export interface AgentItem {
  /** Names the item until the next look. */
  id: string
  /** Codex's own: CONFIG, MCP_SERVER_CONFIG, HOOKS, SKILLS, COMMANDS, SUBAGENTS, AGENTS_MD, PLUGINS, SESSIONS, MEMORY … */
  type: string
  where: 'home' | 'project'
  /** Codex's sentence, with paths. */
  description: string
  /** Names of what is in it: servers, skills, hooks … */
  names: string[]
  /** Chats in it. */
  sessions: { path: string; title: string | null; cwd: string }[]
}

export interface AgentChange {
  path: string
  /** Null: it was not there. */
  before: string | null
  after: string | null
}

export interface AgentImportReport {
  done: { type: string; source: string | null; target: string | null; title: string | null }[]
  failed: { type: string; source: string | null; message: string }[]
  /** Files of settings and instructions that are other ones now, with both texts. */
  changes: AgentChange[]
  /** For config/undo: takes the changes of those files back. */
  undoIds: string[]
  /** Skills that were put where this project's Codex reads them. */
  skills: string[]
  /** What else is to be known, in words. */
  notes: string[]
}

export interface AgentImportRun {
  atMs: number
  done: number
  failed: { type: string; message: string }[]
}

export const extensionCalls = {
  /**
   * Lines of config.toml that the act is not about keep their bytes. Rejects with Codex's words. What brings programs of others
   * (install, add-marketplace) asks natively first.
   */
  'extensions/act': z.object({ projectId, act: extensionActSchema }).strict(),
  /** A SKILL.md that Codex lists for this project, or that it could not read. */
  'skills/read': z.object({ projectId, path }).strict(),
  'skills/reveal': z.object({ projectId, path }).strict(),
  'skills/roots': z.object({ projectId }).strict(),
  /** Opens the native folder dialog. */
  'skills/addRoot': z.object({ projectId }).strict(),
  'skills/removeRoot': z.object({ projectId, path }).strict(),
  /** What an available plugin would start and run, read from its files. */
  'plugins/brings': z.object({ projectId, marketplacePath: path, pluginName: z.string().min(1).max(300) }).strict(),
  /** Adds a marketplace folder by the native dialog. Answers null when it was closed. */
  'plugins/addFolder': z.object({ projectId }).strict(),
  'prompts/list': z.object({ projectId }).strict(),
  /** The text of a prompt, to be put into a message. */
  'prompts/read': z.object({ projectId, name: promptNameSchema }).strict(),
  'memories/folder': z.object({ projectId }).strict(),
  'memories/reveal': z.object({ projectId }).strict(),
  /** Copies the folder, then empties it, after a native question. */
  'memories/reset': z.object({ projectId }).strict(),
  /** Puts a copy back into the folder. What has the same name there stays as it is. */
  'memories/restore': z.object({ projectId, copyId: z.string().max(64) }).strict(),
  'agents/detect': z.object({ projectId, source: agentSourceSchema }).strict(),
  /** Trusts a hook if it still has the hash that was shown, after a native question that names its command. */
  'hooks/trust': z.object({ projectId, key: z.string().min(1).max(8192), hash: z.string().min(1).max(200) }).strict(),
  /** Runs of this project's hooks, also from before the app was last closed, newest first. */
  'hooks/runs': z.object({ projectId }).strict(),
  'hooks/forgetRuns': z.object({ projectId }).strict(),
  /** Imports items of the last look, by their ids; servers and plugins after a native question. `sessions`: paths of the chats, for items that hold chats. */
  'agents/import': z
    .object({
      projectId,
      source: agentSourceSchema,
      itemIds: z.array(z.string().max(200)).min(1).max(200),
      sessions: z.array(path).max(5000),
    })
    .strict(),
  'agents/history': z.object({ projectId }).strict(),
} as const

export interface ExtensionResults {
  'extensions/act': ActReport
  'skills/read': SkillText
  'skills/reveal': null
  'skills/roots': SkillRoot[]
  'skills/addRoot': SkillRoot[]
  'skills/removeRoot': SkillRoot[]
  'plugins/brings': PluginBrings
  'plugins/addFolder': { marketplaceName: string; alreadyAdded: boolean } | null
  'prompts/list': PromptList
  'prompts/read': { body: string }
  'memories/folder': MemoryFolder
  'memories/reveal': null
  'memories/reset': MemoryReset
  'memories/restore': { left: string[] }
  'agents/detect': AgentItem[]
  'hooks/trust': HookTrusting
  'hooks/runs': HookRunRecord[]
  'hooks/forgetRuns': null
  /** Null: the person said no to the native question. */
  'agents/import': AgentImportReport | null
  'agents/history': AgentImportRun[]
}
