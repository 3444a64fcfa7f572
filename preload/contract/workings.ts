// Rules, profiles, providers and local models: what Codex has no call for and the app reads, tries or runs itself.
import { z } from 'zod'
import { threadIdSchema } from './ids'

const projectId = z.string().regex(/^[0-9a-f]{16}$/)

export type RuleDecision = 'allow' | 'prompt' | 'forbidden'

/** A rules file of execpolicy. */
export interface RulesFile {
  where: 'home' | 'project'
  name: string
  path: string
  /** It counts only in a trusted folder. */
  counts: boolean
  problem: { line: number | null; column: number | null; message: string } | null
  /** Single-line rules, which can be shown and removed one by one; the rest is text. */
  rules: {
    line: number
    text: string
    /** Of a command by its first words, or of the network: then `pattern` is a host and a protocol. */
    kind: 'command' | 'network'
    pattern: (string | string[])[]
    decision: RuleDecision
    justification: string | null
  }[]
}

export interface RuleTrial {
  /** Null: no rule matched. */
  decision: RuleDecision | null
  matches: {
    file: string
    where: 'home' | 'project'
    prefix: string[]
    decision: RuleDecision
    justification: string | null
  }[]
  /** Files that could not be read are left out, as Codex does not: it then drops all. */
  problems: { file: string; message: string }[]
}

export interface Profile {
  name: string
  path: string
  /** Top-level settings in it. */
  keys: string[]
  /** What it says of features as on or off, plainly or by the `enabled` of a table. */
  features: Record<string, boolean>
  /** The model and effort that it begins a chat with; null where it says nothing of them. */
  model: string | null
  effort: string | null
  problem: string | null
  /** The command line that runs headless with it. */
  command: string
}

export interface ProviderTest {
  ok: boolean
  ms: number
  /** What is wrong and what to do, in words. */
  message: string
  detail: string | null
}

/** What a model takes beyond what model/list tells. */
export interface ModelTraits {
  slug: string
  /** `model_verbosity` is sent to it. */
  verbosity: boolean
  /** `model_reasoning_summary` is. */
  summary: boolean
}

/** A model server found on this machine. */
export interface LocalModels {
  kind: 'ollama' | 'lmstudio'
  baseUrl: string
  reachable: boolean
  models: string[]
  problem: string | null
}

/** A file of instructions that Codex reads before a chat. */
export interface InstructionFile {
  path: string
  where: 'home' | 'project' | 'above'
  bytes: number
  /** Beyond Codex's limit it is cut. */
  cut: boolean
}

export const workingCalls = {
  'rules/list': z.object({ projectId }).strict(),
  'rules/try': z.object({ projectId, command: z.array(z.string().max(10_000)).min(1).max(200) }).strict(),
  /** Takes one rule out of its file, if the line still says the same. */
  'rules/remove': z
    .object({
      projectId,
      where: z.enum(['home', 'project']),
      name: z.string().max(64),
      line: z.number().int().min(1),
      text: z.string().max(20_000),
    })
    .strict(),
  'profiles/list': z.object({ projectId }).strict(),
  /** New chats of the project are begun with it; null with none. */
  'profiles/use': z.object({ projectId, name: z.string().max(64).nullable() }).strict(),
  'profiles/used': z.object({ projectId }).strict(),
  /** The profile that a chat was begun with. */
  'profiles/of': z.object({ projectId, threadId: threadIdSchema }).strict(),
  /** One small answer through Codex from a provider that is written already. */
  'providers/test': z
    .object({ projectId, provider: z.string().min(1).max(200), model: z.string().min(1).max(300) })
    .strict(),
  'providers/cancelTest': z.object({ projectId }).strict(),
  'models/traits': z.object({ projectId }).strict(),
  /** Looks for Ollama and LM Studio on loopback. */
  'providers/local': z.object({}).strict(),
  /** A folder that the person picks in the system's dialog; nothing is done with it. Null when they close it. */
  'permissions/pickFolder': z.object({}).strict(),
  'instructions/chain': z.object({ projectId }).strict(),
  /** The text of a file of the chain. */
  'instructions/read': z.object({ projectId, path: z.string().min(1).max(4096) }).strict(),
} as const

export interface WorkingResults {
  'rules/list': RulesFile[]
  'rules/try': RuleTrial
  'rules/remove': { undoId: string }
  'profiles/list': Profile[]
  'profiles/use': null
  'profiles/used': string | null
  'profiles/of': string | null
  'providers/test': ProviderTest
  'providers/cancelTest': null
  'models/traits': ModelTraits[]
  'providers/local': LocalModels[]
  'permissions/pickFolder': string | null
  'instructions/chain': InstructionFile[]
  'instructions/read': { text: string; cut: boolean }
}
