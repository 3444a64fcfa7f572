// The login of an HTTP server: what it is, logging in with the scopes that are asked for, giving up, logging out.
import { useState } from 'react'
import { Button, Spinner, TextField } from '../../kit'
import { useMcp } from '../../stores/config/mcp'
import { loginKey, useMcpLogins } from '../../stores/config/mcp-logins'
import type { McpServer } from '../../stores/config/mcp-servers'
import type { McpState } from '../../stores/config/mcp-status'
import { drawLine } from '../../text/visible-text'
import { Part } from './part'

const authWords: Record<string, string> = {
  oAuth: 'You are logged in.',
  bearerToken: 'It gets a token from a variable.',
  unsupported: 'It offers no login.',
  unknown: 'Whether it wants a login could not be found out.',
}

interface LoginPartProps {
  projectId: string
  server: McpServer
  state: McpState
  /** Codex's word; null while it was not asked. */
  auth: string | null
}

export function LoginPart({ projectId, server, state, auth }: LoginPartProps) {
  const { name, options } = server
  const known = useMcpLogins((store) => store.logins.get(loginKey(projectId, name)))
  const login = useMcpLogins((store) => store.login)
  const cancel = useMcpLogins((store) => store.cancel)
  const logout = useMcpLogins((store) => store.logout)
  const look = useMcp((store) => store.look)
  const [scopes, setScopes] = useState(() => options.scopes.join(' '))
  const [busy, setBusy] = useState(false)
  const running = known?.state === 'running'
  const words =
    state === 'login'
      ? 'It wants a login before it answers.'
      : auth === 'notLoggedIn'
        ? 'It offers a login and works without one so far.'
        : ((auth === null ? null : authWords[auth]) ?? null)
  const offers = auth === 'notLoggedIn' || auth === 'oAuth' || state === 'login'
  return (
    <Part title="Login">
      {words !== null && <p className={state === 'login' ? 'text-waiting' : 'text-muted'}>{words}</p>}
      {running ? (
        <div className="flex flex-wrap items-center gap-2">
          <Spinner label="Go on in the browser: the login is waited for…" delayMs={0} />
          <Button size="sm" onClick={() => void cancel(projectId, name)}>
            Cancel
          </Button>
        </div>
      ) : (
        offers && (
          <div className="flex flex-wrap items-end gap-2">
            {auth !== 'oAuth' && (
              <div className="w-64 max-w-full">
                <TextField
                  label="Scopes"
                  placeholder="As the server says"
                  spellCheck={false}
                  value={scopes}
                  onChange={(event) => setScopes(event.target.value)}
                />
              </div>
            )}
            {auth !== 'oAuth' && (
              <Button
                variant={state === 'login' ? 'primary' : 'quiet'}
                onClick={() =>
                  void login(
                    projectId,
                    name,
                    scopes
                      .split(/[\s,]+/)
                      .filter((scope) => scope !== '')
                      .slice(0, 50),
                  )
                }
              >
                Log in…
              </Button>
            )}
            {auth === 'oAuth' && (
              <Button
                busy={busy}
                onClick={() => {
                  setBusy(true)
                  void logout(projectId, name).then(() => {
                    setBusy(false)
                    look(name, true)
                  })
                }}
              >
                Log out
              </Button>
            )}
          </div>
        )
      )}
      {known?.state === 'failed' && (
        <p role="alert" className="break-words text-failed select-text">
          The login did not work: {drawLine(known.problem)}
        </p>
      )}
    </Part>
  )
}
