// Configuration of the homes: edits that go through Codex, and the files behind them as text. Files are named by what they are,
// never by a path. Effective values, origins and layers are Codex's own (config/read).
import { z } from 'zod'

const projectId = z.string().regex(/^[0-9a-f]{16}$/)

/** Any TOML value as JSON. Null deletes the key. */
export const configValueSchema = z.json()
export type ConfigValue = z.infer<typeof configValueSchema>

export const configEditSchema = z
  .object({
    /** Segments of the key, unquoted: ["mcp_servers", "my.server", "enabled"]. */
    path: z.array(z.string().min(1).max(1000)).min(1).max(16),
    value: configValueSchema,
    /** `upsert` merges a table into what is there. */
    merge: z.enum(['replace', 'upsert']),
  })
  .strict()
export type ConfigEdit = z.infer<typeof configEditSchema>

/** Whose config.toml: one project's, or that of every home in the list, each reported by itself. */
export const configTargetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('project'), projectId }).strict(),
  z.object({ kind: z.literal('all') }).strict(),
])
export type ConfigTarget = z.infer<typeof configTargetSchema>

/** What became of an edit in one home. */
export interface HomeWrite {
  projectId: string
  name: string
  /**
   * `conflict`: somebody else changed the file since it was read; `theirs` is what it says now. `stopped`: the write to all homes was
   * stopped before this one's turn.
   */
  state: 'written' | 'unchanged' | 'conflict' | 'refused' | 'stopped'
  /** Why it was refused, in words. */
  problem: string | null
  /** A layer above wins over what was written: its words. */
  overridden: string | null
  /** Version after the write, for the next expectedVersion. */
  version: string | null
  undoId: string | null
  /** With `conflict`: what the home's own file now says at each edit's path, null for nothing. */
  theirs: { path: readonly string[]; value: ConfigValue }[] | null
}

/** A prompt’s name, as it follows `/prompts:`. */
export const promptNameSchema = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}$/)

/** A file of text that belongs to a project's configuration. */
export const configFileSchema = z.discriminatedUnion('kind', [
  /** The home's config.toml. */
  z.object({ kind: z.literal('config') }).strict(),
  /** `<name>.config.toml` in the home. */
  z.object({ kind: z.literal('profile'), name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) }).strict(),
  /** `.codex/config.toml` in the project's folder. */
  z.object({ kind: z.literal('project-config') }).strict(),
  /** `rules/<name>.rules` in the home or in the folder's `.codex`. */
  z
    .object({
      kind: z.literal('rules'),
      where: z.enum(['home', 'project']),
      name: z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/),
    })
    .strict(),
  /** AGENTS.md (or AGENTS.override.md) in the home or in the project's folder. */
  z.object({ kind: z.literal('agents'), where: z.enum(['home', 'project']), override: z.boolean() }).strict(),
  /** `prompts/<name>.md` in the home. */
  z.object({ kind: z.literal('prompt'), name: promptNameSchema }).strict(),
  /** A hooks.json of the home or of the folder's `.codex`. */
  z.object({ kind: z.literal('hooks'), where: z.enum(['home', 'project']) }).strict(),
])
export type ConfigFile = z.infer<typeof configFileSchema>

export interface TextProblem {
  /** 1-based; null when Codex names no place. */
  line: number | null
  column: number | null
  message: string
  /** `warning`: Codex goes on, e.g. an unknown key. */
  level: 'error' | 'warning'
}

export interface FileText {
  /** Absolute path, to be read. */
  path: string
  exists: boolean
  text: string
  /** Bytes are no UTF-8: shown replaced; a save needs the person's word. */
  lossy: boolean
  /** Of the bytes; names this state when saving. */
  hash: string
  writable: boolean
  problems: TextProblem[]
}

/** `conflict`: the file is another one now; `now` is what it says. `invalid`: the text would not be understood; nothing was saved. */
export type SaveReport =
  | { state: 'saved'; hash: string; undoId: string; backup: string | null }
  | { state: 'conflict'; now: FileText }
  | { state: 'invalid'; problems: TextProblem[] }

