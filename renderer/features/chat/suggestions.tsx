// First messages to try in an empty chat. Choosing one puts it into the composer; it is sent by the person.
import { Button } from '../../kit'
import { useComposer } from '../../stores/composer/composer'
import { newThreadKey } from '../../stores/threads/model'
import { useUi } from '../../stores/app/ui'

/** What the demo's script has an answer for (main/demo/texts). */
const demoPrompts = [
  'Show me what Codex Deck can do',
  'Run a command',
  'Edit a file',
  'Ask me something',
  'Show markdown',
]
const prompts = [
  'Explain what this project does',
  'Look for a bug and propose a fix',
  'Write a test for the newest code',
]

export function Suggestions({ projectId, demo }: { projectId: string; demo: boolean }) {
  const take = (text: string): void => {
    useComposer.getState().edit(newThreadKey(projectId), { text })
    useUi.getState().focusComposer()
  }
  return (
    <span className="mt-3 flex flex-wrap justify-center gap-1.5">
      {(demo ? demoPrompts : prompts).map((prompt) => (
        <Button key={prompt} size="sm" onClick={() => take(prompt)}>
          {prompt}
        </Button>
      ))}
    </span>
  )
}
