// What is known of one server, below its row: why it failed, what it runs, its login, its tools and its resources.
import { Button } from '../../kit'
import { useMcp } from '../../stores/config/mcp'
import type { McpServer } from '../../stores/config/mcp-servers'
import { adviceFor, failureOf, type McpState } from '../../stores/config/mcp-status'
import { Fact, Literal } from '../../text/facts'
import { drawLine } from '../../text/visible-text'
import { DefinitionFacts } from './definition-facts'
import { FolderCard } from './folder-card'
import { LoginPart } from './login-part'
import { OutputPart } from './output-part'
import { Part } from './part'
import { ResourcesPart } from './resources-part'
import { modeWords, startWords } from './server-words'
import { ToolsPart } from './tools-part'

interface ServerDetailProps {
  projectId: string
  server: McpServer
  state: McpState
  onEdit: () => void
}

export function ServerDetail({ projectId, server, state, onEdit }: ServerDetailProps) {
  const look = useMcp((store) => store.looks.get(server.name))
  const startup = useMcp((store) => store.startups.get(server.name))
  const { folder, definition, where, own, kind, sources } = server
  const status = look?.status ?? null
  const error = state === 'failed' ? failureOf(look, startup) : null
  const advice = error === null ? null : adviceFor(error, server)
  return (
    <div className="flex flex-col gap-4 pt-1 pb-4 pl-7">
      {error !== null && (
        <div role="alert" className="flex flex-col gap-1 select-text">
          {advice !== null && <p className="text-failed">{advice}</p>}
          <p className={advice === null ? 'break-words text-failed' : 'text-small break-words text-muted'}>
            {drawLine(error)}
          </p>
        </div>
      )}
      {folder && <FolderCard projectId={projectId} server={folder} named={false} />}
      {kind === 'http' && state !== 'waiting' && state !== 'off' && (
        <LoginPart projectId={projectId} server={server} state={state} auth={status?.auth ?? null} />
      )}
      {(!folder || folder.state === 'approved') && where !== 'plugin' && (
        <Part
          title="Definition"
          action={
            own === null ? null : (
              <Button size="sm" variant="plain" onClick={onEdit}>
                Edit…
              </Button>
            )
          }
        >
          {!folder && <DefinitionFacts definition={definition} hideSecrets />}
          <OptionFacts server={server} start={startWords(startup, look)} />
          <Fact label={sources.length > 1 ? 'From, in order' : 'From'}>
            {sources.map(({ words, source }) => (
              <span key={`${words} ${source ?? ''}`} className="block">
                {words}
                {source !== null && (
                  <span className="text-muted">
                    {' '}
                    <Literal text={source} />
                  </span>
                )}
              </span>
            ))}
          </Fact>
          {own === null && (
            <p className="pt-1 text-muted">It is not in this project’s own config.toml, so it can’t be edited here.</p>
          )}
        </Part>
      )}
      {where === 'plugin' && (
        <p className="text-muted">
          A plugin brings it{status?.pluginId ? <> ({drawLine(status.pluginId)})</> : ''}. Plugins are switched on and
          off as a whole.
        </p>
      )}
      {status !== null && status.error === null && state !== 'off' && (
        <>
          {status.title !== null && (
            <p className="text-muted select-text">
              It calls itself {drawLine(status.title)}
              {status.version !== null && <> {drawLine(status.version)}</>}.{' '}
              {look?.inChat
                ? 'Asked in an open chat.'
                : 'Started alone to be asked; open a chat of this project to see it there.'}
            </p>
          )}
          <ToolsPart projectId={projectId} server={server} status={status} />
          <ResourcesPart projectId={projectId} server={server.name} resources={status.resources} />
        </>
      )}
      {state !== 'waiting' && folder?.state !== 'refused' && kind === 'stdio' && where !== 'plugin' && (
        <OutputPart projectId={projectId} server={server.name} />
      )}
    </div>
  )
}

function OptionFacts({ server: { options }, start }: { server: McpServer; start: ReturnType<typeof startWords> }) {
  const { startupTimeoutSec, toolTimeoutSec, required, scopes, defaultMode } = options
  return (
    <div className="flex flex-col gap-0.5 select-text">
      {start !== null && (
        <Fact label="Last start">
          {start.words} <span className="text-muted">{start.about}</span>
        </Fact>
      )}
      <Fact label="Time-outs">
        {startupTimeoutSec === null ? '30 s to start (Codex’s own)' : `${startupTimeoutSec} s to start`},{' '}
        {toolTimeoutSec === null ? 'Codex’s own for tools' : `${toolTimeoutSec} s for a tool`}
      </Fact>
      {required && <Fact label="Required">Without it no chat starts.</Fact>}
      {scopes.length > 0 && (
        <Fact label="Scopes">
          <Literal text={scopes.join(' ')} />
        </Fact>
      )}
      {defaultMode !== null && <Fact label="Its tools">{modeWords[defaultMode] ?? defaultMode}</Fact>}
    </div>
  )
}
