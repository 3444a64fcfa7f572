// A session file record by record, for the inspector.
import { z } from 'zod'
import { handleSchema, projectIdSchema, threadIdSchema } from './ids'
import type { TokenCount } from './usage'

/** A record of a rollout (or a notification of the live stream) as a row of the inspector. */
export interface InspectorRow {
  /** Place in the file, from 0; the live stream counts its own. */
  index: number
  /** Byte offset and length of the line, for `inspect/raw`. 0 and 0 in the live stream. */
  offset: number
  length: number
  /** The record's type (`response_item`, `event_msg`…), or the notification's method; `bad` for a line that is no record. */
  type: string
  /** The payload's own type (`message`, `function_call`, `token_count`…), '' when it has none. */
  subtype: string
  /** Coarse kind, for the icon and the filter. */
  kind: InspectorKind
  /** One line in words, at most 200 characters. */
  label: string
  atMs: number | null
  turnId: string | null
  itemId: string | null
  /** Time that the thing took, where the record says so or its begin and end are known. */
  durationMs: number | null
  status: 'running' | 'completed' | 'failed' | 'interrupted' | 'declined' | null
  tokens: TokenCount | null
}

export const inspectorKinds = [
  'session',
  'turn',
  'user',
  'agent',
  'reasoning',
  'command',
  'patch',
  'tool',
  'search',
  'usage',
  'context',
  'compaction',
  'approval',
  'delta',
  'error',
  'bad',
  'other',
] as const
export type InspectorKind = (typeof inspectorKinds)[number]

export interface Inspection {
  /** Stands for the opened file in later calls. */
  id: string
  /** File name, for the title. */
  name: string
  path: string
  bytes: number
  threadId: string | null
}

export interface InspectorPage {
  rows: InspectorRow[]
  /** Byte offset that the next page starts at; null at the end of the file. */
  nextOffset: number | null
  /** Share of the file read so far, 0 to 1. */
  progress: number
}

export const inspectionCalls = {
  'inspect/open': z.object({ projectId: projectIdSchema, threadId: threadIdSchema }).strict(),
  /** Opens the native file dialog. Null when it was closed. */
  'inspect/pick': z.object({}).strict(),
  'inspect/page': z
    .object({ id: handleSchema, offset: z.number().int().min(0), limit: z.number().int().min(1).max(5000) })
    .strict(),
  /** The line's own text, at most 1 MiB of it. */
  'inspect/raw': z
    .object({ id: handleSchema, offset: z.number().int().min(0), length: z.number().int().min(0) })
    .strict(),
  'inspect/close': z.object({ id: handleSchema }).strict(),
} as const

export interface InspectionResults {
  'inspect/open': Inspection
  'inspect/pick': Inspection | null
  'inspect/page': InspectorPage
  'inspect/raw': { text: string; truncated: boolean }
  'inspect/close': null
}
