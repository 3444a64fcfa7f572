// Takes a key or a token on its way to main. It is dropped from memory here as soon as it has been sent.
import { useEffect, useRef, useState } from 'react'
import type { LoginParams } from '../../../preload/contract/accounts'
import { Button, TextField } from '../../kit'
import { useAccounts } from '../../stores/accounts/accounts'

export type SecretKind = 'apiKey' | 'accessToken' | 'bedrock'

const looks: Record<SecretKind, { label: string; hint: string; act: string }> = {
  apiKey: {
    label: 'OpenAI API key',
    hint: 'Kept by Codex in this account’s own home: in the system’s keyring, or in a file that only you can read. It is checked with the first message.',
    act: 'Use this key',
  },
  accessToken: {
    label: 'Access token',
    hint: 'A token made for Codex in your workspace’s settings. Codex asks its issuer about it now.',
    act: 'Use this token',
  },
  bedrock: {
    label: 'Amazon Bedrock API key',
    hint: 'Kept in the system’s keyring, or for this run only where there is none. New chats of the projects that use it are answered by Bedrock; it is checked with the first message.',
    act: 'Use this key',
  },
}

interface SecretFormProps {
  kind: SecretKind
  /** Null logs in to a new account. */
  accountId: string | null
  onDone: () => void
  onCancel: () => void
}

export function SecretForm({ kind, accountId, onDone, onCancel }: SecretFormProps) {
  const [secret, setSecret] = useState('')
  const [region, setRegion] = useState('us-east-1')
  const [problem, setProblem] = useState<string | null>(null)
  const busy = useAccounts((state) => state.busy)
  const login = useAccounts((state) => state.login)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const { label, hint, act } = looks[kind]

  const submit = async () => {
    const typed = secret.trim()
    if (typed.length < 8) return setProblem('That is too short.')
    setProblem(null)
    const params = {
      apiKey: { kind: 'apiKey', apiKey: typed },
      accessToken: { kind: 'accessToken', accessToken: typed },
      bedrock: { kind: 'bedrock', apiKey: typed, region: region.trim() },
    } as const satisfies Record<SecretKind, LoginParams>
    const account = await login(accountId, params[kind])
    setSecret('')
    if (account !== null) onDone()
  }
  return (
    <form
      ref={form}
      className="flex flex-col gap-3 rounded-md border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void submit()
      }}
    >
      <TextField
        label={label}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={secret}
        problem={problem}
        hint={hint}
        onChange={(event) => setSecret(event.target.value)}
      />
      {kind === 'bedrock' && (
        <TextField
          label="AWS region"
          spellCheck={false}
          value={region}
          onChange={(event) => setRegion(event.target.value)}
        />
      )}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {act}
        </Button>
        <Button variant="plain" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
