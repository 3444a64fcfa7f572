// What a project's new worktrees get: the set-up script and the files that are copied along. In the dialog of a new one and in the
// project's settings.
import type { WorktreeSettings } from '../../../preload/contract/worktrees'
import { TextArea } from '../../kit'

interface SetupFieldsProps {
  settings: WorktreeSettings
  onChange: (settings: WorktreeSettings) => void
}

const longestPattern = 400
const mostPatterns = 100

/** The lines of the field as patterns. */
export function patternsIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** Why these settings can't be kept, in words; null when they can. */
export function settingsProblem({ setup, copy }: WorktreeSettings): string | null {
  if (setup.length > 4000) return 'A set-up script has at most 4,000 characters. Put the rest into a file and run that.'
  if (copy.length > mostPatterns) return `There can be at most ${mostPatterns} patterns.`
  return copy.some((pattern) => pattern.length > longestPattern) ? 'A pattern is too long.' : null
}

export function SetupFields({ settings, onChange }: SetupFieldsProps) {
  return (
    <>
      <TextArea
        label="Set-up script"
        hint="Run by your system’s shell in the new folder. DECK_PROJECT is the path of the project’s own."
        placeholder="npm ci"
        spellCheck={false}
        rows={2}
        className="font-mono text-code"
        value={settings.setup}
        onChange={(event) => onChange({ ...settings, setup: event.target.value })}
      />
      <TextArea
        label="Untracked files to copy along"
        hint="One pattern a line, as in .gitignore. Links out of the project are not followed."
        placeholder={'.env*\ncerts/'}
        spellCheck={false}
        rows={2}
        className="font-mono text-code"
        value={settings.copy.join('\n')}
        onChange={(event) =>
          onChange({ ...settings, copy: event.target.value === '' ? [] : event.target.value.split('\n') })
        }
      />
    </>
  )
}
