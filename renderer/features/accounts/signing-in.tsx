// A ChatGPT login under way in the browser: what is awaited, the link in case the browser did not open, and a way out.
import type { AccountStatus } from '../../../preload/contract/model'
import { Button, CopyButton, Spinner } from '../../kit'
import { useAccount } from '../../stores/account'
import { openLink } from '../../text/links'

export function SigningIn({ account }: { account: AccountStatus }) {
  const cancel = useAccount((state) => state.cancelLogin)
  const { loginUrl } = account
  return (
    <div data-testid="signing-in" className="flex flex-col gap-2 rounded-md border border-line p-3">
      <Spinner label="Finish signing in in your browser. This page goes on by itself." delayMs={0} />
      {loginUrl && (
        <div className="flex items-center gap-2 text-small text-muted">
          <span className="min-w-0 flex-1 truncate">{loginUrl}</span>
          <CopyButton text={loginUrl} label="Copy the link" />
        </div>
      )}
      <div className="flex gap-2">
        {loginUrl && <Button onClick={() => void openLink(loginUrl)}>Open the browser again</Button>}
        <Button variant="plain" onClick={() => void cancel()}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
