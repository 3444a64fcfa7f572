// One file of rules: where it lies, what is wrong with it, and its rules that stand on one line.
import { FilePen, Trash2, TriangleAlert } from 'lucide-react'
import type { Project } from '../../../preload/contract/model'
import type { RuleDecision, RulesFile } from '../../../preload/contract/workings'
import { Badge, Button, IconButton, tip, type Tone } from '../../kit'
import { isEditable, isGranted, useRules } from '../../stores/config/rules'
import { drawLine, VisibleText } from '../../text/visible-text'

const decisions: Readonly<Record<RuleDecision, { label: string; tone: Tone; about: string }>> = {
  allow: { label: 'Allow', tone: 'waiting', about: 'Runs outside of the sandbox, unasked.' },
  prompt: { label: 'Ask', tone: 'neutral', about: 'You are asked each time.' },
  forbidden: { label: 'Forbid', tone: 'failed', about: 'Never runs; the model is told why.' },
}

const networkWords: Readonly<Record<RuleDecision, string>> = {
  allow: 'Commands may reach this host.',
  prompt: 'You are asked each time.',
  forbidden: 'Commands may not reach this host.',
}

export function DecisionBadge({
  decision,
  kind = 'command',
}: {
  decision: RuleDecision
  kind?: 'command' | 'network'
}) {
  const { label, tone, about } = decisions[decision]
  return (
    <Badge tone={tone} title={kind === 'command' ? about : networkWords[decision]}>
      {label}
    </Badge>
  )
}

interface RuleFileProps {
  project: Project
  file: RulesFile
  onEdit: () => void
}

export function RuleFile({ project, file, onEdit }: RuleFileProps) {
  const remove = useRules((state) => state.remove)
  const { where, name, path, counts, problem, rules } = file
  const granted = isGranted(file)
  return (
    <div data-testid="rules-file" data-name={`${where}/${name}`}>
      <div className="flex flex-wrap items-center gap-x-2 border-b border-line pb-1">
        <h3 className="min-w-0 truncate font-semibold" {...tip(path)}>
          {drawLine(`${name}.rules`)}
        </h3>
        <span className="shrink-0 text-small text-muted">
          {where === 'home' ? 'this project’s home' : 'folder’s .codex'}
        </span>
        {granted && (
          <Badge title="Codex writes what you allow for good in a chat into this file.">granted in chats</Badge>
        )}
        {!counts && (
          <Badge tone="waiting" title="The folder’s own files count only where the folder is trusted.">
            does not count
          </Badge>
        )}
        <span className="flex-1" />
        <Button size="sm" variant="plain" icon={FilePen} disabled={!isEditable(file)} onClick={onEdit}>
          Edit as text
        </Button>
      </div>
      {problem && (
        <p role="alert" className="flex items-start gap-1 pt-1 text-small text-failed">
          <TriangleAlert aria-hidden size={12} className="mt-0.5 shrink-0" />
          <span className="min-w-0 break-words select-text">
            {problem.line !== null && `Line ${problem.line}: `}
            {problem.message}
          </span>
        </p>
      )}
      {rules.length === 0 ? (
        <p className="py-1 text-small text-muted">
          No rule stands on a line of its own here{problem === null && '; what the file does say counts all the same'}.
        </p>
      ) : (
        <ul aria-label={`Rules of ${name}.rules`}>
          {rules.map(({ line, kind, pattern, decision, justification, text }) => (
            <li key={`${line} ${text}`} className="flex items-start gap-2 border-b border-line py-1 last:border-b-0">
              <span className="w-14 shrink-0">
                <DecisionBadge decision={decision} kind={kind} />
              </span>
              <span className="min-w-0 flex-1">
                <code className="block break-all select-text">
                  {kind === 'command' ? <Pattern pattern={pattern} /> : <Host pattern={pattern} />}
                </code>
                {justification !== null && (
                  <span className="block text-small break-words text-muted">
                    <VisibleText text={justification} />
                  </span>
                )}
              </span>
              <span className="shrink-0 pt-0.5 text-small text-faint tabular-nums">line {line}</span>
              <IconButton
                label={granted ? `Revoke: ${words(pattern)}` : `Take out: ${words(pattern)}`}
                icon={Trash2}
                size="sm"
                disabled={!isEditable(file)}
                onClick={() => void remove(project.id, file, line)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const words = (pattern: readonly (string | readonly string[])[]): string =>
  pattern.map((part) => (typeof part === 'string' ? part : part.join('|'))).join(' ')

/** A host with the protocol that it is reached by. */
function Host({ pattern: [host = '', protocol = ''] }: { pattern: readonly (string | readonly string[])[] }) {
  return (
    <>
      <span className="text-faint">network </span>
      <VisibleText text={String(host)} /> <span className="text-faint">({drawLine(String(protocol))})</span>
    </>
  )
}

/** Words as they must stand; alternatives with strokes between them. */
function Pattern({ pattern }: { pattern: readonly (string | readonly string[])[] }) {
  return (
    <>
      {pattern.map((part, at) => (
        <span key={at}>
          {at > 0 && ' '}
          {typeof part === 'string' ? <Word word={part} /> : <Alternatives parts={part} />}
        </span>
      ))}
      <span className="text-faint"> …</span>
    </>
  )
}

function Alternatives({ parts }: { parts: readonly string[] }) {
  return (
    <span>
      <span className="text-faint">(</span>
      {parts.map((part, at) => (
        <span key={part}>
          {at > 0 && <span className="text-faint">|</span>}
          <Word word={part} />
        </span>
      ))}
      <span className="text-faint">)</span>
    </span>
  )
}

/** Quoted where it would not be seen as one word. */
function Word({ word }: { word: string }) {
  const isPlain = /^[^\s'"]+$/.test(word)
  return (
    <>
      {isPlain ? '' : '“'}
      <VisibleText text={word} />
      {isPlain ? '' : '”'}
    </>
  )
}
