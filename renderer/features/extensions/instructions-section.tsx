// Instructions (AGENTS.md) of a project: which files Codex reads before a new chat and in what order, and the four that can be written
// here.
import { useEffect } from 'react'
import type { ConfigFile } from '../../../preload/contract/config'
import type { Project } from '../../../preload/contract/model'
import { Spinner } from '../../kit'
import { noInstructions, useInstructions } from '../../stores/config/instructions'
import { fileKey, isDirty } from '../../stores/config/open-file'
import { useRaw } from '../../stores/config/raw'
import { ConfigFileEditor } from './config-file-editor'
import { GroupTitle } from './group-title'
import { InstructionChain } from './instruction-chain'
import { ProblemLine } from './problem-line'

const fileOf = (where: 'home' | 'project', override: boolean): ConfigFile => ({ kind: 'agents', where, override })
const files = {
  home: { usual: fileOf('home', false), override: fileOf('home', true) },
  project: { usual: fileOf('project', false), override: fileOf('project', true) },
}
const agents = (where: 'home' | 'project', override: boolean): ConfigFile =>
  files[where][override ? 'override' : 'usual']
const bytesOf = (text: string): number => new TextEncoder().encode(text).length
const count = (bytes: number): string => bytes.toLocaleString('en-US')

export function InstructionsSection({ project }: { project: Project }) {
  const { chain, limit, fallbacks, problem } = useInstructions((state) => state.byProject[project.id] ?? noInstructions)
  const watch = useInstructions((state) => state.watch)
  const load = useInstructions((state) => state.load)
  const opened = useRaw((state) => state.files)
  useEffect(() => watch(project.id), [watch, project.id])

  const again = () => void load(project.id)
  const isUntrusted = project.trust !== 'trusted'
  const textOf = (file: ConfigFile): string | null => {
    const open = opened[fileKey(project.id, file)]
    return open?.base?.exists === true || (open && isDirty(open)) ? open.text : null
  }
  const noteFor = (where: 'home' | 'project', override: boolean): string | null => {
    if (where === 'project' && isUntrusted) return 'Not read: the folder isn’t trusted.'
    const over = textOf(agents(where, true))
    if (override) {
      if (over === null || over.trim() !== '') return null
      return where === 'home'
        ? 'It is empty: the home’s AGENTS.md is off.'
        : 'It is empty: this folder’s AGENTS.md is off.'
    }
    return over === null ? null : 'Not read: AGENTS.override.md is read instead.'
  }
  const foot =
    (where: 'home' | 'project') =>
    (text: string): string => {
      const bytes = bytesOf(text)
      if (where === 'home') return `${count(bytes)} bytes, read whole`
      const over = bytes - limit
      return over > 0
        ? `${count(bytes)} bytes: Codex cuts the last ${count(over)}`
        : `${count(bytes)} of ${count(limit)} bytes that Codex reads of all files of the folder together`
    }
  const editor = (where: 'home' | 'project', override: boolean, defaultOpen = false) => {
    const note = noteFor(where, override)
    const name = override ? 'AGENTS.override.md' : 'AGENTS.md'
    return (
      <ConfigFileEditor
        projectId={project.id}
        file={agents(where, override)}
        title={where === 'home' ? `${name} of this project’s home` : `${name} of the folder`}
        defaultOpen={defaultOpen}
        foot={foot(where)}
        onSaved={again}
        {...(note === null ? {} : { note })}
      />
    )
  }
  return (
    <section aria-label="Instructions" data-testid="instructions" className="flex flex-col gap-4">
      <p className="text-muted">
        What you write here is told to the model at the beginning of each new chat. Chats that are open keep what they
        began with.
      </p>
      {problem && <ProblemLine tried="The chain of files could not be read" error={problem} onAgain={again} />}
      {chain === null && problem === null && <Spinner label="Looking which files count…" />}
      {chain !== null && (
        <InstructionChain
          projectId={project.id}
          chain={chain}
          limit={limit}
          fallbacks={fallbacks}
          untrusted={isUntrusted}
        />
      )}
      <div className="flex flex-col">
        <GroupTitle title="The folder" />
        {editor('project', false, true)}
        {editor('project', true)}
      </div>
      <div className="flex flex-col">
        <GroupTitle title="This project’s home" />
        {editor('home', false)}
        {editor('home', true)}
      </div>
      <p className="text-small text-muted">
        AGENTS.override.md is read in place of AGENTS.md beside it: for your own, unshared words. An empty one switches
        the folder off.
      </p>
    </section>
  )
}
