// What both written formats of an export share: the head with its facts, the turns in order, the end with what was masked.
import type { Thread } from '@protocol/v2/Thread'
import type { Turn } from '@protocol/v2/Turn'
import type { SecretMask } from '../../app/redact'
import { breathe } from '../in-parallel'
import { BlockMaker, type Entry } from './blocks'
import { isFields, textField, type Fields } from './fields'
import { duration, itemEntry } from './item-entry'

export interface SessionHead {
  readonly threadId: string
  readonly title: string
  /** What Codex says of the thread; whatever of it is known is told in the head. */
  readonly thread?: Partial<Thread>
}

export interface TurnPart {
  /** From 1. */
  readonly number: number
  /** When, how it ended, how long it took; '' when nothing is recorded. */
  readonly facts: string
  /** What went wrong, in words; '' when nothing did. */
  readonly error: string
  readonly entries: readonly Entry[]
}

export interface SessionDocument {
  readonly title: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly turns: AsyncIterable<TurnPart>
  /** For the end, once all turns are written. */
  maskedNote(): string
}

/** Turns a session into what the writers of formats write, turn by turn: nothing of it is held longer than that. */
export function sessionDocument(head: SessionHead, turns: AsyncIterable<Turn>, mask: SecretMask): SessionDocument {
  const make = new BlockMaker(mask)
  return {
    title: make.line(head.title) || 'Session',
    facts: threadFacts(head).map(({ label, value }) => ({ label, value: make.line(value) })),
    turns: turnParts(turns, make),
    maskedNote: () => maskedNote(mask),
  }
}

async function* turnParts(turns: AsyncIterable<Turn>, make: BlockMaker): AsyncGenerator<TurnPart> {
  let number = 0
  for await (const turn of turns) {
    number += 1
    const entries: Entry[] = []
    let last = performance.now()
    for (const item of Array.isArray(turn.items) ? turn.items : []) {
      const entry = itemEntry(item, make)
      if (entry !== null) entries.push(entry)
      // Masking works on the main thread, which the window needs too.
      if (performance.now() - last > 8) {
        await breathe()
        last = performance.now()
      }
    }
    const error: unknown = turn.error
    const message = isFields(error) ? [textField(error, 'message'), textField(error, 'additionalDetails')] : []
    yield { number, facts: turnFacts(turn), error: make.line(message.join(' '), 2000), entries }
  }
}

function turnFacts(turn: Turn): string {
  const words: Readonly<Record<string, string>> = { completed: 'completed', inProgress: 'still running' }
  const status = words[turn.status] ?? String(turn.status ?? '')
  const took = typeof turn.durationMs === 'number' ? `in ${duration(turn.durationMs)}` : ''
  return [when(turn.startedAt), [status, took].filter((part) => part !== '').join(' ')]
    .filter((part) => part !== '')
    .join(' · ')
}

function threadFacts({ threadId, thread = {} }: SessionHead): { label: string; value: string }[] {
  const fields: Fields = thread
  const git = isFields(fields['gitInfo']) ? fields['gitInfo'] : {}
  const facts = [
    { label: 'Session', value: threadId },
    { label: 'Started', value: when(thread.createdAt) },
    { label: 'Last change', value: when(thread.updatedAt) },
    { label: 'Folder', value: textField(fields, 'cwd') },
    { label: 'Branch', value: textField(git, 'branch') },
    {
      label: 'Model',
      value: [textField(fields, 'model'), textField(fields, 'modelProvider')].filter(Boolean).join(', '),
    },
    { label: 'Forked from', value: textField(fields, 'forkedFromId') },
    { label: 'Sub-agent of', value: textField(fields, 'parentThreadId') },
    { label: 'Codex', value: textField(fields, 'cliVersion') },
  ]
  return facts.filter(({ value }) => value !== '')
}

/** Unix seconds as "2026-11-21 05:12 UTC"; '' for none and for what is no date. */
function when(seconds: number | null | undefined): string {
  if (typeof seconds !== 'number' || !(Math.abs(seconds) < 8.64e12)) return ''
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function maskedNote(mask: SecretMask): string {
  const counts = mask.report().map(({ kind, count }) => `${kind} × ${count}`)
  return counts.length === 0 ? 'No secrets were recognised in this session.' : `Secrets masked: ${counts.join(', ')}.`
}
