// What a person does with finished changes: commit, push, a pull request. Never forces, never touches hooks or config.
import { z } from 'zod'
import { placeSchema } from './changes'

export interface CommitReport {
  id: string
  short: string
  branch: string | null
  title: string
}

/** How the branch can be published from here. */
export interface PublishPlan {
  branch: string | null
  remote: string | null
  upstream: string | null
  /** Commits that a push would send; null when unknown. */
  ahead: number | null
  behind: number | null
  /** The plain commands, for copying. */
  pushCommand: string | null
  pullRequestCommand: string | null
  /** Whether `gh` is installed. */
  gh: boolean
  base: string | null
  /** Why a push is not possible now, in words; null when it is. */
  problem: string | null
}

export const gitWorkCalls = {
  /** Commits what is staged. `branch`: made and switched to first. */
  'git/commit': z
    .object({
      place: placeSchema,
      message: z.string().min(1).max(100_000),
      amend: z.boolean(),
      branch: z.string().min(1).max(250).nullable(),
    })
    .strict(),
  /** The last commit's message, for amending; null before the first. */
  'git/lastMessage': z.object({ place: placeSchema }).strict(),
  /** What is staged (with `amend`: and what the last commit has), as a diff of at most 60,000 characters, to draft a message from. */
  'git/draftDiff': z.object({ place: placeSchema, amend: z.boolean() }).strict(),
  'git/publishPlan': z.object({ place: placeSchema }).strict(),
  'git/push': z.object({ place: placeSchema }).strict(),
  'git/pullRequest': z
    .object({
      place: placeSchema,
      title: z.string().min(1).max(500),
      body: z.string().max(100_000),
      base: z.string().min(1).max(250).nullable(),
      draft: z.boolean(),
    })
    .strict(),
  /** Ends the commit, push or pull request that runs in this place. */
  'git/cancel': z.object({ place: placeSchema }).strict(),
} as const

export interface GitWorkResults {
  'git/commit': CommitReport
  'git/lastMessage': string | null
  'git/draftDiff': { diff: string; cut: boolean }
  'git/publishPlan': PublishPlan
  'git/push': { output: string }
  'git/pullRequest': { url: string | null; output: string }
  'git/cancel': null
}
