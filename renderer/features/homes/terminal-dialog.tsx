// The explicit act that copies a login into a home, with what it costs said before it is done.
import { useState } from 'react'
import type { HomeAccount, HomeEntry, TerminalReport } from '../../../preload/contract/homes'
import { Checkbox, CopyButton, Select } from '../../kit'
import { useHomes } from '../../stores/accounts/homes'
import { VisibleText } from '../../text/visible-text'
import { ActDialog } from './act-dialog'

interface TerminalDialogProps {
  home: HomeEntry
  accounts: readonly HomeAccount[]
  onClose: () => void
}

export function TerminalDialog({ home, accounts, onClose }: TerminalDialogProps) {
  const make = useHomes((state) => state.makeTerminalReady)
  const signedIn = accounts.filter((account) => account.signedIn)
  const [accountId, setAccountId] = useState(
    () => (signedIn.find(({ id }) => id === home.account?.id) ?? signedIn[0])?.id ?? '',
  )
  const [mcp, setMcp] = useState(true)
  const [requireAll, setRequireAll] = useState(false)
  const [replace, setReplace] = useState(false)
  const account = signedIn.find(({ id }) => id === accountId)

  return (
    <ActDialog
      testId="terminal-home"
      size="md"
      title={
        home.kind === 'terminal'
          ? 'Copy a login into your own home'
          : `Make the home of ${home.label} usable in a terminal`
      }
      description="Copies a login into this home as a file, for a Codex that you start yourself. Its chats, history and logs stay as they are. Projects in this app don’t need it."
      actLabel="Copy the login"
      act={
        account
          ? () =>
              make({
                homeId: home.id,
                accountId,
                auth: 'require',
                mcpCredentials: mcp ? (requireAll ? 'require' : 'skip-missing') : 'leave-out',
                replace,
              })
          : null
      }
      report={(report) => <Report report={report} />}
      more={({ detail }) => detail && <Command line={detail} />}
      onClose={onClose}
    >
      <label className="flex items-center gap-2">
        <span className="text-muted">Account</span>
        <Select
          label="Account"
          className="min-w-0 flex-1"
          value={accountId}
          onChange={setAccountId}
          options={signedIn.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </label>
      <p className="rounded-md bg-waiting-soft px-3 py-2 text-waiting" data-testid="rotation-warning">
        {account?.rotates === false
          ? 'The key then lies in this home as plain text, in a file that only you can read. Signing out in the app doesn’t remove it there.'
          : 'This login is renewed now and then, and each renewal makes every other copy worthless: the app or the terminal, whichever renews later, will be signed out. To keep both, leave this and run “codex login” in the terminal.'}
      </p>
      <Checkbox
        label="Also logins of MCP servers (.credentials.json)"
        checked={mcp}
        onChange={setMcp}
        hint="As far as the account’s home has them."
      />
      {mcp && (
        <div className="pl-[22px]">
          <Checkbox
            label="Stop when there are none"
            checked={requireAll}
            onChange={setRequireAll}
            hint="Otherwise what is missing is skipped."
          />
        </div>
      )}
      <Checkbox
        label="Replace a login that is there"
        checked={replace}
        onChange={setReplace}
        hint={
          home.hasLoginFile
            ? 'This home has an auth.json. Replaced, it is gone.'
            : 'Without this, nothing is done when there is one.'
        }
      />
      {home.loginStore !== 'file' && (
        <p className="text-muted">
          Its config.toml looks for the login in <code>{home.loginStore}</code>; it will be set to <code>file</code>.
        </p>
      )}
    </ActDialog>
  )
}

function Report({ report }: { report: TerminalReport }) {
  const { copied, missing, storeBefore, command } = report
  return (
    <div role="status" className="flex flex-col gap-2">
      <p>
        {copied.length === 0 ? 'Nothing was copied.' : `Copied: ${copied.join(', ')}.`}
        {missing.length > 0 && ` Not there, so skipped: ${missing.join(', ')}.`}
        {storeBefore !== null && ` config.toml now keeps logins in a file; before: ${storeBefore}.`}
      </p>
      <p className="text-muted">In a terminal:</p>
      <Command line={command} />
    </div>
  )
}

function Command({ line }: { line: string }) {
  return (
    <div className="flex items-start gap-1 rounded-md bg-sunken px-2 py-1 text-text">
      <code className="min-w-0 flex-1 break-all select-text">
        <VisibleText text={line} />
      </code>
      <CopyButton text={line} label="Copy the line" />
    </div>
  )
}