/** What was typed into a file and not saved, with what the file said before. */
export interface Draft {
  file: ConfigFile
  text: string
  base: Pick<FileText, 'text' | 'hash' | 'exists'>
}

/** A copy of a file from before a repair. */
export interface Backup {
  id: string
  file: ConfigFile
  atMs: number
  bytes: number
}

/** One key that this binary knows, as it told itself at set-up. */
export interface ConfigKey {
  /** Segments; `*` stands for any name. */
  path: string[]
  type: 'boolean' | 'string' | 'integer' | 'number' | 'enum' | 'strings' | 'array' | 'table' | 'path' | 'any'
  /** For `enum`. */
  values: string[]
  /** One sentence of ours; empty when there is none. */
  help: string
}

export type ConfigEvent =
  /** A file of a project's configuration was changed by somebody. Comes while a screen watches. */
  | { type: 'config-changed'; projectId: string }
  /** A write to all homes: how many of them are done with. Null when it is over. */
  | { type: 'config-all-homes'; progress: AllHomesProgress | null }

export interface AllHomesProgress {
  done: number
  of: number
}

export const configCalls = {
  'config/write': z
    .object({
      target: configTargetSchema,
      edits: z.array(configEditSchema).min(1).max(200),
      /** Of the user layer as read; null writes whatever is there now. */
      expectedVersion: z.string().max(200).nullable(),
    })
    .strict(),
  /** Leaves the homes alone that a write to all of them has not come to yet. */
  'config/stopAllHomes': z.object({}).strict(),
  /** What runs of a feature, as of what was asked to be written before. */
  'config/feature': z.object({ projectId, name: z.string().min(1).max(200) }).strict(),
  /** Takes writes back, byte for byte, unless the file was changed since. */
  'config/undo': z.object({ undoIds: z.array(z.string().max(64)).min(1).max(1000) }).strict(),
  /** The keys that this binary knows. */
  'config/types': z.object({}).strict(),
  'config/text': z.object({ projectId, file: configFileSchema }).strict(),
  /** Checks a text with the bundled Codex without saving it. */
  'config/check': z.object({ projectId, file: configFileSchema, text: z.string().max(8_000_000) }).strict(),
  /** `evenIfInvalid` saves a text with errors on the person's word. A broken file is backed up first, always. */
  'config/saveText': z
    .object({
      projectId,
      file: configFileSchema,
      text: z.string().max(8_000_000),
      expectedHash: z.string().max(200).nullable(),
      evenIfInvalid: z.boolean(),
    })
    .strict(),
  /** Keeps what is typed and not saved over the app's end; null forgets it. `baseHash` is of the file as it was read. */
  'config/keepDraft': z
    .object({
      projectId,
      file: configFileSchema,
      draft: z
        .object({ text: z.string().max(8_000_000), baseHash: z.string().max(200) })
        .strict()
        .nullable(),
    })
    .strict(),
  'config/drafts': z.object({ projectId }).strict(),
  'config/remove': z.object({ projectId, file: configFileSchema }).strict(),
  'config/backups': z.object({ projectId }).strict(),
  'config/restore': z.object({ projectId, backupId: z.string().max(128) }).strict(),
  /** Tells of changes of this project's configuration by others until as many have turned it off as on. */
  'config/watch': z.object({ projectId, on: z.boolean() }).strict(),
  'config/reveal': z.object({ projectId, file: configFileSchema }).strict(),
} as const

export interface ConfigResults {
  'config/write': HomeWrite[]
  /** Null where this Codex has no such feature. */
  'config/feature': boolean | null
  'config/stopAllHomes': null
  'config/undo': HomeWrite[]
  'config/types': ConfigKey[]
  'config/text': FileText
  'config/check': TextProblem[]
  'config/saveText': SaveReport
  'config/keepDraft': null
  'config/drafts': Draft[]
  'config/remove': { undoId: string }
  'config/backups': Backup[]
  'config/restore': SaveReport
  'config/watch': null
  'config/reveal': null
}
