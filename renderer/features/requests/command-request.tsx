// item/commandExecution/requestApproval: the exact command, where and why, and the decisions that Codex offers.
import type { PendingRequest } from '../../../preload/contract/model'
import { fields, listIn, textIn } from '../../stores/threads/decode'
import { proposedPrefix, shellWords } from './choices'
import { Fact, FullText, Literal } from '../../text/facts'
import { AddedPermissions, Reason } from './facts'

/** What a parsed part of the command does, in words; null for those that Codex could not tell. */
function actionWords(action: unknown): { verb: string; subject: string | null } | null {
  const read = fields(action)
  const path = textIn(read, 'path')
  switch (read['type']) {
    case 'read':
      return { verb: 'Reads', subject: path ?? textIn(read, 'name') }
    case 'listFiles':
      return { verb: 'Lists', subject: path ?? 'files' }
    case 'search': {
      const query = textIn(read, 'query')
      return {
        verb: 'Searches',
        subject: [query && `“${query}”`, path && `in ${path}`].filter(Boolean).join(' ') || null,
      }
    }
    default:
      return null
  }
}

export function CommandRequest({ request }: { request: PendingRequest }) {
  const params = fields(request.params)
  const command = textIn(params, 'command')
  const network = fields(params['networkApprovalContext'])
  const host = textIn(network, 'host')
  const prefix = proposedPrefix(request.params)
  const actions = listIn(params, 'commandActions').flatMap((action) => actionWords(action) ?? [])
  const environment = textIn(params, 'environmentId')
  return (
    <div className="flex flex-col gap-2">
      <Reason text={textIn(params, 'reason')} />
      {command !== null && <FullText text={command} label="Command" />}
      {command === null && host === null && <p className="text-muted">Codex sent no command with this request.</p>}
      <div className="flex flex-col gap-0.5">
        {textIn(params, 'cwd') !== null && (
          <Fact label="Runs in">
            <Literal text={textIn(params, 'cwd') ?? ''} />
          </Fact>
        )}
        {environment !== null && environment !== 'local' && (
          <Fact label="On">
            <Literal text={environment} />
          </Fact>
        )}
        {host !== null && (
          <Fact label="Connects to">
            <Literal text={host} /> over {textIn(network, 'protocol') ?? 'an unknown protocol'}
          </Fact>
        )}
        {actions.length > 0 && (
          <Fact label="Looks like">
            {actions.map((action, index) => (
              <span key={index} className="block">
                {action.verb} {action.subject !== null && <Literal text={action.subject} />}
              </span>
            ))}
          </Fact>
        )}
        <AddedPermissions permissions={params['additionalPermissions']} />
        {prefix.length > 0 && (
          <Fact label="Always allow">
            lets every later command that begins with <Literal text={shellWords(prefix)} /> run without asking.
          </Fact>
        )}
      </div>
    </div>
  )
}
