// Trying a command line against the rules: what they say, which rule of which file it was, and what Codex took the line for.
import { Play } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import type { Project } from '../../../preload/contract/model'
import type { RuleDecision } from '../../../preload/contract/workings'
import { Button, cx, fieldSurface, Spinner, tip } from '../../kit'
import { noRules, useRules, verdictOf, type LineTrial, type TriedCommand } from '../../stores/config/rules'
import { drawLine, VisibleText } from '../../text/visible-text'
import { DecisionBadge } from './rule-file'

export function RuleTrial({ project }: { project: Project }) {
  const { trial, trying, trialProblem } = useRules((state) => state.byProject[project.id] ?? noRules)
  const attempt = useRules((state) => state.try)
  const forget = useRules((state) => state.forgetTrial)
  const [line, setLine] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (line.trim() !== '') void attempt(project.id, line)
  }
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line p-3">
      <form aria-label="Try a command" className="flex items-center gap-2" onSubmit={submit}>
        <input
          aria-label="Command line"
          placeholder="Try a command: git push origin main"
          value={line}
          spellCheck={false}
          maxLength={9000}
          onChange={(event) => {
            setLine(event.target.value)
            if (trial !== null) forget(project.id)
          }}
          className={cx(fieldSurface, 'h-7 min-w-0 flex-1 font-mono text-code')}
        />
        <Button type="submit" icon={Play} disabled={line.trim() === '' || trying}>
          Try
        </Button>
      </form>
      {trying && <Spinner label="Asking the rules…" />}
      {trialProblem !== null && (
        <p role="alert" className="break-words text-failed select-text">
          {trialProblem}
        </p>
      )}
      {trial !== null && !trying && <Outcome trial={trial} />}
      <p className="text-small text-muted">Nothing is run. The command is only held against the rules.</p>
    </div>
  )
}

const verdicts: Readonly<Record<RuleDecision, string>> = {
  allow: 'It runs outside of the sandbox, unasked.',
  prompt: 'You are asked before it runs.',
  forbidden: 'It is refused, and the model is told so.',
}

function Outcome({ trial }: { trial: LineTrial }) {
  const { split, commands, typed } = trial
  const verdict = verdictOf(commands)
  const problems = commands[0]?.trial.problems ?? []
  const mixed = verdict === null && commands.some(({ trial: { decision } }) => decision !== null)
  return (
    <div role="status" data-testid="rule-verdict" className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        {verdict === null ? (
          <span>
            {mixed
              ? 'The rules allow only a part of it, so the permissions of the chat decide.'
              : 'No rule matches, so the permissions of the chat decide.'}
          </span>
        ) : (
          <>
            <DecisionBadge decision={verdict} />
            <span>{verdicts[verdict]}</span>
          </>
        )}
      </div>
      {problems.length > 0 && (
        <div role="alert" className="text-small text-failed">
          This is what the files that can be read say. In new chats Codex leaves out all rules, because of:
          <ul className="list-disc pl-5 select-text">
            {problems.map(({ file, message }) => (
              <li key={file} className="break-words">
                {drawLine(file)}: {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {split.kind === 'whole' ? (
        <p className="text-small text-muted">
          Codex asks the rules about the script as a whole, not about the commands in it, because {split.because}. Rules
          for single programs don’t match it.
        </p>
      ) : (
        commands.length > 1 && (
          <p className="text-small text-muted">
            Codex takes it apart into {commands.length} commands; the strictest wins.
          </p>
        )
      )}
      {split.kind === 'commands' && (
        <ul aria-label="Commands" className="flex flex-col gap-1">
          {commands.map((command) => (
            <Command key={command.words.join('\0')} command={command} />
          ))}
        </ul>
      )}
      {typed !== null &&
        (split.kind === 'whole' || commands.length > 1 || typed.words.join('\0') !== commands[0]?.words.join('\0')) && (
          <div>
            <p className="text-small text-muted">Word for word, as one program without a shell gets it:</p>
            <ul aria-label="As typed">
              <Command command={typed} />
            </ul>
          </div>
        )}
      <p className="text-small text-muted">
        Left out here: what Codex holds for harmless by itself, rules about network and programs by their full path, and
        what a chat has allowed for its own time.
      </p>
    </div>
  )
}

function Command({ command: { words, trial } }: { command: TriedCommand }) {
  return (
    <li className="min-w-0">
      <div className="flex items-center gap-2">
        <span className="w-14 shrink-0">
          {trial.decision === null ? (
            <span className="text-small text-faint">no rule</span>
          ) : (
            <DecisionBadge decision={trial.decision} />
          )}
        </span>
        <code className="min-w-0 truncate select-text" {...tip(words.join(' '))}>
          {drawLine(words.join(' '))}
        </code>
      </div>
      {trial.matches.map(({ file, prefix, decision, justification }, at) => (
        <div key={at} className="flex min-w-0 gap-2 pl-16 text-small text-muted">
          <span className="min-w-0 break-words">
            <code>{drawLine(prefix.join(' '))}</code> ({decision}) in{' '}
            <span className="select-text" {...tip(file)}>
              {drawLine(file.split(/[\\/]/).at(-1) ?? file)}
            </span>
            {justification !== null && (
              <>
                : <VisibleText text={justification} />
              </>
            )}
          </span>
        </div>
      ))}
    </li>
  )
}
