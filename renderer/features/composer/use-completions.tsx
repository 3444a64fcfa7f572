// What can be completed at the caret, and which of it is active. Draws nothing; option-list does.
import { FileText, Folder, MessageSquareText, Sparkles, SquareSlash } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { SkillMetadata } from '@protocol/v2/SkillMetadata'
import type { Prompt } from '../../../preload/contract/extensions'
import { noPrompts, usePrompts } from '../../stores/config/prompts'
import { matchPrompts, promptCommand } from '../../stores/config/prompts-words'
import { matchSlash, type SlashCommand } from './slash'
import type { Option } from './option-list'
import type { Trigger } from './triggers'
import { useFileSearch } from './use-file-search'

export type Choice =
  | { kind: 'file'; path: string; name: string }
  | { kind: 'skill'; path: string; name: string }
  | { kind: 'command'; command: SlashCommand }
  | { kind: 'prompt'; name: string }

export interface Completions {
  label: string
  options: readonly (Option & { choice: Choice })[]
  active: number
  setActive: (index: number) => void
  searching: boolean
  nothing: string
}

interface Sources {
  projectId: string
  root: string | null
  hasThread: boolean
  skills: readonly SkillMetadata[]
}

const mostSkills = 50

/** Skills by name first, then by description. */
export function matchSkills(query: string, skills: readonly SkillMetadata[]): SkillMetadata[] {
  const asked = query.toLowerCase()
  const rank = (skill: SkillMetadata): number => {
    const name = skill.name.toLowerCase()
    if (name.startsWith(asked)) return 0
    if (name.includes(asked)) return 1
    return (skill.description ?? '').toLowerCase().includes(asked) ? 2 : 3
  }
  return skills
    .map((skill) => ({ skill, at: rank(skill) }))
    .filter(({ at }) => at < 3)
    .toSorted((a, b) => a.at - b.at || a.skill.name.localeCompare(b.skill.name))
    .slice(0, mostSkills)
    .map(({ skill }) => skill)
}

/** Null without a trigger. The first option is active until the reader moves; a new query starts at the first again. */
export function useCompletions(
  trigger: Trigger | null,
  { projectId, root, hasThread, skills }: Sources,
): Completions | null {
  const kind = trigger?.kind ?? null
  const query = trigger?.query ?? ''
  const search = useFileSearch(projectId, root, kind === 'file' ? query : null)
  const prompts = usePrompts((state) => state.byProject[projectId] ?? noPrompts).prompts
  const isCommand = kind === 'command'
  useEffect(() => {
    // Read when they may be wanted: a file that was just written is among them.
    if (isCommand) void usePrompts.getState().load(projectId)
  }, [isCommand, projectId])
  const asked = `${kind} ${query}`
  // Which option is active, and for which question: another question starts at its first answer.
  const [at, setAt] = useState({ asked, index: 0 })
  const active = at.asked === asked ? at.index : 0

  const options = useMemo((): Completions['options'] => {
    switch (kind) {
      case null:
        return []
      case 'file':
        return search.files.map((file) => ({
          id: file.path,
          label: file.file_name,
          detail: file.path,
          icon: file.match_type === 'directory' ? <Folder size={14} aria-hidden /> : <FileText size={14} aria-hidden />,
          choice: { kind: 'file', path: file.path, name: file.file_name },
        }))
      case 'skill':
        return matchSkills(query, skills).map((skill) => ({
          id: skill.path,
          label: `$${skill.name}`,
          detail: skill.interface?.shortDescription ?? skill.shortDescription ?? skill.description ?? '',
          icon: <Sparkles size={14} aria-hidden />,
          choice: { kind: 'skill', path: skill.path, name: skill.name },
        }))
      case 'command':
        return [...commandOptions(query, hasThread), ...promptOptions(query, prompts)]
      default:
        return kind satisfies never
    }
  }, [kind, query, search.files, skills, hasThread, prompts])

  if (kind === null) return null
  // An unknown command is a message like any other: no empty list over it.
  if (kind === 'command' && options.length === 0) return null
  return {
    label: { file: 'Files', skill: 'Skills', command: 'Commands' }[kind],
    options,
    active: Math.min(active, Math.max(0, options.length - 1)),
    setActive: (index) => setAt({ asked, index }),
    searching: kind === 'file' && search.searching,
    nothing:
      kind === 'file'
        ? (search.problem ?? (query === '' ? 'Type a part of a file’s name.' : 'No file matches.'))
        : 'No skill matches.',
  }
}

const commandOptions = (query: string, hasThread: boolean): Completions['options'] =>
  matchSlash(query, hasThread).map((command) => ({
    id: command.name,
    label: `/${command.name}${command.argument === null ? '' : ` ${command.argument}`}`,
    detail: command.description,
    icon: <SquareSlash size={14} aria-hidden />,
    choice: { kind: 'command', command },
  }))

const promptOptions = (query: string, prompts: readonly Prompt[]): Completions['options'] =>
  matchPrompts(query, prompts).map(({ name, hint, description, begin }) => ({
    id: promptCommand(name),
    label: `${promptCommand(name)}${hint === null ? '' : ` ${hint}`}`,
    detail: description ?? begin,
    icon: <MessageSquareText size={14} aria-hidden />,
    choice: { kind: 'prompt', name },
  }))
