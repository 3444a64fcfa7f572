// The accounts section of the settings: every account with its state, signing in and out, naming, which one is the default.
import { Ellipsis, Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Account } from '../../../preload/contract/accounts'
import { Badge, Button, Dialog, EmptyState, IconButton, Menu, TextField, type MenuEntry } from '../../kit'
import { useAccounts } from '../../stores/accounts/accounts'
import { useProjects } from '../../stores/app/projects'
import { accountName, accountNote, storeWords } from './account-words'
import { LoginChoice } from './login-choice'
import { SigningIn } from './signing-in'

/** `limits` draws what an account has used of its limits. */
export function AccountsPanel({ limits }: { limits?: (accountId: string) => ReactNode }) {
  const { accounts, problem } = useAccounts()
  const [adding, setAdding] = useState(false)
  const list = accounts ?? []
  const isNew = list.length === 0 || adding
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">
        Each account has a home of its own, where Codex logs in and renews the login. Projects only borrow it while they
        run, so any number of them can use one account at once.
      </p>
      {problem && (
        <p role="alert" className="break-words text-failed select-text">
          {problem.message}
          {problem.detail && <span className="block text-small">{problem.detail}</span>}
        </p>
      )}
      {list.length > 0 && (
        <ul className="flex flex-col gap-3">
          {list.map((account) => (
            <AccountCard key={account.id} account={account} alone={list.length === 1} limits={limits} />
          ))}
        </ul>
      )}
      {list.length === 0 && !adding && (
        <EmptyState title="No account yet">Sign in once, and every project can use it.</EmptyState>
      )}
      {isNew ? (
        <LoginChoice accountId={null} onDone={() => setAdding(false)} />
      ) : (
        <div>
          <Button icon={Plus} onClick={() => setAdding(true)}>
            Add an account
          </Button>
        </div>
      )}
    </div>
  )
}

interface AccountCardProps {
  account: Account
  alone: boolean
  limits: ((accountId: string) => ReactNode) | undefined
}

function AccountCard({ account, alone, limits }: AccountCardProps) {
  const { signOut, setDefault, busy } = useAccounts()
  const [naming, setNaming] = useState(false)
  const [removing, setRemoving] = useState(false)
  const projects = useProjects((state) => state.projects)
  const users = projects.filter(
    ({ source, accountId }) =>
      source === 'account' && (accountId === account.id || (accountId === null && account.isDefault)),
  )
  const store = storeWords(account)
  const note = accountNote(account)
  const entries = (): MenuEntry[] => [
    { kind: 'item', label: 'Name…', onSelect: () => setNaming(true) },
    {
      kind: 'item',
      label: 'Use by default',
      disabled: account.isDefault,
      onSelect: () => void setDefault(account.id),
    },
    { kind: 'separator' },
    {
      kind: 'item',
      label: 'Sign out',
      disabled: account.state !== 'signed-in',
      onSelect: () => void signOut(account.id),
    },
    { kind: 'item', label: 'Remove…', danger: true, onSelect: () => setRemoving(true) },
  ]
  return (
    <li
      data-testid="account"
      data-account-id={account.id}
      className="flex flex-col gap-2 rounded-md border border-line p-3"
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <div className="flex items-center gap-2">
            <span className="truncate font-medium select-text" data-tip={account.email ?? undefined}>
              {accountName(account)}
            </span>
            {account.isDefault && !alone && <Badge>Default</Badge>}
          </div>
          {note !== null && <div className="truncate text-muted">{note}</div>}
        </div>
        <Menu
          entries={entries}
          align="end"
          trigger={<IconButton label="More about this account" icon={Ellipsis} className="-mt-1 -mr-1" />}
        />
      </div>
      {account.problem !== null && account.state !== 'signing-in' && (
        <p role="alert" className="break-words text-failed select-text">
          {account.problem}
        </p>
      )}
      {account.state === 'signing-in' && <SigningIn account={account} />}
      {account.state === 'signed-out' && <LoginChoice accountId={account.id} />}
      {account.state === 'signed-in' && limits?.(account.id)}
      <div className="flex items-end gap-3">
        <div className="flex min-w-0 flex-1 flex-col text-small text-faint">
          <span>
            {users.length === 0
              ? 'No project uses it.'
              : `Used by ${users
                  .slice(0, 4)
                  .map(({ name }) => name)
                  .join(', ')}${users.length > 4 ? ` and ${users.length - 4} more` : ''}.`}
          </span>
          {store !== null && <span className={store.notice ? 'text-waiting' : undefined}>{store.words}</span>}
        </div>
        {account.state === 'signed-in' && (
          <Button size="sm" busy={busy} onClick={() => void signOut(account.id)}>
            Sign out
          </Button>
        )}
      </div>
      {naming && <NameDialog account={account} onClose={() => setNaming(false)} />}
      {removing && <RemoveDialog account={account} users={users.length} onClose={() => setRemoving(false)} />}
    </li>
  )
}

function NameDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const rename = useAccounts((state) => state.rename)
  const [name, setName] = useState(account.name ?? '')
  const save = () => {
    void rename(account.id, name.trim() === '' ? null : name.trim())
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Name this account"
      footer={
        <>
          <Button variant="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextField
          label="Name"
          autoFocus
          maxLength={80}
          placeholder={account.email ?? 'Work'}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  )
}

function RemoveDialog({ account, users, onClose }: { account: Account; users: number; onClose: () => void }) {
  const { remove, busy } = useAccounts()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${accountName(account)}?`}
      description={
        users === 0
          ? 'It is signed out: its login is revoked and cleared. No chat is touched.'
          : `It is signed out: its login is revoked and cleared. ${users === 1 ? 'The project' : `The ${users} projects`} that ${users === 1 ? 'uses' : 'use'} it ${users === 1 ? 'goes' : 'go'} on with the default account. No chat is touched.`
      }
      footer={
        <>
          <Button variant="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="danger"
            busy={busy}
            onClick={() => {
              void remove(account.id)
              onClose()
            }}
          >
            Remove
          </Button>
        </>
      }
    />
  )
}
