// What other agents (Claude Code, Cursor) left on this machine, brought into a project's home by Codex's own import. Here is what
// that import lacks: files are kept before and can be taken back, comments survive, skills land where this project reads them. The page
// names items by id; what they are is looked up again, so that it can't have anything else imported.
import { join } from 'node:path'
import type { AgentImportReport, AgentImportRun, AgentItem, AgentSource } from '@contract/extensions'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { makeFolder } from '../codex/files/make-folder'
import type { FileQueue } from '../config/file-queue'
import { homeLayout } from '../codex/home/layout'
import { leadsTo } from '../codex/files/replace-file'
import { foundItems, makesSkills, withSessions, type FoundItem } from './agent-items'
import { fields, known, listIn, textIn, type Fields } from './answers'
import { readsItsImports, skillsInHome, takeIntoHome } from './imported-skills'
import type { ExtensionParts } from './parts'
import { importQuestion, runsPrograms } from './questions'
import { changesOf, keepFiles, type WatchedFilesParts } from './watched-files'

/**
 * Codex imports in the background and is asked this often, in ms, whether it is done. Asked rather than told: what it wrote down is there
 * also when its server ended on the way, and the notification of the end is not.
 */
const askEveryMs = 100
/** Importing hundreds of chats takes a while; beyond this the report says that Codex is still at it. */
const patienceMs = 120_000

export interface AgentImportParts
  extends Pick<ExtensionParts, 'find' | 'homeOf' | 'request' | 'ask'>, WatchedFilesParts {
  queue: Pick<FileQueue, 'run'>
  /** The person's home folder. */
  userHome: string
}

export class AgentImport {
  readonly #parts: AgentImportParts

  constructor(parts: AgentImportParts) {
    this.#parts = parts
  }

  async detect(projectId: string, source: AgentSource): Promise<AgentItem[]> {
    return (await this.#found(known(this.#parts, projectId), source)).map(({ item }) => item)
  }

  /**
   * Imports the items, and these chats of those that hold chats. Resolves once Codex is done, with null when the person said no to what
   * would run; throws in words if an item is gone.
   */
  async import(
    projectId: string,
    source: AgentSource,
    itemIds: readonly string[],
    sessions: readonly string[],
  ): Promise<AgentImportReport | null> {
    const project = known(this.#parts, projectId)
    const home = this.#parts.homeOf(project)
    const found = await this.#found(project, source)
    const chosen = found.filter(({ item }) => itemIds.includes(item.id))
    if (chosen.length < new Set(itemIds).size)
      throw new CallError('items-changed', 'What is there has changed since you looked. Look again, then choose.')
    const running = chosen.map(({ item }) => item).filter(({ type }) => runsPrograms.includes(type))
    if (running.length > 0 && !(await this.#parts.ask(importQuestion(project.name, running)))) return null
    const config = homeLayout(home).config
    const target = await leadsTo(config).catch(() => config)
    return this.#parts.queue.run(target, () => this.#run(project, home, source, chosen, sessions))
  }

  /** The imports that this home has had, newest first. */
  async history(projectId: string): Promise<AgentImportRun[]> {
    const runs = await this.#runs(known(this.#parts, projectId))
    return runs
      .map((run) => ({
        atMs: typeof run['completedAtMs'] === 'number' ? run['completedAtMs'] : 0,
        done: listIn(run, 'successes').length,
        failed: listIn(run, 'failures').map((one) => ({
          type: textIn(fields(one), 'itemType') ?? '',
          message: textIn(fields(one), 'message') ?? '',
        })),
      }))
      .filter(({ done, failed }) => done + failed.length > 0)
      .toSorted((left, right) => right.atMs - left.atMs)
  }

  async #found(project: Project, source: AgentSource): Promise<FoundItem[]> {
    const answer = await this.#parts.request(project, 'externalAgentConfig/detect', {
      includeHome: true,
      cwds: [project.path],
      ...selector(source),
    })
    const home = this.#parts.homeOf(project)
    const found: FoundItem[] = []
    for (const one of foundItems(answer)) {
      // Codex looks for imported skills beside the home, from where they were taken into it.
      const there = makesSkills(one.item) ? await skillsInHome(home, one.item.names) : []
      if (there.length === 0 || there.length < one.item.names.length) found.push(one)
    }
    return found
  }

  async #run(
    project: Project,
    home: string,
    source: AgentSource,
    chosen: readonly FoundItem[],
    sessions: readonly string[],
  ): Promise<AgentImportReport> {
    const { request, userHome } = this.#parts
    const { kept, notes } = await keepFiles(this.#parts, project, home)
    const answer = await request(project, 'externalAgentConfig/import', {
      migrationItems: chosen.map((one) => withSessions(one, sessions)),
      ...selector(source),
    })
    const importId = textIn(fields(answer), 'importId') ?? ''
    const run = await this.#finished(project, importId)
    if (run === null) notes.push('Codex is still importing. What it does from now on is not in this list.')
    const done = listIn(run ?? {}, 'successes').map((one) => successOf(fields(one)))
    const failed = listIn(run ?? {}, 'failures').map((one) => failureOf(fields(one)))
    const newSkills = listIn(run ?? {}, 'successes')
      .map(fields)
      .filter((one) => ['SKILLS', 'COMMANDS'].includes(textIn(one, 'itemType') ?? '') && !textIn(one, 'cwd'))
      .flatMap((one) => textIn(one, 'target') ?? [])
    let skills: string[] = []
    if (newSkills.length > 0 && !(await readsItsImports(home, userHome))) {
      await makeFolder(join(home, 'skills'))
      const moved = await takeIntoHome(home, newSkills)
      skills = moved.taken
      notes.push(...moved.notes)
    }
    const { changes, undoIds } = await changesOf(this.#parts, project, kept)
    // Chats that are loaded take new servers now rather than at some later time that nobody expects.
    await request(project, 'config/batchWrite', { edits: [], reloadUserConfig: true }).catch(() => null)
    return { done, failed, changes, undoIds, skills, notes }
  }

  /** The run once Codex has written it down, or null when that takes too long. */
  async #finished(project: Project, importId: string): Promise<Fields | null> {
    const giveUpAt = Date.now() + patienceMs
    while (Date.now() < giveUpAt) {
      const run = (await this.#runs(project)).find((one) => textIn(one, 'importId') === importId)
      if (run !== undefined) return run
      await new Promise((resolve) => setTimeout(resolve, askEveryMs))
    }
    return null
  }

  async #runs(project: Project): Promise<Fields[]> {
    const answer = await this.#parts.request(project, 'externalAgentConfig/import/readHistories', undefined)
    return listIn(fields(answer), 'data').map(fields)
  }
}

/** Nothing for Claude Code, which is Codex's own choice. */
const selector = (source: AgentSource): { migrationSource?: string } =>
  source === 'cursor' ? { migrationSource: 'cursor' } : {}

const successOf = (one: Fields): AgentImportReport['done'][number] => ({
  type: textIn(one, 'itemType') ?? '',
  source: textIn(one, 'source'),
  target: textIn(one, 'target'),
  title: textIn(one, 'title'),
})

const failureOf = (one: Fields): AgentImportReport['failed'][number] => ({
  type: textIn(one, 'itemType') ?? '',
  source: textIn(one, 'source'),
  message: textIn(one, 'message') ?? 'Codex does not say why.',
})
