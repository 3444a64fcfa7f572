// The options of one question as radio buttons, with a field for other words where the question allows them.
import { useId } from 'react'
import { TextField } from '../../kit'
import { VisibleText } from '../../text/visible-text'
import type { QuestionAnswer } from './answers'
import type { Question } from './questions'

interface QuestionOptionsProps {
  question: Question
  answer: QuestionAnswer
  onChange: (part: Partial<QuestionAnswer>) => void
}

export function QuestionOptions({ question, answer, onChange }: QuestionOptionsProps) {
  const name = useId()
  return (
    <div className="flex flex-col gap-1">
      {question.options.map((option) => (
        <label key={option.label} className="flex items-start gap-2 rounded-md px-2 py-1 hover:bg-hover">
          <input
            type="radio"
            name={name}
            value={option.label}
            checked={answer.option === option.label}
            onChange={() => onChange({ option: option.label })}
            className="mt-[3px]"
          />
          <span className="min-w-0">
            <span className="block break-words">
              <VisibleText text={option.label} />
            </span>
            {option.description && (
              <span className="block text-small break-words text-muted">
                <VisibleText text={option.description} />
              </span>
            )}
          </span>
        </label>
      ))}
      {question.isOther && (
        <div className="px-2 pt-1">
          <TextField
            label="Something else, or a note to the choice"
            type={question.isSecret ? 'password' : 'text'}
            autoComplete="off"
            value={answer.words}
            onChange={(event) => onChange({ words: event.target.value })}
          />
        </div>
      )}
    </div>
  )
}
