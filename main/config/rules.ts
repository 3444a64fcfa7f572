// Rules of execpolicy: which files there are and what is in them, what they say to a command, and taking one rule out. What they
// mean, the bundled Codex says (`execpolicy check`, offline, some 10 ms); their text is edited through config-files.ts.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { configFileSchema, type ConfigFile, type FileText } from '@contract/config'
import type { Project } from '@contract/model'
import type { RuleDecision, RulesFile, RuleTrial } from '@contract/workings'
import { z } from 'zod'
import { CallError } from '../app/call-error'
import { systemErrorCode } from '../codex/errors'
import { makeFolder } from '../codex/files/make-folder'
import { homeLayout } from '../codex/home/layout'
import { codexEnvironment, type Environment } from '../codex/process/environment'
import { runToEnd } from '../codex/process/run'
import { inParallel } from '../sessions/in-parallel'
import { readRulesFinding } from './checker'
import type { ConfigFiles } from './config-files'
import { placeOf } from './config-paths'
import { decisionOf, rulesOf, withoutLine } from './rules-lines'

export interface RulesParts {
  find: (projectId: string) => Project | null
  /** The CODEX_HOME of a project. */
  homeOf: (project: Project) => string
  files: Pick<ConfigFiles, 'text' | 'save'>
  /** Path of the bundled codex. */
  codex: () => Promise<string>
  environment: Environment
  /** A folder of the app's own that trials run in. */
  scratch: string
}

type Where = 'home' | 'project'
type RulesText = { name: string; where: Where; path: string; file: ConfigFile | null }

/** A hostile folder may hold any number. */
const mostFiles = 100
const trialTimeoutMs = 10_000

const answerSchema = z.object({
  matchedRules: z.array(
    z.object({
      prefixRuleMatch: z
        .object({
          matchedPrefix: z.array(z.string()),
          decision: z.string(),
          justification: z.string().nullish(),
        })
        .optional(),
    }),
  ),
})

export class Rules {
  readonly #parts: RulesParts

  constructor(parts: RulesParts) {
    this.#parts = parts
  }

  /** Every rules file of the project's home and of its folder, with what is wrong in it. */
  async list(projectId: string): Promise<RulesFile[]> {
    const project = this.#project(projectId)
    const found = await this.#files(project)
    return inParallel(found, 4, async ({ name, where, path, file }) => {
      const counts = where === 'home' || project.trust === 'trusted'
      const base = { where, name, path, counts }
      if (file === null)
        return {
          ...base,
          rules: [],
          problem: problemOf(
            'This file can only be changed outside of the app: its name has signs that the app doesn’t take.',
          ),
        }
      try {
        const { text, problems, path: shown } = await this.#parts.files.text(projectId, file)
        const error = problems.find(({ level }) => level === 'error')
        return {
          ...base,
          path: shown,
          problem: error ? { line: error.line, column: error.column, message: error.message } : null,
          rules: rulesOf(text),
        }
      } catch (error) {
        return { ...base, rules: [], problem: problemOf(error instanceof Error ? error.message : String(error)) }
      }
    })
  }

