// mcpServer/elicitation/request: an MCP server asks the person. A form, a link to follow, or a mode that this app lacks.
import type { PendingRequest } from '../../../preload/contract/model'
import { Button } from '../../kit'
import { fields, textIn } from '../../stores/threads/decode'
import { judgeLink, openLink } from '../../text/links'
import { elicitationAccepted, elicitationRefused } from './answers'
import { ElicitationForm } from './elicitation-form'
import { readForm } from '../../forms/form-schema'
import { Fact, FullText, Literal } from '../../text/facts'
import { Reason } from './facts'
import { RawRequest } from './raw-request'
import type { Answering } from './use-answer'

interface ElicitationRequestProps {
  request: PendingRequest
  answering: Answering
}

export function ElicitationRequest({ request, answering }: ElicitationRequestProps) {
  const params = fields(request.params)
  const mode = textIn(params, 'mode')
  const form = readForm(params['requestedSchema'])
  return (
    <div className="flex flex-col gap-3">
      <Fact label="Asked by">
        the MCP server <Literal text={textIn(params, 'serverName') ?? 'without a name'} />. What you send goes to it.
      </Fact>
      {textIn(params, 'title') !== null && <p className="font-medium">{textIn(params, 'title')}</p>}
      <Reason text={textIn(params, 'message') ?? textIn(params, 'description')} />
      {mode === 'url' ? (
        <UrlMode url={textIn(params, 'url') ?? ''} answering={answering} />
      ) : form ? (
        <ElicitationForm form={form} answering={answering} />
      ) : (
        <>
          <p className="text-muted">This app has no form for the kind “{mode ?? 'unnamed'}”.</p>
          <RawRequest
            request={request}
            answering={answering}
            template={elicitationAccepted({})}
            onRefuse={() => answering.send(elicitationRefused('decline'))}
          />
        </>
      )}
    </div>
  )
}

function UrlMode({ url, answering }: { url: string; answering: Answering }) {
  const link = judgeLink(url)
  return (
    <div className="flex flex-col gap-3">
      {link.kind === 'open' ? (
        <div>
          <div className="text-small text-muted">The link goes to</div>
          <div className="text-title font-semibold break-all" data-testid="elicitation-host">
            {link.host}
          </div>
        </div>
      ) : (
        <p className="text-failed">This link can&rsquo;t be opened: only plain https links are.</p>
      )}
      <FullText text={url} label="Link" />
      <div className="flex flex-wrap gap-2">
        <Button disabled={link.kind !== 'open'} onClick={() => void openLink(url)}>
          Open link
        </Button>
        <Button variant="primary" busy={answering.busy} onClick={() => answering.send(elicitationAccepted(null))}>
          Done
        </Button>
        <Button disabled={answering.busy} onClick={() => answering.send(elicitationRefused('decline'))}>
          Decline
        </Button>
        <Button variant="plain" disabled={answering.busy} onClick={() => answering.send(elicitationRefused('cancel'))}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
