// A file of a project's configuration under somebody's hands: what is known of it, and its name in words. Pure.
import type { ConfigFile, FileText, TextProblem } from '../../../preload/contract/config'
import type { DeckError } from '../../../preload/contract/result'
import { joinSides } from './line-diff'

export interface OpenFile {
  projectId: string
  file: ConfigFile
  /** As last read or saved; null until then. */
  base: FileText | null
  /** As it is typed. */
  text: string
  /** Why it could not be read. */
  problem: DeckError | null
  /** What Codex says of the text as typed. */
  problems: readonly TextProblem[]
  checking: boolean
  saving: boolean
  saveProblem: DeckError | null
  /** The file as somebody else saved it while there was something typed here. */
  theirs: FileText | null
  /** Saving was refused because of errors: the person may insist. */
  invalid: boolean
  /** Counts the times that the text came from elsewhere than the keyboard. */
  given: number
  /** Somebody else's change was taken in, nothing being typed. */
  outside: boolean
  /** What is typed was typed before the app was last closed. */
  recovered: boolean
}

/** A file that nothing is known of yet. */
export const unreadFile = (projectId: string, file: ConfigFile): OpenFile => ({
  projectId,
  file,
  base: null,
  text: '',
  problem: null,
  problems: [],
  checking: false,
  saving: false,
  saveProblem: null,
  theirs: null,
  invalid: false,
  given: 0,
  outside: false,
  recovered: false,
})

export const fileKey = (projectId: string, file: ConfigFile): string => `${projectId} ${JSON.stringify(file)}`

/** The name of a file as a person says it. */
export function fileWords(file: ConfigFile): string {
  switch (file.kind) {
    case 'config':
      return 'config.toml'
    case 'profile':
      return `${file.name}.config.toml`
    case 'project-config':
      return '.codex/config.toml'
    case 'rules':
      return file.where === 'home' ? `rules/${file.name}.rules` : `.codex/rules/${file.name}.rules`
    case 'agents':
      return file.override ? 'AGENTS.override.md' : 'AGENTS.md'
    case 'prompt':
      return `prompts/${file.name}.md`
    case 'hooks':
      return file.where === 'home' ? 'hooks.json' : '.codex/hooks.json'
    default:
      return file satisfies never
  }
}

/** True while something is typed that is not on the disk. */
export const isDirty = ({ base, text }: OpenFile): boolean => base !== null && text !== base.text

/** Both sides in one text, when they don't touch the same lines. */
export function joined({ base, text, theirs }: OpenFile): string | null {
  return base === null || theirs === null ? null : joinSides(base.text, text, theirs.text)
}
