// Secrets of the app's own: keys of providers, tokens, values and headers of MCP servers. They are given to a project's Codex
// as environment and named in its config. What the window may see of them and ask for; a value crosses once, on its way to main.
import { z } from 'zod'
import { projectIdSchema } from './ids'
import {
  maxSecretLength,
  secretNameProblem,
  secretPurposes,
  secretValueProblem,
  type SecretPurpose,
} from './secret-rules'

export { maxSecretLength, secretNameProblem, secretValueProblem, type SecretPurpose } from './secret-rules'

export const secretPurposeSchema = z.enum(secretPurposes)

/** A secret as the window knows it: everything but its value. */
export interface Secret {
  id: string
  /** Null: every project gets it. */
  projectId: string | null
  /** Of the environment variable. */
  name: string
  purpose: SecretPurpose
  /** Given by the person; may be empty. */
  label: string
  createdAtMs: number
  /** True: in the system's keyring. False: in memory, until the app ends. */
  kept: boolean
  /** Why its value can't be used, in words; null when nothing is known against it. */
  problem: string | null
}

/** Whether the system's keyring can be used. */
export interface Keyring {
  /** `locked` may be opened by the person, `none` needs something to be installed or started. */
  state: 'ready' | 'none' | 'locked'
  /** One sentence for the person. */
  words: string
  /** What the keyring said itself; null when there is nothing to add. */
  detail: string | null
}

const secretId = z.string().regex(/^[0-9a-f]{16}$/)

/** What a secret is, without id and value. */
export const secretFactsSchema = z
  .object({
    projectId: projectIdSchema.nullable(),
    name: z.string().refine((name) => secretNameProblem(name) === null, 'not usable as a name'),
    purpose: secretPurposeSchema,
    label: z.string().trim().max(120),
  })
  .strict()
export type SecretFacts = z.infer<typeof secretFactsSchema>

/** Parameters of the app calls about secrets; spread into `appCalls`. */
export const secretCalls = {
  'secrets/list': z.object({}).strict(),
  /** Adds a secret; with an id, replaces that one, value and all. `keep: false` holds it for this run of the app only. */
  'secrets/set': z
    .object({
      id: secretId.nullable(),
      facts: secretFactsSchema,
      value: z.string().trim().min(1).max(maxSecretLength),
      keep: z.boolean(),
    })
    .strict()
    .refine(({ value, facts }) => secretValueProblem(value, facts.purpose) === null, 'not usable as a value'),
  'secrets/delete': z.object({ id: secretId }).strict(),
  /**
   * Looks at the keyring. `thorough` writes and deletes an entry to be sure, so that the system may ask the person to
   * unlock it; without it nothing is asked, and a keyring may be called ready that turns out to be locked.
   */
  'secrets/state': z.object({ thorough: z.boolean() }).strict(),
} as const

/** What each of them answers with; merged into `AppResults`. */
export interface SecretResults {
  'secrets/list': Secret[]
  'secrets/set': Secret
  'secrets/delete': null
  'secrets/state': Keyring
}

/** Events about secrets; part of `PushEvent`. */
export type SecretEvent = { type: 'secrets'; secrets: Secret[] } | { type: 'keyring'; keyring: Keyring }
