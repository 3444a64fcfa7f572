// Takes an API key on its way to main. The key is dropped from memory here as soon as it has been sent.
import { useEffect, useRef, useState } from 'react'
import { Button, TextField } from '../../kit'
import { useAccount } from '../../stores/account'

export function ApiKeyForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const [key, setKey] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const busy = useAccount((state) => state.busy)
  const login = useAccount((state) => state.login)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  const submit = async () => {
    if (key.trim().length < 8) return setProblem('That is too short for an API key.')
    setProblem(null)
    const took = await login({ kind: 'apiKey', apiKey: key.trim() })
    setKey('')
    if (took) onDone()
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
        label="OpenAI API key"
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={key}
        problem={problem}
        hint="Kept by Codex in this app’s own auth home, in a file that only you can read. It is checked with the first message."
        onChange={(event) => setKey(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          Use this key
        </Button>
        <Button variant="plain" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
