// Exports one session to a file: Markdown, a page of HTML, or the raw records. Secrets are masked on the way and counted.
import type { ExportFormat, ExportReport } from '@contract/exports'
import type { Thread } from '@protocol/v2/Thread'
import type { Turn } from '@protocol/v2/Turn'
import { SecretMask } from '../../app/redact'
import { writeStreamAtomic } from '../../codex/files/atomic-stream'
import { sessionDocument } from './document'
import { htmlOf } from './html'
import { jsonlOf } from './jsonl'
import { markdownOf } from './markdown'
import type { RolloutPart } from './rollout-chain'

export interface ExportOptions {
  readonly format: ExportFormat
  readonly threadId: string
  readonly title: string
  /** Oldest first, with `itemsView: "full"`. Not touched for the raw records. */
  readonly turns: AsyncIterable<Turn>
  /** The rollout, or its parts oldest first (see rolloutChain). Only read for the raw records. */
  readonly rolloutPath: string | readonly RolloutPart[]
  /** Absolute path of the file to write. */
  readonly target: string
  /** What Codex says of the thread, for the head of the document. */
  readonly thread?: Partial<Thread>
  readonly signal?: AbortSignal
}

/**
 * A person's own document in a place that they chose, like any file they save: readable as their umask says. What should
 * stay private in it is masked.
 */
const documentMode = 0o644

/**
 * Writes the export and says what was masked. An existing target is replaced once the new file is whole. Rejects with what
 * reading the turns or the rollout failed with, with the system's error from writing, or with the abort's reason; nothing is
 * left behind then and an old file stays.
 */
export async function exportSession(options: ExportOptions): Promise<ExportReport> {
  const { target, signal } = options
  const mask = new SecretMask()
  const bytes = await writeStreamAtomic(target, piecesOf(options, mask), {
    mode: documentMode,
    ...(signal === undefined ? {} : { signal }),
  })
  return { path: target, bytes, masked: mask.report() }
}

function piecesOf(options: ExportOptions, mask: SecretMask): AsyncIterable<string | Uint8Array> {
  const { format, rolloutPath, turns } = options
  switch (format) {
    case 'markdown':
      return markdownOf(sessionDocument(options, turns, mask))
    case 'html':
      return htmlOf(sessionDocument(options, turns, mask))
    case 'jsonl':
      return jsonlOf(typeof rolloutPath === 'string' ? [{ path: rolloutPath, endByte: null }] : rolloutPath, mask)
  }
}
