// A login under way: what is awaited, the link or the code, and a way out.
import type { Account } from '../../../preload/contract/accounts'
import { Button, CopyButton, Spinner } from '../../kit'
import { useAccounts } from '../../stores/accounts/accounts'
import { openLink } from '../../text/links'

export function SigningIn({ account }: { account: Account }) {
  const cancel = useAccounts((state) => state.cancelLogin)
  const { login } = account
  const byCode = login?.kind === 'deviceCode'
  return (
    <div data-testid="signing-in" className="flex flex-col gap-2 rounded-md border border-line p-3">
      <Spinner
        label={
          byCode
            ? 'Open the page on any device, sign in and type the code. This page goes on by itself.'
            : 'Finish signing in in your browser. This page goes on by itself.'
        }
        delayMs={0}
        className="items-start *:first:mt-[3px]"
      />
      {byCode && (
        <div className="flex items-center gap-2">
          <code
            data-testid="device-code"
            className="rounded-sm bg-sunken px-2 py-1 text-title font-semibold tracking-wider select-all"
          >
            {login.code}
          </code>
          <CopyButton text={login.code} label="Copy the code" />
        </div>
      )}
      {login && (
        <div className="flex items-center gap-1 text-small text-muted">
          <span className="min-w-0 truncate select-text" data-tip={login.url}>
            {login.url}
          </span>
          <CopyButton text={login.url} label="Copy the link" />
        </div>
      )}
      {account.problem !== null && (
        <p role="alert" className="text-small break-words text-failed select-text">
          {account.problem}
        </p>
      )}
      <div className="flex gap-2">
        {login && (
          <Button onClick={() => void openLink(login.url)}>
            {byCode ? 'Open the page' : 'Open the browser again'}
          </Button>
        )}
        <Button variant="plain" onClick={() => void cancel(account.id)}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
