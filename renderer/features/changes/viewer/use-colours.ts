// Has the files in view coloured, and lets go of those that were scrolled away before their turn came.
import { useEffect, useRef, useState } from 'react'
import { colourCode } from '../../../text/highlight-queue'
import type { Block } from './blocks'
import { colourRows, languageOfPath } from './colouring'
import type { Row } from './rows'

/** Files that are scrolled past faster than this (ms) are not asked for. */
const restMs = 70

/** What decides the colours of rows: which lines, and what is left out between them. Notes and comments do not. */
const outlines = new WeakMap<readonly Row[], string>()
function outlineOf(rows: readonly Row[]): string {
  const known = outlines.get(rows)
  if (known !== undefined) return known
  let lines = 0
  let breaks = ''
  for (const row of rows) {
    if (row.kind === 'line' || row.kind === 'pair') lines += 1
    else if (row.kind === 'bar' && row.left !== 0) breaks += `${lines},`
  }
  const outline = `${lines}:${breaks}`
  outlines.set(rows, outline)
  return outline
}

interface Done {
  model: Block['model']
  outline: string
}

/** A number for each file (by path) that rises when its lines have other colours. */
export function useColours(inView: readonly Block[]): ReadonlyMap<string, number> {
  const [versions, setVersions] = useState<ReadonlyMap<string, number>>(new Map())
  const done = useRef(new Map<string, Done>())
  const running = useRef(new Map<string, { stop: AbortController; outline: string; model: Block['model'] }>())

  useEffect(() => {
    const wanted = new Map(inView.map((block) => [block.file.path, block]))
    for (const [path, { stop, outline, model }] of running.current) {
      const block = wanted.get(path)
      if (block !== undefined && block.model === model && outlineOf(block.rows) === outline) continue
      stop.abort()
      running.current.delete(path)
    }
    const timer = setTimeout(() => {
      for (const { file, model, rows } of wanted.values()) {
        const { path } = file
        const language = languageOfPath(path)
        if (language === null || model === null || rows.length === 0 || running.current.has(path)) continue
        const outline = outlineOf(rows)
        const before = done.current.get(path)
        if (before?.model === model && before.outline === outline) continue
        const stop = new AbortController()
        running.current.set(path, { stop, outline, model })
        void colourRows(rows, language, colourCode, stop.signal).then((changed) => {
          if (changed) setVersions((all) => new Map(all).set(path, (all.get(path) ?? 0) + 1))
          if (stop.signal.aborted) return
          running.current.delete(path)
          done.current.set(path, { model, outline })
        })
      }
    }, restMs)
    return () => clearTimeout(timer)
  }, [inView])

  useEffect(() => {
    const all = running.current
    return () => {
      for (const { stop } of all.values()) stop.abort()
      all.clear()
    }
  }, [])
  return versions
}
