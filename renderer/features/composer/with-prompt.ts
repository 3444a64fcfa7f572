// Puts the text of a prompt in the place of the message that calls it.
import { tellFailure } from '../../stores/app/notices'
import { usePrompts } from '../../stores/config/prompts'
import { parsePrompt } from '../../stores/config/prompts-words'

/**
 * What is to be sent: the text of the prompt that the message calls, or the message itself. Null when that can't be said, which is
 * told in a notice. `most`: characters that it may have.
 */
export async function withPrompt(projectId: string, text: string, most: number): Promise<string | null> {
  const call = parsePrompt(text)
  if (call === null) return text
  const expanded = await usePrompts.getState().expand(projectId, call)
  if (expanded.ok && expanded.value.length <= most) return expanded.value
  const error = expanded.ok
    ? {
        code: 'prompt.long',
        message: `With its text the message is longer than ${most.toLocaleString('en-US')} characters.`,
      }
    : expanded.error
  tellFailure('The prompt was not sent', error, projectId)
  return null
}
