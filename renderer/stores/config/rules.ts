// The rules of a project and what they say to a command: read, tried and taken out through main. Texts are edited in raw.ts.
import { create } from 'zustand'
import type { RuleDecision, RulesFile, RuleTrial } from '../../../preload/contract/workings'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { scriptOf, shellWords, splitAsCodex, type Split } from './rules-shell'

export interface TriedCommand {
  words: readonly string[]
  trial: RuleTrial
}

export interface LineTrial {
  line: string
  split: Split
  /** Each command that Codex asks the rules about. */
  commands: readonly TriedCommand[]
  /** The words as they stand; null while a quote is open. */
  typed: TriedCommand | null
}

interface ProjectRules {
  files: readonly RulesFile[] | null
  problem: DeckError | null
  trial: LineTrial | null
  trying: boolean
  trialProblem: string | null
}

interface RulesStore {
  byProject: Readonly<Record<string, ProjectRules>>
  load(projectId: string): Promise<void>
  /** Takes a rule out, with an undo in the notice. */
  remove(projectId: string, file: RulesFile, line: number): Promise<void>
  /** Tries a typed line. */
  try(projectId: string, line: string): Promise<void>
  forgetTrial(projectId: string): void
}

export const noRules: ProjectRules = { files: null, problem: null, trial: null, trying: false, trialProblem: null }

/** More commands in one line are no line. */
const mostCommands = 20
/** The shell that Codex starts. */
const codexShell = '/bin/bash'

const ranks: Readonly<Record<RuleDecision, number>> = { allow: 0, prompt: 1, forbidden: 2 }

/**
 * What the rules say to the whole line: the strictest of its commands. They allow it only if they allow each; null: they leave it
 * to the permissions of the chat. Pure.
 */
export function verdictOf(commands: readonly TriedCommand[]): RuleDecision | null {
  let strictest: RuleDecision | null = null
  for (const { trial } of commands)
    if (trial.decision !== null && (strictest === null || ranks[trial.decision] > ranks[strictest]))
      strictest = trial.decision
  return strictest === 'allow' && commands.some(({ trial }) => trial.decision === null) ? null : strictest
}

/** Rules that Codex wrote when a command was allowed for good: it appends them to this file of the home. */
export const isGranted = ({ where, name }: Pick<RulesFile, 'where' | 'name'>): boolean =>
  where === 'home' && name === 'default'

/** Names that the app can open as text. */
export const isEditable = ({ name }: Pick<RulesFile, 'name'>): boolean => /^[A-Za-z0-9_.-]{1,64}$/.test(name)

export const useRules = create<RulesStore>()((set, get) => {
  const put = (projectId: string, part: Partial<ProjectRules>): void =>
    set(({ byProject }) => ({
      byProject: { ...byProject, [projectId]: { ...(byProject[projectId] ?? noRules), ...part } },
    }))
  /** Counts the trials per project: an older answer never replaces a newer one. */
  const asked = new Map<string, number>()

  return {
    byProject: {},
    async load(projectId) {
      const result = await app('rules/list', { projectId })
      put(projectId, result.ok ? { files: result.value, problem: null } : { problem: result.error })
      // What was tried is answered by the rules as they are now.
      const tried = get().byProject[projectId]?.trial
      if (tried) await get().try(projectId, tried.line)
    },
    async remove(projectId, file, line) {
      const rule = file.rules.find((one) => one.line === line)
      if (rule === undefined) return
      const { where, name } = file
      const result = await app('rules/remove', { projectId, where, name, line, text: rule.text })
      await get().load(projectId)
      if (!result.ok) return tellFailure('The rule was not taken out', result.error, projectId)
      const { undoId } = result.value
      useNotices.getState().push({
        level: 'info',
        message:
          'The rule was taken out. Chats that are open keep it until they are opened anew after a restart of Codex.',
        projectId,
        action: {
          label: 'Undo',
          run: () => {
            void app('config/undo', { undoIds: [undoId] }).then((undone) => {
              const left = undone.ok ? undone.value.find(({ state }) => state !== 'written')?.problem : null
              if (!undone.ok) tellFailure('The rule was not put back', undone.error, projectId)
              else if (left) useNotices.getState().push({ level: 'warning', message: left, projectId })
              return get().load(projectId)
            })
          },
        },
      })
    },
    async try(projectId, line) {
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      put(projectId, { trying: true, trialProblem: null })
      const outcome = await tryLine(projectId, line)
      if (asked.get(projectId) !== turn) return
      if (typeof outcome === 'string') put(projectId, { trying: false, trial: null, trialProblem: outcome })
      else put(projectId, { trying: false, trial: outcome })
    },
    forgetTrial(projectId) {
      asked.set(projectId, (asked.get(projectId) ?? 0) + 1)
      put(projectId, { trial: null, trying: false, trialProblem: null })
    },
  }
})

/** Words say why it could not be tried. */
async function tryLine(projectId: string, line: string): Promise<LineTrial | string> {
  const script = scriptOf(line.trim())
  const split = splitAsCodex(script)
  const typedWords = shellWords(line)
  const asked = split.kind === 'commands' ? split.commands : [[codexShell, '-lc', script]]
  if (asked.length > mostCommands) return `These are more than ${mostCommands} commands.`
  const known = new Map<string, TriedCommand>()
  for (const words of typedWords === null || typedWords.length === 0 ? asked : [...asked, typedWords]) {
    const key = JSON.stringify(words)
    if (known.has(key)) continue
    const result = await app('rules/try', { projectId, command: words })
    if (!result.ok) return result.error.message
    known.set(key, { words, trial: result.value })
  }
  const of = (words: readonly string[]): TriedCommand[] => {
    const found = known.get(JSON.stringify(words))
    return found ? [found] : []
  }
  return { line, split, commands: asked.flatMap(of), typed: typedWords === null ? null : (of(typedWords)[0] ?? null) }
}
