// Keeps what reached this window of late, for the inspector. Capturing costs one push of a reference per message of main; the
// events are told apart by thread, weighed and the oldest dropped later, off the way of a stream. Draws and reduces nothing.
import type { PushEvent } from '../../../preload/contract/events'
import { fields, textIn } from './decode'

/** Bounds over all threads. Bytes are an estimate of what the events hold (2 per character). */
export const mostEvents = 20_000
export const mostBytes = 16 * 1024 * 1024
/** How long messages may lie unsorted, in ms. */
const sortWithin = 1000

export interface LiveEvent {
  /** Counts up over all threads, from 0. */
  seq: number
  projectId: string
  threadId: string
  /** `notification` and `request` are Codex's; `resolved` (an answered or withdrawn request) and `app` are this app's own words. */
  source: 'notification' | 'request' | 'resolved' | 'app'
  method: string
  params: unknown
  /** When Codex said it, else when it came here; Unix ms. */
  atMs: number
  /** Of a request and its end: the key that both share. */
  requestKey: string | null
}

interface Weighed extends LiveEvent {
  bytes: number
}

let batches: { events: readonly PushEvent[]; cameMs: number }[] = []
let kept: Weighed[] = []
let bytes = 0
let nextSeq = 0
let timer: ReturnType<typeof setTimeout> | undefined
/** Events that were dropped, by thread. */
const dropped = new Map<string, number>()
/** Requests that still wait: their end names only the key. */
const open = new Map<string, { projectId: string; threadId: string; method: string }>()
const listeners = new Set<() => void>()

/** Takes in one message of main. Called for every message of a stream: keep it to this. */
export function captureLive(events: readonly PushEvent[]): void {
  if (events.length === 0) return
  batches.push({ events, cameMs: Date.now() })
  timer ??= setTimeout(sort, sortWithin)
  if (listeners.size > 0) for (const listener of listeners) listener()
}

/** Calls the listener after each message of main, until the answered function is called. */
export function onLiveEvents(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The thread's events from `fromSeq` on, oldest first. */
export function liveEventsOf(threadId: string, fromSeq = 0): LiveEvent[] {
  sort()
  return kept.filter((event) => event.seq >= fromSeq && event.threadId === threadId)
}

/** How many of the thread's older events were dropped, and the number that the oldest kept event of any thread has. */
export function liveBounds(threadId: string): { dropped: number; firstSeq: number } {
  sort()
  return { dropped: dropped.get(threadId) ?? 0, firstSeq: kept[0]?.seq ?? nextSeq }
}

/** Forgets everything. For tests. */
export function forgetLive(): void {
  clearTimeout(timer)
  timer = undefined
  batches = []
  kept = []
  bytes = 0
  nextSeq = 0
  dropped.clear()
  open.clear()
}

function sort(): void {
  clearTimeout(timer)
  timer = undefined
  if (batches.length === 0) return
  const waiting = batches
  batches = []
  for (const { events, cameMs } of waiting) for (const event of events) take(event, cameMs)
  trim()
}

function put(event: Omit<LiveEvent, 'seq'>): void {
  const weighed = { ...event, seq: nextSeq, bytes: weigh(event.params) }
  nextSeq += 1
  bytes += weighed.bytes
  kept.push(weighed)
}

function take(event: PushEvent, cameMs: number): void {
  switch (event.type) {
    case 'codex': {
      const { method, params, emittedAtMs } = event.notification
      const read = fields(params)
      const threadId = textIn(read, 'threadId') ?? textIn(fields(read['thread']), 'id')
      if (threadId === null) return
      const { projectId } = event
      put({
        projectId,
        threadId,
        source: 'notification',
        method,
        params,
        atMs: emittedAtMs ?? cameMs,
        requestKey: null,
      })
      return
    }
    case 'request-added': {
      const { key, projectId, threadId, method, params, receivedAtMs } = event.request
      if (threadId === null) return
      open.set(key, { projectId, threadId, method })
      put({ projectId, threadId, source: 'request', method, params, atMs: receivedAtMs, requestKey: key })
      return
    }
    case 'request-removed': {
      const request = open.get(event.key)
      if (request === undefined) return
      open.delete(event.key)
      put({ ...request, source: 'resolved', params: { key: event.key }, atMs: cameMs, requestKey: event.key })
      return
    }
    case 'turns-interrupted':
      for (const { threadId, turnId } of event.turns)
        put({
          projectId: event.projectId,
          threadId,
          source: 'app',
          method: 'turns-interrupted',
          params: { threadId, turnId, reason: event.reason },
          atMs: cameMs,
          requestKey: null,
        })
      return
    default:
      return // The others say nothing about a thread.
  }
}

function trim(): void {
  let gone = 0
  for (const event of kept) {
    if (kept.length - gone <= mostEvents && bytes <= mostBytes) break
    bytes -= event.bytes
    dropped.set(event.threadId, (dropped.get(event.threadId) ?? 0) + 1)
    gone += 1
  }
  if (gone > 0) kept = kept.slice(gone)
}

/** Walks at most this many values of an event; what is beyond weighs nothing. */
const mostWeighed = 2000

function weigh(params: unknown): number {
  let total = 200
  const waiting: unknown[] = [params]
  for (let seen = 0; waiting.length > 0 && seen < mostWeighed; seen += 1) {
    const value = waiting.pop()
    if (typeof value === 'string') total += value.length * 2
    else if (Array.isArray(value)) waiting.push(...value.slice(0, mostWeighed))
    else if (typeof value === 'object' && value !== null) {
      total += 40
      waiting.push(...Object.values(value))
    } else total += 8
  }
  return total
}
