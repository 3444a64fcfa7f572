// What the page knows of a file's lines.
import type { FilePatch } from '../../../preload/contract/changes'

/** A file without an entry is awaited. */
export type PatchState = { state: 'ready'; patch: FilePatch } | { state: 'failed'; problem: string }
