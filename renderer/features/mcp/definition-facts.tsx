// What a server runs or reaches, in full: nothing cut, hidden characters shown, every argument by itself.
import type { McpDefinition } from '../../../preload/contract/mcp'
import { looksSecret } from '../../stores/config/mcp-secrets'
import { Fact, FullText, Literal } from '../../text/facts'

interface DefinitionFactsProps {
  definition: McpDefinition
  /** Values that look like secrets are not drawn: for the person's own servers. What waits for a word is shown whole. */
  hideSecrets?: boolean
}

const hiddenWords = 'hidden: it looks like a secret. Under Edit it can go to the keychain.'

export function DefinitionFacts({ definition, hideSecrets = false }: DefinitionFactsProps) {
  const { command, args, env, envVars, cwd, url, headers, envHeaders, bearerTokenVariable, headersHelper, rest } =
    definition
  const values = (label: string, pairs: Record<string, string>) => {
    const entries = Object.entries(pairs)
    if (entries.length === 0) return null
    return (
      <Fact label={label}>
        {entries.map(([key, value]) => (
          <span key={key} className="block">
            <Literal text={key} />
            {hideSecrets && looksSecret(key, value) ? (
              <span className="text-muted"> {hiddenWords}</span>
            ) : (
              <>
                {' = '}
                <Literal text={value} />
              </>
            )}
          </span>
        ))}
      </Fact>
    )
  }
  return (
    <div className="flex flex-col gap-0.5 select-text">
      {command !== null && (
        <Fact label="Command">
          <Literal text={command} />
        </Fact>
      )}
      {args.length > 0 && (
        <Fact label="Arguments">
          <ol>
            {args.map((arg, at) => (
              <li key={at} className="flex gap-2">
                <span className="w-4 shrink-0 text-right text-faint tabular-nums select-none">{at + 1}</span>
                <span className="min-w-0">
                  {arg === '' ? <span className="text-faint">empty</span> : <Literal text={arg} />}
                </span>
              </li>
            ))}
          </ol>
        </Fact>
      )}
      {url !== null && (
        <Fact label="Address">
          <Literal text={url} />
        </Fact>
      )}
      {cwd !== null && (
        <Fact label="Runs in">
          <Literal text={cwd} />
        </Fact>
      )}
      {values('Variables', env)}
      {envVars.length > 0 && (
        <Fact label="Is given">
          {envVars.map((name) => (
            <span key={name} className="mr-2 inline-block">
              <Literal text={name} />
            </span>
          ))}
          <span className="text-muted">of Codex’s environment</span>
        </Fact>
      )}
      {values('Headers', headers)}
      {Object.keys(envHeaders).length > 0 && (
        <Fact label="Headers from">
          {Object.entries(envHeaders).map(([header, name]) => (
            <span key={header} className="block">
              <Literal text={header} /> = the variable <Literal text={name} />
            </span>
          ))}
        </Fact>
      )}
      {bearerTokenVariable !== null && (
        <Fact label="Token from">
          the variable <Literal text={bearerTokenVariable} />
        </Fact>
      )}
      {headersHelper !== null && (
        <Fact label="Runs for headers">
          <Literal text={headersHelper} />
        </Fact>
      )}
      {rest !== '' && (
        <Fact label="Also says">
          <FullText text={rest} label="Other settings" />
        </Fact>
      )}
    </div>
  )
}
