// The raw event behind a selected row: of a file its line, read when it is selected; of the live stream the event itself.
import { useEffect, useMemo, useState } from 'react'
import type { InspectorRow } from '../../../preload/contract/inspection'
import { app } from '../../bridge'
import type { LiveEvent } from '../../stores/threads/live-events'

/** Longer texts are shown as they are, cut, instead of as a tree. */
export const mostTree = 256 * 1024

export type Raw =
  | { state: 'reading' }
  | { state: 'failed'; message: string }
  /** `value` is undefined when the text is no JSON or too long to be drawn as a tree. */
  | { state: 'read'; text: string; value: unknown; note: string | null }

/** Where raw events come from. */
export type RawSource = { kind: 'file'; id: string } | { kind: 'live'; eventOf: (index: number) => LiveEvent | null }

/** Judges a line: JSON that is short enough becomes a value, anything else is shown as it came, with a note. */
export function readRaw(text: string, truncated: boolean): Raw {
  if (truncated)
    return {
      state: 'read',
      text,
      value: undefined,
      note: 'The line is longer than 1 MiB: this is its beginning, also for Copy.',
    }
  if (text.length > mostTree)
    return {
      state: 'read',
      text,
      value: undefined,
      note: `${text.length.toLocaleString('en-US')} characters: shown as it came. Copy gives all of it.`,
    }
  try {
    const value: unknown = JSON.parse(text)
    return { state: 'read', text: JSON.stringify(value, null, 2), value, note: null }
  } catch {
    return { state: 'read', text, value: undefined, note: 'This line is no JSON.' }
  }
}

function readLive(event: LiveEvent | null): Raw {
  if (event === null) return { state: 'failed', message: 'The event was dropped: too many came after it.' }
  const { method, params, atMs, projectId, source } = event
  const value = {
    ...(source === 'request' ? { request: method } : { method }),
    params,
    at: new Date(atMs).toISOString(),
    projectId,
  }
  const text = JSON.stringify(value, null, 2)
  return text.length > mostTree ? readRaw(text, false) : { state: 'read', text, value, note: null }
}

export function useRaw(row: InspectorRow, source: RawSource): Raw {
  const [raw, setRaw] = useState<{ key: string; raw: Raw } | null>(null)
  const id = source.kind === 'file' ? source.id : null
  const key = `${id ?? 'live'} ${row.index} ${row.offset} ${row.length}`
  useEffect(() => {
    if (id === null) return
    let current = true
    void app('inspect/raw', { id, offset: row.offset, length: row.length }).then((result) => {
      if (!current) return
      const read: Raw = result.ok
        ? readRaw(result.value.text, result.value.truncated)
        : { state: 'failed', message: result.error.message }
      setRaw({ key, raw: read })
    })
    return () => {
      current = false
    }
  }, [id, row.offset, row.length, key])
  const live = useMemo(() => (source.kind === 'live' ? readLive(source.eventOf(row.index)) : null), [source, row.index])
  return live ?? (raw?.key === key ? raw.raw : { state: 'reading' })
}