  /** What the files that count say to a command, each by itself; the strictest wins. It is matched word by word, as it is. */
  async try(projectId: string, command: readonly string[]): Promise<RuleTrial> {
    const project = this.#project(projectId)
    if (command.some((word) => word.includes('\0')))
      throw new CallError('bad-command', 'A command can’t hold a NUL character.')
    const counting = (await this.#files(project)).filter(({ where }) => where === 'home' || project.trust === 'trusted')
    const { codex, environment, scratch } = this.#parts
    await makeFolder(scratch)
    const program = await codex()
    const env = codexEnvironment({ base: environment, home: scratch })
    const trial: RuleTrial = { decision: null, matches: [], problems: [] }
    const answers = await inParallel(counting, 4, async ({ path, where, file }): Promise<Answer> => {
      try {
        // Codex follows links; one that leads out of the folder is not opened for it here.
        const place = file === null ? null : await placeOf(file, { home: this.#parts.homeOf(project), project })
        const args = ['execpolicy', 'check', '--rules', place?.target ?? path, '--', ...command]
        const limits = { maxBytes: 4 * 1024 * 1024, timeoutMs: trialTimeoutMs }
        const ended = await runToEnd(program, args, { cwd: scratch, env, ...limits })
        if (ended.code === 0) return { path, where, matches: matchesIn(ended.stdout), problem: null }
        const { line, message } = readRulesFinding(ended.stderr)
        return { path, where, matches: [], problem: line === null ? message : `Line ${line}: ${message}` }
      } catch (error) {
        return { path, where, matches: [], problem: error instanceof Error ? error.message : String(error) }
      }
    })
    for (const { path, where, matches, problem } of answers) {
      if (problem !== null) trial.problems.push({ file: path, message: problem })
      for (const match of matches) {
        trial.matches.push({ file: path, where, ...match })
        trial.decision = strictest(trial.decision, match.decision)
      }
    }
    return trial
  }

  /** Takes the rule on this line out of its file, byte for byte the rest. Rejects when the line says something else by now. */
  async remove(projectId: string, where: Where, name: string, line: number, text: string): Promise<{ undoId: string }> {
    this.#project(projectId)
    const file = configFileSchema.safeParse({ kind: 'rules', where, name }).data
    if (file === undefined) throw new CallError('bad-name', 'This file can only be changed outside of the app.')
    const there: FileText = await this.#parts.files.text(projectId, file)
    const changed = new CallError('line-changed', 'This line of the file says something else now. Look again.')
    if (!rulesOf(there.text).some((rule) => rule.line === line && rule.text === text)) throw changed
    const rest = withoutLine(there.text, line, text)
    if (rest === null) throw changed
    // Another broken place in the file is no reason to keep a rule.
    const report = await this.#parts.files.save(projectId, file, rest, {
      expectedHash: there.hash,
      evenIfInvalid: true,
    })
    if (report.state !== 'saved') throw changed
    return { undoId: report.undoId }
  }

  async #files(project: Project): Promise<RulesText[]> {
    const home = this.#parts.homeOf(project)
    const places = [
      { where: 'home', folder: homeLayout(home).rules },
      { where: 'project', folder: join(project.path, '.codex', 'rules') },
    ] as const
    const found = await Promise.all(
      places.map(async ({ where, folder }) => {
        const names = (await namesIn(folder)).filter((name) => name.endsWith('.rules')).toSorted()
        return names.map((fileName): RulesText => {
          const name = fileName.slice(0, -'.rules'.length)
          const file = configFileSchema.safeParse({ kind: 'rules', where, name }).data ?? null
          return { name, where, path: join(folder, fileName), file }
        })
      }),
    )
    return found.flat().slice(0, mostFiles)
  }

  #project(projectId: string): Project {
    const project = this.#parts.find(projectId)
    if (project === null) throw new CallError('unknown-project', 'This project is no longer in the list.')
    return project
  }
}

type Match = Pick<RuleTrial['matches'][number], 'prefix' | 'decision' | 'justification'>
type Answer = { path: string; where: Where; matches: Match[]; problem: string | null }

/** What `execpolicy check` printed. Kinds of matches and decisions that this app doesn't know are left out. */
function matchesIn(stdout: Buffer): Match[] {
  const { matchedRules } = answerSchema.parse(JSON.parse(stdout.toString('utf8')))
  return matchedRules.flatMap(({ prefixRuleMatch: match }) => {
    const decision = decisionOf(match?.decision)
    if (match === undefined || decision === null) return []
    return [{ prefix: match.matchedPrefix, decision, justification: match.justification ?? null }]
  })
}

const problemOf = (message: string): RulesFile['problem'] => ({ line: null, column: null, message })

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}

const ranks: Readonly<Record<RuleDecision, number>> = { allow: 0, prompt: 1, forbidden: 2 }

export function strictest(left: RuleDecision | null, right: RuleDecision): RuleDecision {
  return left === null || ranks[right] > ranks[left] ? right : left
}
