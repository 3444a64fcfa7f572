// Where the files of a project's configuration are. Only here a ConfigFile becomes a path, and only below the home or the
// project's folder. The home is the person's: links in it are followed. The folder may be anybody's (a clone of something): nothing
// in it that leads out of it is opened.
import { lstat, realpath } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { ConfigFile } from '@contract/config'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { systemErrorCode } from '../codex/errors'
import { leadsTo } from '../codex/files/replace-file'
import { homeLayout } from '../codex/home/layout'
import { isBelow } from '../sessions/homes'

export interface Place {
  /** As a person would name it. */
  readonly path: string
  /** The file itself, links resolved. */
  readonly target: string
  /** It lies in the project's folder, which may be hostile. */
  readonly inFolder: boolean
}

type Roots = { readonly home: string; readonly project: Pick<Project, 'path'> }

/** The path of a file, whether it exists or not. Pure. */
export function pathOf(file: ConfigFile, { home, project }: Roots): { path: string; inFolder: boolean } {
  const layout = homeLayout(home)
  const folder = join(project.path, '.codex')
  const inHome = (path: string) => ({ path, inFolder: false })
  const inProject = (path: string) => ({ path, inFolder: true })
  switch (file.kind) {
    case 'config':
      return inHome(layout.config)
    case 'profile':
      return inHome(join(home, `${file.name}.config.toml`))
    case 'project-config':
      return inProject(join(folder, 'config.toml'))
    case 'rules': {
      const name = `${file.name}.rules`
      return file.where === 'home' ? inHome(join(layout.rules, name)) : inProject(join(folder, 'rules', name))
    }
    case 'agents': {
      const name = file.override ? 'AGENTS.override.md' : 'AGENTS.md'
      return file.where === 'home' ? inHome(join(home, name)) : inProject(join(project.path, name))
    }
    case 'prompt':
      return inHome(join(home, 'prompts', `${file.name}.md`))
    case 'hooks':
      return file.where === 'home' ? inHome(layout.hooks) : inProject(join(folder, 'hooks.json'))
  }
}

/** The place of a file. Throws in words when the folder's file leads out of the folder. */
export async function placeOf(file: ConfigFile, roots: Roots): Promise<Place> {
  const { path, inFolder } = pathOf(file, roots)
  if (!inFolder) return { path, inFolder, target: await leadsTo(path) }
  return { path, inFolder, target: await insideFolder(roots.project.path, path) }
}

/** Goes the way to `path` step by step; a link is followed only if it stays below `folder`. */
async function insideFolder(folder: string, path: string): Promise<string> {
  const root = await realpath(folder)
  let current = root
  const steps = relative(folder, path).split(/[\\/]/)
  for (const [index, step] of steps.entries()) {
    const next = join(current, step)
    const found = await lstat(next).catch((error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return null
      if (systemErrorCode(error) === 'ENOTDIR')
        throw new CallError('not-a-folder', `${relative(dirname(folder), current)} is a file where a folder should be.`)
      throw error
    })
    if (found === null) return join(next, ...steps.slice(index + 1))
    if (!found.isSymbolicLink()) {
      current = next
      continue
    }
    const real = await realpath(next).catch(() => null)
    if (real === null || !isBelow(root, real))
      throw new CallError(
        'leads-out',
        `${relative(dirname(folder), next)} is a link that leads out of the project’s folder. The app doesn’t follow it.`,
      )
    current = real
  }
  return current
}
