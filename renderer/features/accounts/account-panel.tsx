// The account section of the settings: who is signed in, signing in and out.
import { useState } from 'react'
import { Button } from '../../kit'
import { useAccount } from '../../stores/account'
import { accountName, accountNote } from './account-words'
import { ApiKeyForm } from './api-key-form'
import { SigningIn } from './signing-in'

export function AccountPanel() {
  const { account, busy, problem, login, logout } = useAccount()
  const [typingKey, setTypingKey] = useState(false)
  const words = account.problem ?? problem?.message ?? null
  return (
    <div className="flex flex-col gap-3">
      <div>
        <div className="font-medium">{accountName(account)}</div>
        {accountNote(account) && <div className="text-muted">{accountNote(account)}</div>}
        <p className="text-small text-muted">
          One login serves every project. It lives in this app&rsquo;s own auth home and is never copied into a project.
        </p>
      </div>
      {words && (
        <p role="alert" className="break-words text-failed">
          {words}
        </p>
      )}
      {account.state === 'signing-in' && <SigningIn account={account} />}
      {account.state === 'signed-in' && (
        <div>
          <Button busy={busy} onClick={() => void logout()}>
            Sign out
          </Button>
        </div>
      )}
      {(account.state === 'signed-out' || account.state === 'unknown') &&
        (typingKey ? (
          <ApiKeyForm onDone={() => setTypingKey(false)} onCancel={() => setTypingKey(false)} />
        ) : (
          <div className="flex gap-2">
            <Button busy={busy} onClick={() => void login({ kind: 'chatgpt' })}>
              Sign in with ChatGPT
            </Button>
            <Button onClick={() => setTypingKey(true)}>Use an API key</Button>
          </div>
        ))}
    </div>
  )
}
