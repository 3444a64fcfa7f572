// The row at the foot of the sidebar: where this project's answers come from, who is signed in, and how to change both.
import { ChevronsUpDown, FlaskConical, LogIn, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ModelSource, Project } from '../../../preload/contract/model'
import { Menu, type MenuEntry } from '../../kit'
import { useAccountOf, useAccounts } from '../../stores/accounts/accounts'
import { useProjects } from '../../stores/app/projects'
import { accountName, accountNote, sourceWords } from './account-words'

interface AccountMenuProps {
  project: Project | null
  /** What the account has used of its limits, in one line. */
  limits?: (accountId: string) => ReactNode
  /** Shows the account section of the settings, where signing in has room. */
  onManage: () => void
}

const sourceOf = (value: string): ModelSource => (value === 'demo' || value === 'provider' ? value : 'account')

export function AccountMenu({ project, limits, onManage }: AccountMenuProps) {
  const account = useAccountOf(project?.id ?? null)
  const accounts = useAccounts((state) => state.accounts) ?? []
  const login = useAccounts((state) => state.login)
  const { setSource, setAccount } = useProjects()
  const demo = project?.source === 'demo'
  const Icon = demo ? FlaskConical : UserRound

  const entries = (): MenuEntry[] => [
    ...(project
      ? [
          { kind: 'label' as const, text: `Answers in ${project.name} come from` },
          {
            kind: 'radio' as const,
            value: project.source === 'unset' ? null : project.source,
            onChange: (value: string) => void setSource(project.id, sourceOf(value)),
            options: [
              { value: 'account', label: 'Your account', description: accountName(account) },
              { value: 'demo', label: 'Offline demo', description: 'Scripted, not AI. No account, no network.' },
              {
                value: 'provider',
                label: 'Its own provider',
                description: 'What config.toml in its CODEX_HOME names.',
              },
            ],
          },
          { kind: 'separator' as const },
        ]
      : []),
    ...(project?.source === 'account' && accounts.length > 1
      ? [
          { kind: 'label' as const, text: 'Account of this project' },
          {
            kind: 'radio' as const,
            value: account?.id ?? null,
            onChange: (value: string) => void setAccount(project.id, value),
            options: accounts.map((one) => {
              const note = accountNote(one)
              return { value: one.id, label: accountName(one), ...(note === null ? {} : { description: note }) }
            }),
          },
          { kind: 'separator' as const },
        ]
      : []),
    ...(account?.state === 'signed-in'
      ? []
      : [
          {
            kind: 'item' as const,
            label: 'Sign in with ChatGPT',
            icon: LogIn,
            disabled: account?.state === 'signing-in',
            onSelect: () => {
              onManage()
              void login(account?.id ?? null, { kind: 'chatgpt' })
            },
          },
        ]),
    { kind: 'item', label: 'Manage accounts…', icon: UserRound, onSelect: onManage },
  ]

  return (
    <Menu
      side="top"
      entries={entries}
      {...(account?.state === 'signed-in' && !demo && limits ? { header: limits(account.id) } : {})}
      trigger={
        <button
          type="button"
          aria-label="Account"
          className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left hover:bg-hover data-[state=open]:bg-hover"
        >
          <Icon aria-hidden size={16} className="shrink-0 text-muted" />
          <span className="min-w-0 flex-1 leading-4">
            <span className="block truncate">{demo ? 'Offline demo' : accountName(account)}</span>
            <span className="block truncate text-small text-muted">
              {demo
                ? 'Scripted, not AI'
                : (accountNote(account) ?? (project ? sourceWords[project.source] : 'No project open'))}
            </span>
          </span>
          <ChevronsUpDown aria-hidden size={12} className="shrink-0 text-faint" />
        </button>
      }
    />
  )
}
