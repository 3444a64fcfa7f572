// The secrets section of the settings: what the keyring is up to, every secret by whom it is for, adding and replacing them.
import { KeyRound, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Secret } from '../../../preload/contract/secrets'
import { Button, EmptyState, Spinner } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { useSecrets } from '../../stores/accounts/secrets'
import { drawLine } from '../../text/visible-text'
import { DeleteDialog } from './delete-dialog'
import { groupSecrets } from './groups'
import { KeyringRow } from './keyring-row'
import { SecretForm } from './secret-form'
import { SecretRow } from './secret-row'

/** `projectId`: the project in view, for which a new secret is meant unless said otherwise. */
export function SecretsSection({ projectId }: { projectId: string | null }) {
  const { secrets, problem, load, forgetProblem } = useSecrets()
  const projects = useProjects((state) => state.projects)
  /** The secret that is replaced, 'new', or null without a form. */
  const [editing, setEditing] = useState<string | null>(null)
  const [deleting, setDeleting] = useState<Secret | null>(null)
  useEffect(() => {
    forgetProblem()
    void load()
  }, [load, forgetProblem])

  const edit = (which: string | null): void => {
    forgetProblem()
    setEditing(which)
  }
  const groups = groupSecrets(secrets ?? [], projects)
  return (
    <div className="flex flex-col gap-4" data-testid="secrets">
      <p className="text-muted">
        Keys and tokens that a project’s config names but must not hold. Codex gets them as environment variables of
        that project’s server when it starts; they are written into no config, no log and no command line. The commands
        that Codex runs find these variables empty.
      </p>
      <KeyringRow />
      {problem && editing === null && (
        <p role="alert" className="break-words text-failed select-text">
          {problem.message}
        </p>
      )}
      {secrets === null && !problem && <Spinner label="Reading the list…" />}
      {groups.map((group) => (
        <section key={group.key} aria-label={group.title} className="flex flex-col gap-1">
          <h3 className="truncate font-semibold" data-tip={group.title}>
            {drawLine(group.title)}
          </h3>
          <ul className="flex flex-col">
            {group.secrets.map((secret) =>
              editing === secret.id ? (
                <li key={secret.id} className="py-2">
                  <SecretForm secret={secret} projectId={secret.projectId} onDone={() => edit(null)} />
                </li>
              ) : (
                <SecretRow
                  key={secret.id}
                  secret={secret}
                  onReplace={() => edit(secret.id)}
                  onDelete={() => setDeleting(secret)}
                />
              ),
            )}
          </ul>
        </section>
      ))}
      {secrets?.length === 0 && editing === null && (
        <EmptyState icon={KeyRound} title="No secrets yet">
          Add the key of a model provider, or a token that an MCP server asks for.
        </EmptyState>
      )}
      {editing === 'new' ? (
        <SecretForm secret={null} projectId={projectId} onDone={() => edit(null)} />
      ) : (
        <div>
          <Button icon={Plus} onClick={() => edit('new')}>
            Add a secret
          </Button>
        </div>
      )}
      {deleting && <DeleteDialog secret={deleting} onClose={() => setDeleting(null)} />}
    </div>
  )
}
