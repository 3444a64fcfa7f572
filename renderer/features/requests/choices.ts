// The buttons of an approval: which decisions may be offered, in which words. Pure. Honours `availableDecisions`; a
// decision of a kind that this app doesn't know is offered by its own name; declining is always possible.
import type { CommandExecutionApprovalDecision } from '@protocol/v2/CommandExecutionApprovalDecision'
import { fields, listIn, textIn } from '../../stores/threads/decode'
import { commandAnswer, fileAnswer, legacyAnswer } from './answers'

export interface Choice {
  id: string
  label: string
  /** `approve` lets something happen, `refuse` doesn't, `other` is a decision of an unknown kind. */
  kind: 'approve' | 'refuse' | 'other'
  /** The whole response for Codex. */
  response: unknown
  /** Key that chooses it while the card itself has the focus. */
  key?: 'y' | 'a' | 'n'
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : []

/** Words of a shell line that need quoting get single quotes, so that `git commit` and `git\ commit` look different. */
export function shellWords(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')
}

/** The prefix of commands that an execpolicy amendment would let through, as Codex proposes it; empty when it proposes none. */
export function proposedPrefix(params: unknown): string[] {
  return texts(fields(params)['proposedExecpolicyAmendment'])
}

function fromDecision(decision: unknown): Choice {
  const answer = (known: CommandExecutionApprovalDecision) => commandAnswer(known)
  switch (decision) {
    case 'accept':
      return { id: 'accept', label: 'Allow once', kind: 'approve', response: answer('accept'), key: 'y' }
    case 'acceptForSession':
      return {
        id: 'acceptForSession',
        label: 'Allow for this session',
        kind: 'approve',
        response: answer('acceptForSession'),
        key: 'a',
      }
    case 'decline':
      return { id: 'decline', label: 'Decline', kind: 'refuse', response: answer('decline'), key: 'n' }
    case 'cancel':
      return { id: 'cancel', label: 'Decline and stop', kind: 'refuse', response: answer('cancel') }
    default:
      return fromAmendment(decision)
  }
}

function fromAmendment(decision: unknown): Choice {
  const object = fields(decision)
  const prefix = texts(fields(object['acceptWithExecpolicyAmendment'])['execpolicy_amendment'])
  if (prefix.length > 0) {
    return {
      id: 'acceptWithExecpolicyAmendment',
      label: `Always allow ${shortened(shellWords(prefix))}`,
      kind: 'approve',
      // The decision goes back as it came, so that nothing is lost on the way.
      response: { decision },
    }
  }
  const rule = fields(fields(object['applyNetworkPolicyAmendment'])['network_policy_amendment'])
  const host = textIn(rule, 'host')
  const action = textIn(rule, 'action')
  if (host !== null && (action === 'allow' || action === 'deny')) {
    return {
      id: `network:${action}:${host}`,
      label: action === 'allow' ? `Always allow ${host}` : `Always block ${host}`,
      kind: action === 'allow' ? 'approve' : 'refuse',
      response: { decision },
    }
  }
  const name = typeof decision === 'string' ? decision : (Object.keys(object)[0] ?? JSON.stringify(decision))
  return { id: `other:${name}`, label: name, kind: 'other', response: { decision } }
}

function shortened(text: string): string {
  return text.length > 48 ? `${text.slice(0, 47)}…` : text
}

/** Refusals go last, and `decline` is there even when Codex doesn't list it: it always works. */
function arranged(choices: Choice[], decline: Choice): Choice[] {
  const all = choices.some((choice) => choice.id === decline.id) ? choices : [...choices, decline]
  const rank = (choice: Choice) => (choice.kind !== 'refuse' ? 0 : choice.id === decline.id ? 1 : 2)
  return all.toSorted((a, b) => rank(a) - rank(b))
}

/** Choices of item/commandExecution/requestApproval. */
export function commandChoices(params: unknown): Choice[] {
  const read = fields(params)
  const listed = read['availableDecisions']
  const decisions: unknown[] = Array.isArray(listed) ? listed : ['accept', 'acceptForSession', 'decline', 'cancel']
  if (!Array.isArray(listed)) {
    const prefix = proposedPrefix(params)
    if (prefix.length > 0) decisions.splice(2, 0, { acceptWithExecpolicyAmendment: { execpolicy_amendment: prefix } })
    for (const rule of listIn(read, 'proposedNetworkPolicyAmendments')) {
      decisions.push({ applyNetworkPolicyAmendment: { network_policy_amendment: rule } })
    }
  }
  return arranged(decisions.map(fromDecision), fromDecision('decline'))
}

/** Choices of item/fileChange/requestApproval. Codex lists none; should it begin to, the list is honoured. */
export function fileChoices(params: unknown): Choice[] {
  const listed = fields(params)['availableDecisions']
  if (Array.isArray(listed)) return arranged(listed.map(fromDecision), fromDecision('decline'))
  return [
    { id: 'accept', label: 'Allow once', kind: 'approve', response: fileAnswer('accept'), key: 'y' },
    {
      id: 'acceptForSession',
      label: 'Allow for this session',
      kind: 'approve',
      response: fileAnswer('acceptForSession'),
      key: 'a',
    },
    { id: 'decline', label: 'Decline', kind: 'refuse', response: fileAnswer('decline'), key: 'n' },
    { id: 'cancel', label: 'Decline and stop', kind: 'refuse', response: fileAnswer('cancel') },
  ]
}

/** Choices of the older applyPatchApproval and execCommandApproval. */
export function legacyChoices(): Choice[] {
  const denied = { denied: { rejection: 'The person declined.' } }
  return [
    { id: 'approved', label: 'Allow once', kind: 'approve', response: legacyAnswer('approved'), key: 'y' },
    {
      id: 'approved_for_session',
      label: 'Allow for this session',
      kind: 'approve',
      response: legacyAnswer('approved_for_session'),
      key: 'a',
    },
    { id: 'denied', label: 'Decline', kind: 'refuse', response: legacyAnswer(denied), key: 'n' },
    { id: 'abort', label: 'Decline and stop', kind: 'refuse', response: legacyAnswer('abort') },
  ]
}
