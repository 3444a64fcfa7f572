// What the model says, as Markdown that streams.
import { Markdown } from '../../../text/markdown'
import { CopyButton } from '../copy-button'
import type { ItemViewProps } from './item-view'

export function AgentMessage({ item, live }: ItemViewProps<'agentMessage'>) {
  const questions = Array.isArray(item.questions) ? item.questions : []
  const sources = Array.isArray(item.memoryCitation?.entries) ? item.memoryCitation.entries : []
  return (
    <div className="group/copy relative my-1.5">
      <div className="min-w-0 select-text">
        <span className="sr-only">Codex: </span>
        <Markdown text={item.text} streaming={live} />
        {item.moderation?.moderated === true && (
          <p className="text-small text-waiting">The provider moderated this message.</p>
        )}
        {questions.length > 0 && (
          <ul className="mt-1 list-disc pl-5 text-muted" aria-label="Questions">
            {questions.map((question, index) => (
              <li key={index}>
                {question.title}
                {question.options && question.options.length > 0 && ` (${question.options.join(' / ')})`}
              </li>
            ))}
          </ul>
        )}
        {sources.length > 0 && (
          <p className="mt-1 text-small text-faint">
            From memory: {sources.map((entry) => `${entry.path}:${entry.lineStart}`).join(', ')}
          </p>
        )}
      </div>
      {!live && item.text !== '' && <CopyButton text={() => item.text} gutter label="Copy answer" />}
    </div>
  )
}
