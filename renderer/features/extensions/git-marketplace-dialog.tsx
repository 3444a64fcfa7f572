// Adding a marketplace by a git address: says which host will be asked before it is.
import { useState } from 'react'
import type { DeckError } from '../../../preload/contract/result'
import { Button, Dialog, TextField } from '../../kit'
import { usePlugins } from '../../stores/config/plugins'
import { addressWords } from '../../stores/config/plugins-words'
import { ProblemLine } from './problem-line'

export function GitMarketplaceDialog({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const act = usePlugins((state) => state.act)
  const [source, setSource] = useState('')
  const [ref, setRef] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<DeckError | null>(null)
  const words = addressWords(source)
  const refIsFine = ref.trim() === '' || /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/.test(ref.trim())
  const add = async (): Promise<void> => {
    setBusy(true)
    const refName = ref.trim() === '' ? null : ref.trim()
    const outcome = await act(
      projectId,
      { kind: 'add-marketplace', source: source.trim(), refName },
      'Waiting for your answer, then git clones it…',
    )
    setBusy(false)
    setError(outcome.state === 'failed' ? outcome.error : null)
    if (outcome.state === 'done') onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title="Add a marketplace from git"
      testId="git-marketplace"
      footer={
        <>
          <Button onClick={onClose}>{busy ? 'Close' : 'Cancel'}</Button>
          <Button variant="primary" busy={busy} disabled={words === null || !refIsFine} onClick={() => void add()}>
            Add
          </Button>
        </>
      }
    >
      <TextField
        label="Address"
        placeholder="https://host/name.git or owner/name"
        value={source}
        spellCheck={false}
        onChange={(event) => setSource(event.target.value)}
        hint={words === null ? 'An address that git can clone, or owner/name for GitHub.' : `${words}.`}
        problem={
          source.trim() !== '' && words === null
            ? 'This is no address that git can clone. For a folder, use Add folder…'
            : null
        }
      />
      <TextField
        label="Branch or tag (optional)"
        value={ref}
        spellCheck={false}
        onChange={(event) => setRef(event.target.value)}
        problem={refIsFine ? null : 'This is no name of a branch or tag.'}
      />
      {error && <ProblemLine tried="It was not added" error={error} />}
    </Dialog>
  )
}
