// Gives a project's own home what another home has: settings without secrets, AGENTS.md, rules, skills. Only adds: a file or
// a setting that is there stays. Trust, logins, sessions and histories never come along.
import { lstat, readFile } from 'node:fs/promises'
import type { TemplatePart, TemplateReport } from '@contract/homes'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { writeFileAtomic } from '../codex/files/atomic-write'
import { describeConfigProblem, examineConfig } from '../codex/home/config-health'
import { createProjectHome } from '../codex/home/create'
import { homeLayout } from '../codex/home/layout'
import { copyInto, type CopyReport } from './copy-tree'

export interface TemplateJob {
  readonly userData: string
  /** The project that gets it. One that shares a home has none of its own in use and is refused. */
  readonly project: Pick<Project, 'path' | 'sharedHome'>
  /** The home that is copied from. */
  readonly template: string
  readonly parts: readonly TemplatePart[]
}

const mostTold = 200
const mostConfigBytes = 1024 * 1024
/** Codex writes to the file too; its word counts, and ours is tried again on top of it. */
const attempts = 3

/** Makes the project's home if need be and adds the parts. Rejects with a CallError, or as createProjectHome does. */
export async function applyTemplate({ userData, project, template, parts }: TemplateJob): Promise<TemplateReport> {
  if (project.sharedHome !== null)
    throw new CallError('home-shared', 'This project shares another home. Give it a home of its own first.')
  const { home } = await createProjectHome({ userData, projectPath: project.path })
  if (home === template) throw new CallError('same-home', 'This is the project’s own home. Choose another one.')
  const report: CopyReport = { copied: [], left: [] }
  const chosen = new Set(parts)
  if (chosen.has('instructions')) await copyInto(template, home, 'AGENTS.md', report)
  if (chosen.has('rules')) await copyInto(template, home, 'rules', report)
  // Codex puts its own skills there by itself.
  if (chosen.has('skills')) await copyInto(template, home, 'skills', report, { without: ['skills/.system'] })
  const settings = chosen.has('config') ? await addConfig(template, home, report) : []
  return {
    copied: report.copied.slice(0, mostTold),
    settings,
    left: report.left.slice(0, mostTold),
    leftCount: report.left.length,
  }
}

async function addConfig(template: string, home: string, report: CopyReport): Promise<string[]> {
  const leave = (reason: string): string[] => {
    report.left.push({ name: 'config.toml', reason })
    return []
  }
  const source = await readConfig(homeLayout(template).config)
  if (source === null) return []
  if ('reason' in source) return leave(source.reason)
  const broken = await examineConfig(source.text)
  if (broken) return leave(describeConfigProblem('The template’s config.toml', broken))

  const [{ parse }, { portableSettings }, { addSettings }] = await Promise.all([
    import('smol-toml'),
    import('./config-portable'),
    import('./config-text'),
  ])
  const { settings, left } = portableSettings(parse(source.text, { integersAsBigInt: 'asNeeded' }))
  const path = homeLayout(home).config
  for (let attempt = 1; ; attempt++) {
    const target = (await readConfig(path)) ?? { text: '' }
    if ('reason' in target) return leave(target.reason)
    const problem = await examineConfig(target.text)
    if (problem) return leave(describeConfigProblem('The project’s config.toml', problem))
    const added = addSettings(target.text, settings)
    if (added === null) return leave('It could not be added to without changing what is there.')
    const spoilt = await examineConfig(added.text)
    if (spoilt) return leave(describeConfigProblem('config.toml with the new settings', spoilt))
    if (added.added.length > 0) {
      const now = (await readConfig(path)) ?? { text: '' }
      if ('reason' in now) return leave(now.reason)
      if (now.text !== target.text) {
        if (attempt < attempts) continue
        return leave('Codex is writing to it just now. Try again.')
      }
      await writeFileAtomic(path, added.text)
    }
    report.left.push(...left.map(({ name, reason }) => ({ name: `config.toml: ${name}`, reason })))
    report.left.push(...added.kept.map((name) => ({ name: `config.toml: ${name}`, reason: 'It is set already.' })))
    return [...added.added]
  }
}

/** The text, null when there is no file, or why it is not read. */
async function readConfig(path: string): Promise<{ text: string } | { reason: string } | null> {
  const found = await lstat(path).catch(() => null)
  if (found === null) return null
  // A link leads to a file that somebody keeps elsewhere: reading it is no copy of this home, writing would cut it.
  if (!found.isFile()) return { reason: 'It is a link, and links are not followed.' }
  if (found.size > mostConfigBytes) return { reason: 'It is larger than any configuration of Codex.' }
  return { text: await readFile(path, 'utf8') }
}
