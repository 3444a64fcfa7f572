// The model providers of a project's configuration: added and changed by form, tried, used, deleted.
import { Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Badge, Button, IconButton, Menu, tip } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { setKey } from '../../stores/config/edit-words'
import { nothingRead, useEffective } from '../../stores/config/effective'
import { useEdits, useKey } from '../../stores/config/key-choice'
import { modelPath, providerPath, type ListedModel } from '../../stores/config/models'
import { useProviders } from '../../stores/config/providers'
import {
  leaveProvider,
  removeProvider,
  storedProviders,
  templateOf,
  type ProviderForm,
  type StoredProvider,
} from '../../stores/config/providers-form'
import { drawLine } from '../../text/visible-text'
import { ProviderDialog } from './provider-dialog'
import { ProviderTest } from './provider-test'

interface ProviderListProps {
  project: Project
  models: readonly ListedModel[]
}

export function ProviderList({ project, models }: ProviderListProps) {
  const layers = useEffective((state) => (state.byProject[project.id] ?? nothingRead).layers)
  const used = useKey(project.id, providerPath).home
  const model = useKey(project.id, modelPath).home
  const edits = useEdits(project.id, 'model_providers')
  const setSource = useProjects((state) => state.setSource)
  const [form, setForm] = useState<{ form: ProviderForm; isNew: boolean } | null>(null)
  const providers = storedProviders(layers)
  const slugs = models.map((one) => one.slug)
  const slug = typeof model === 'string' ? model : (models.find(({ isDefault }) => isDefault)?.slug ?? '')
  /** The table is there before it is named, or Codex could not work with the file. */
  const use = async (id: string): Promise<void> => {
    if ((await edits.write([setKey(providerPath, id)])) && project.source !== 'provider')
      await setSource(project.id, 'provider')
  }
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 font-semibold">Providers</h3>
        <Menu
          align="end"
          trigger={
            <Button size="sm" icon={Plus}>
              Add
            </Button>
          }
          entries={() => [
            {
              kind: 'item',
              label: 'With the Responses API…',
              onSelect: () => setForm({ form: templateOf('custom'), isNew: true }),
            },
            { kind: 'item', label: 'Azure…', onSelect: () => setForm({ form: templateOf('azure'), isNew: true }) },
            {
              kind: 'item',
              label: 'Amazon Bedrock…',
              onSelect: () => setForm({ form: templateOf('bedrock'), isNew: true }),
            },
          ]}
        />
      </div>
      {providers.length === 0 ? (
        <p className="text-muted">None. Answers come from OpenAI, with the account of this project.</p>
      ) : (
        <ul aria-label="Providers">
          {providers.map((provider) => (
            <Row
              key={provider.id}
              project={project}
              provider={provider}
              used={provider.id === used}
              slug={slug}
              busy={edits.busy}
              onUse={() => void use(provider.id)}
              onLeave={() => void edits.write(leaveProvider(layers, slugs))}
              onEdit={() => setForm({ form: provider.form, isNew: false })}
              onDelete={() => void edits.write(removeProvider(provider.id, layers, slugs))}
            />
          ))}
        </ul>
      )}
      {edits.problem && (
        <p role="alert" className="break-words text-failed select-text">
          {edits.problem}
        </p>
      )}
      {form && (
        <ProviderDialog
          project={project}
          given={form.form}
          taken={form.isNew ? providers.map(({ id }) => id) : []}
          isNew={form.isNew}
          onClose={() => setForm(null)}
        />
      )}
    </div>
  )
}

interface RowProps {
  project: Project
  provider: StoredProvider
  used: boolean
  /** The model to try it with. */
  slug: string
  busy: boolean
  onUse: () => void
  onLeave: () => void
  onEdit: () => void
  onDelete: () => void
}

function Row({ project, provider, used, slug, busy, onUse, onLeave, onEdit, onDelete }: RowProps) {
  const { id, name, baseUrl, form } = provider
  const trial = useProviders((state) => state.trials[project.id])
  const [testing, setTesting] = useState(false)
  const isTrying = trial?.provider === id
  const signed =
    form.auth === 'key' ? `key in ${form.envKey}` : form.auth === 'command' ? `token from ${form.command}` : null
  return (
    <li data-testid="provider" data-id={id} className="border-b border-line py-1.5 last:border-b-0">
      <div className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1">
        <span className="flex min-w-40 flex-1 items-center gap-2">
          <span className="min-w-0 truncate" {...tip(name)}>
            {drawLine(name)}
          </span>
          <code className="max-w-24 shrink-0 truncate text-small text-faint" {...tip(id)}>
            {drawLine(id)}
          </code>
          {used && <Badge tone="accent">used here</Badge>}
        </span>
        <span className="flex shrink-0 items-center gap-2">
          <Button size="sm" variant="plain" onClick={() => setTesting(!testing)} aria-expanded={testing || isTrying}>
            Test
          </Button>
          {used ? (
            <Button size="sm" disabled={busy} onClick={onLeave}>
              Stop using
            </Button>
          ) : (
            <Button size="sm" disabled={busy} onClick={onUse}>
              Use
            </Button>
          )}
          <Menu
            align="end"
            trigger={<IconButton label={`More for ${name}`} icon={Ellipsis} size="sm" />}
            entries={() => [
              { kind: 'item', label: 'Change…', icon: Pencil, onSelect: onEdit },
              { kind: 'separator' },
              { kind: 'item', label: 'Delete', icon: Trash2, danger: true, onSelect: onDelete },
            ]}
          />
        </span>
      </div>
      <div className="flex min-w-0 gap-3 text-small text-muted">
        {baseUrl !== null && (
          <code className="truncate select-text" {...tip(baseUrl)}>
            {drawLine(baseUrl)}
          </code>
        )}
        {signed !== null && (
          <span className="min-w-24 shrink truncate" {...tip(signed)}>
            {drawLine(signed)}
          </span>
        )}
      </div>
      {(testing || isTrying) && <ProviderTest project={project} provider={id} slug={slug} />}
    </li>
  )
}
