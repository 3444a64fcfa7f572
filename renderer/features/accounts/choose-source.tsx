// Where a project's answers come from, asked once before its first message. Signing in happens right here.
import { FlaskConical, KeyRound, Smartphone, UserRound, type LucideIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { accountOf, useAccounts } from '../../stores/accounts/accounts'
import { useProjects } from '../../stores/app/projects'
import { accountName } from './account-words'
import { SecretForm } from './secret-form'
import { SigningIn } from './signing-in'

export function ChooseSource({ project }: { project: Project }) {
  const { accounts, busy, problem, login } = useAccounts()
  const account = accountOf(accounts ?? [], project)
  const accountId = account?.id ?? null
  const setSource = useProjects((state) => state.setSource)
  const [typingKey, setTypingKey] = useState(false)
  // The person asked here to sign in: once that has worked, this project uses the account.
  const [wanted, setWanted] = useState(false)
  const signedIn = account?.state === 'signed-in'

  useEffect(() => {
    if (wanted && signedIn) void setSource(project.id, 'account')
  }, [wanted, signedIn, project.id, setSource])

  const words = account?.problem ?? problem?.message ?? null
  return (
    <section data-testid="choose-source" className="mx-auto flex w-full max-w-[480px] flex-col gap-3 px-4 py-8">
      <div>
        <h2 className="text-title font-semibold">Who answers in “{project.name}”?</h2>
        <p className="text-muted">Each project has its own source. You can change it later in the account menu.</p>
      </div>
      {words && (
        <p role="alert" className="break-words text-failed">
          {words}
          {problem?.detail && <span className="block text-small">{problem.detail}</span>}
        </p>
      )}
      {account?.state === 'signing-in' ? (
        <SigningIn account={account} />
      ) : typingKey ? (
        <SecretForm
          kind="apiKey"
          accountId={accountId}
          onDone={() => {
            setTypingKey(false)
            setWanted(true)
          }}
          onCancel={() => setTypingKey(false)}
        />
      ) : (
        <ul className="flex flex-col overflow-hidden rounded-md border border-edge">
          {signedIn && (
            <SourceCard
              icon={UserRound}
              name="Use your account"
              about={accountName(account)}
              onPress={() => void setSource(project.id, 'account')}
            />
          )}
          {!signedIn && (
            <SourceCard
              icon={UserRound}
              name="Sign in with ChatGPT"
              about="Opens your browser. Uses the plan you have."
              busy={busy}
              onPress={() => {
                setWanted(true)
                void login(accountId, { kind: 'chatgpt' })
              }}
            />
          )}
          {!signedIn && (
            <SourceCard
              icon={Smartphone}
              name="Sign in with a code"
              about="For a machine without a browser: you sign in on another device."
              busy={busy}
              onPress={() => {
                setWanted(true)
                void login(accountId, { kind: 'deviceCode' })
              }}
            />
          )}
          {!signedIn && (
            <SourceCard
              icon={KeyRound}
              name="Use an API key"
              about="Billed by use to your OpenAI account."
              busy={busy}
              onPress={() => setTypingKey(true)}
            />
          )}
          <SourceCard
            icon={FlaskConical}
            name="Offline demo"
            about="Scripted, not AI. No account, no network; Codex itself and its sandbox are real."
            onPress={() => void setSource(project.id, 'demo')}
          />
        </ul>
      )}
      <p className="text-small text-muted">
        Does this project&rsquo;s own <code>config.toml</code> name a model provider?{' '}
        <button
          type="button"
          className="text-accent underline-offset-2 hover:underline"
          onClick={() => void setSource(project.id, 'provider')}
        >
          Use that one
        </button>
      </p>
    </section>
  )
}

interface SourceCardProps {
  icon: LucideIcon
  name: string
  about: string
  busy?: boolean
  onPress: () => void
}

function SourceCard({ icon: Icon, name, about, busy = false, onPress }: SourceCardProps) {
  return (
    <li className="border-line not-last:border-b">
      <button
        type="button"
        aria-label={name}
        disabled={busy}
        onClick={onPress}
        className="flex w-full items-start gap-3 px-3 py-2.5 text-left -outline-offset-2! hover:bg-hover disabled:opacity-55"
      >
        <Icon aria-hidden size={16} className="mt-0.5 shrink-0 text-muted" />
        <span className="min-w-0">
          <span className="block font-medium">{name}</span>
          <span className="block text-muted">{about}</span>
        </span>
      </button>
    </li>
  )
}
