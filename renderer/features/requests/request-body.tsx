// The inside of a request's card, by method. Approvals answer with buttons; the others bring a form of their own.
import type { ReactNode } from 'react'
import type { PendingRequest } from '../../../preload/contract/model'
import { fields, textIn } from '../../stores/threads/decode'
import { AnswerProblem } from './answer-problem'
import { toolCallRefused } from './answers'
import { ChoiceButtons } from './choice-buttons'
import { commandChoices, fileChoices, legacyChoices, shellWords, type Choice } from './choices'
import { CommandRequest } from './command-request'
import { ElicitationRequest } from './elicitation-request'
import { Fact, FullText, Literal } from '../../text/facts'
import { Reason } from './facts'
import { FileRequest } from './file-request'
import { PermissionRequest } from './permission-request'
import { QuestionRequest } from './question-request'
import { RawRequest } from './raw-request'
import type { Answering } from './use-answer'

/** Requests whose body says itself why an answer was not taken. */
export const tellsProblem = ({ method }: PendingRequest): boolean =>
  method === 'item/fileChange/requestApproval' || method === 'applyPatchApproval'

/** The decisions that the card's buttons and keys choose among; none for requests with a form. */
export function choicesOf(request: PendingRequest): Choice[] {
  switch (request.method) {
    case 'item/commandExecution/requestApproval':
      return commandChoices(request.params)
    case 'item/fileChange/requestApproval':
      return fileChoices(request.params)
    case 'applyPatchApproval':
    case 'execCommandApproval':
      return legacyChoices()
    default:
      return []
  }
}

interface RequestBodyProps {
  request: PendingRequest
  choices: readonly Choice[]
  answering: Answering
}

export function RequestBody({ request, choices, answering }: RequestBodyProps): ReactNode {
  const withButtons = (body: ReactNode) => (
    <div className="flex flex-col gap-3">
      {body}
      <ChoiceButtons choices={choices} busy={answering.busy} onChoose={(choice) => answering.send(choice.response)} />
    </div>
  )
  switch (request.method) {
    case 'item/commandExecution/requestApproval':
      return withButtons(<CommandRequest request={request} />)
    case 'item/fileChange/requestApproval':
    case 'applyPatchApproval':
      return (
        <div className="flex flex-col gap-3">
          <FileRequest request={request} />
          {/* In view while the diffs scroll: the answer, and why the last one was not taken. */}
          <div className="sticky bottom-0 z-10 -mx-3 -mb-3 flex flex-col gap-2 rounded-b-md border-t border-line bg-bg px-3 py-2 group-data-[placement=inline]/card:bg-raised">
            <AnswerProblem problem={answering.problem} />
            <ChoiceButtons
              choices={choices}
              busy={answering.busy}
              onChoose={(choice) => answering.send(choice.response)}
            />
          </div>
        </div>
      )
    case 'execCommandApproval':
      return withButtons(<OlderCommand request={request} />)
    case 'item/tool/requestUserInput':
      return <QuestionRequest request={request} answering={answering} />
    case 'mcpServer/elicitation/request':
      return <ElicitationRequest request={request} answering={answering} />
    case 'item/permissions/requestApproval':
      return <PermissionRequest request={request} answering={answering} />
    case 'item/tool/call':
      return (
        <RawRequest
          request={request}
          answering={answering}
          template={toolCallRefused('')}
          onRefuse={() => answering.send(toolCallRefused('The person refused this tool call.'))}
        />
      )
    default:
      return (
        <RawRequest
          request={request}
          answering={answering}
          onRefuse={() => answering.refuse('Refused by the person.')}
        />
      )
  }
}

function OlderCommand({ request }: { request: PendingRequest }) {
  const params = fields(request.params)
  const command = Array.isArray(params['command'])
    ? params['command'].filter((word): word is string => typeof word === 'string')
    : []
  return (
    <div className="flex flex-col gap-2">
      <Reason text={textIn(params, 'reason')} />
      <FullText text={shellWords(command)} label="Command" />
      <Fact label="Runs in">
        <Literal text={textIn(params, 'cwd') ?? ''} />
      </Fact>
    </div>
  )
}
