// item/tool/requestUserInput: questions of Codex, answered with options, own words or both.
import { useState } from 'react'
import type { PendingRequest } from '../../../preload/contract/model'
import { Button, TextField, useNow } from '../../kit'
import { fields, numberIn } from '../../stores/threads/decode'
import { VisibleText } from '../../text/visible-text'
import { questionsAnswer, type QuestionAnswer } from './answers'
import { QuestionOptions } from './question-options'
import { readQuestions } from './questions'
import { unmarkedLines } from '../../text/facts'
import type { Answering } from './use-answer'

const unanswered: QuestionAnswer = { option: null, words: '' }

export function QuestionRequest({ request, answering }: { request: PendingRequest; answering: Answering }) {
  const questions = readQuestions(request.params)
  const [given, setGiven] = useState<Record<string, QuestionAnswer>>({})
  const limitMs = numberIn(fields(request.params), 'autoResolutionMs')
  const now = useNow(limitMs === null ? null : 1000)
  const answerOf = (id: string) => given[id] ?? unanswered
  const set = (id: string, part: Partial<QuestionAnswer>) =>
    setGiven((before) => ({ ...before, [id]: { ...(before[id] ?? unanswered), ...part } }))
  const complete = questions.every(({ id }) => answerOf(id).option !== null || answerOf(id).words.trim() !== '')
  const secondsLeft = limitMs === null ? null : Math.max(0, Math.ceil((request.receivedAtMs + limitMs - now) / 1000))

  const send = (answers: Record<string, QuestionAnswer>) =>
    answering.send(
      questionsAnswer(
        questions.map((question) => ({ id: question.id, hasOptions: question.options.length > 0 })),
        answers,
      ),
    )

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (complete && !answering.busy) send(given)
      }}
    >
      {questions.map((question) => (
        <fieldset key={question.id} className="flex min-w-0 flex-col gap-2">
          <legend className="mb-1">
            {question.header && <span className="block text-small text-muted">{question.header}</span>}
            <span className={`font-medium break-words whitespace-pre-wrap ${unmarkedLines}`}>
              <VisibleText text={question.question} />
            </span>
          </legend>
          {question.options.length > 0 ? (
            <QuestionOptions
              question={question}
              answer={answerOf(question.id)}
              onChange={(part) => set(question.id, part)}
            />
          ) : (
            <TextField
              label={question.question || question.header || 'Answer'}
              hideLabel
              type={question.isSecret ? 'password' : 'text'}
              autoComplete="off"
              value={answerOf(question.id).words}
              onChange={(event) => set(question.id, { words: event.target.value })}
            />
          )}
        </fieldset>
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" disabled={!complete} busy={answering.busy}>
          Send answer
        </Button>
        <Button disabled={answering.busy} onClick={() => send({})}>
          Skip
        </Button>
        {secondsLeft !== null && (
          <span className="text-small text-muted" role="timer">
            {secondsLeft > 0 ? `Codex goes on without you in ${secondsLeft} s` : 'Codex is going on without an answer'}
          </span>
        )}
      </div>
    </form>
  )
}
