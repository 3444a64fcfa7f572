// The ways to log in to an account: the browser first, the others beside it. Ways that managed requirements forbid are told.
import { useEffect, useState } from 'react'
import { ChevronDown } from 'lucide-react'
import { app } from '../../bridge'
import { Button, Menu, type MenuEntry } from '../../kit'
import { useAccounts } from '../../stores/accounts/accounts'
import { SecretForm, type SecretKind } from './secret-form'

interface LoginChoiceProps {
  /** Null logs in to a new account. */
  accountId: string | null
  onDone?: () => void
}

export function LoginChoice({ accountId, onDone = () => undefined }: LoginChoiceProps) {
  const { busy, login, forgetProblem } = useAccounts()
  const [typing, setTyping] = useState<SecretKind | null>(null)
  const allowed = useAllowedLogins()
  const chatgpt = allowed?.includes('chatgpt') ?? true
  const api = allowed?.includes('api') ?? true

  /** From here on the account's own card tells how it goes. */
  const begin = async (kind: 'chatgpt' | 'deviceCode'): Promise<void> => {
    if ((await login(accountId, { kind })) !== null) onDone()
  }
  const type = (kind: SecretKind): void => {
    forgetProblem()
    setTyping(kind)
  }
  if (typing !== null)
    return (
      <SecretForm
        kind={typing}
        accountId={accountId}
        onDone={() => {
          setTyping(null)
          onDone()
        }}
        onCancel={() => setTyping(null)}
      />
    )
  const others = (): MenuEntry[] => [
    {
      kind: 'item',
      label: 'With a code, on another device',
      disabled: !chatgpt,
      onSelect: () => void begin('deviceCode'),
    },
    { kind: 'item', label: 'With an access token…', disabled: !chatgpt, onSelect: () => type('accessToken') },
    { kind: 'separator' },
    { kind: 'item', label: 'With an API key…', disabled: !api, onSelect: () => type('apiKey') },
    { kind: 'item', label: 'With Amazon Bedrock…', disabled: !api, onSelect: () => type('bedrock') },
  ]
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="primary" busy={busy} disabled={!chatgpt} onClick={() => void begin('chatgpt')}>
        Sign in with ChatGPT
      </Button>
      <Button disabled={!api} onClick={() => type('apiKey')}>
        Use an API key
      </Button>
      <Menu
        entries={others}
        trigger={
          <Button variant="plain" icon={ChevronDown}>
            Other ways
          </Button>
        }
      />
      {allowed !== null && (
        <p className="w-full text-small text-muted">
          {allowed.length === 0
            ? 'The requirements of this machine allow no login.'
            : `The requirements of this machine allow ${chatgpt ? 'ChatGPT' : 'API keys'} only.`}
        </p>
      )}
    </div>
  )
}

/** What managed requirements allow; null when there are none, or while they are read. */
function useAllowedLogins(): readonly ('chatgpt' | 'api')[] | null {
  const [allowed, setAllowed] = useState<readonly ('chatgpt' | 'api')[] | null>(null)
  useEffect(() => {
    void app('accounts/allowed', {}).then((result) => {
      if (result.ok && result.value !== null && result.value.length < 2) setAllowed(result.value)
    })
  }, [])
  return allowed
}
