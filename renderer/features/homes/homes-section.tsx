// Every home that the app knows, with what it takes on disk and what can be done with it.
import { FolderTree, RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, EmptyState, IconButton, Spinner } from '../../kit'
import { useHomes } from '../../stores/accounts/homes'
import { bytesWords } from './home-words'
import { HomeRow, type HomeAct } from './home-row'
import { TemplateDialog } from './template-dialog'
import { TerminalDialog } from './terminal-dialog'
import { TrashDialog } from './trash-dialog'

interface HomesSectionProps {
  /** Shows the settings of a project, where its home is chosen. */
  onProject: (projectId: string) => void
  /** Shows the configuration of a project whose config.toml is broken. */
  onMend?: (projectId: string) => void
}

export function HomesSection({ onProject, onMend }: HomesSectionProps) {
  const overview = useHomes((state) => state.overview)
  const sizes = useHomes((state) => state.sizes)
  const loading = useHomes((state) => state.loading)
  const problem = useHomes((state) => state.problem)
  const watch = useHomes((state) => state.watch)
  const load = useHomes((state) => state.load)
  const [asked, setAsked] = useState<{ act: HomeAct; homeId: string } | null>(null)
  useEffect(() => watch(), [watch])

  if (overview === null && problem !== null)
    return (
      <EmptyState
        icon={FolderTree}
        title="The homes could not be listed"
        action={<Button onClick={() => void load()}>Try again</Button>}
      >
        <span role="alert">{problem.message}</span>
      </EmptyState>
    )
  if (overview === null) return <Spinner label="Looking for homes…" className="justify-center p-8" />
  const { homes, accounts } = overview
  if (homes.length === 0)
    return (
      <EmptyState icon={FolderTree} title="No homes yet">
        Codex keeps chats, settings and rules in a home. A project gets its own with its first chat.
      </EmptyState>
    )

  const counted = homes.flatMap(({ id }) => sizes[id] ?? [])
  const total = counted.reduce((sum, { bytes }) => sum + bytes, 0)
  const largest = Math.max(1, ...counted.map(({ bytes }) => bytes))
  const counting = counted.length < homes.length || counted.some(({ state }) => state === 'counting')
  const home = homes.find(({ id }) => id === asked?.homeId)
  const close = () => setAsked(null)
  return (
    <section aria-label="Homes" data-testid="homes" className="@container flex flex-col gap-3">
      <p className="text-muted">
        A home (CODEX_HOME) is a folder with the chats, settings, rules and skills of a Codex. Projects have one each,
        so that nothing of one reaches another; the login is kept apart, in the account’s own.
      </p>
      {problem && (
        <p role="alert" className="text-failed">
          This list is older: {problem.message}
        </p>
      )}
      <div>
        <div className="flex items-center gap-2 pb-1">
          <span className="flex-1 text-muted tabular-nums" aria-live="polite">
            {homes.length} {homes.length === 1 ? 'home' : 'homes'}, {bytesWords(total)}
            {counting && ' so far'}
          </span>
          <IconButton label="Look again" icon={RotateCw} size="sm" disabled={loading} onClick={() => void load()} />
        </div>
        <table className="-mx-2 w-[calc(100%+1rem)] table-fixed text-small">
          <caption className="sr-only">Homes</caption>
          <thead className="text-muted">
            <tr className="border-b border-line">
              <th scope="col" className="w-auto py-1 pl-2 text-left font-normal">
                Home
              </th>
              <th scope="col" className="hidden w-32 px-2 py-1 text-left font-normal @lg:table-cell">
                Account
              </th>
              <th scope="col" className="w-16 px-2 py-1 text-right font-normal">
                Sessions
              </th>
              <th scope="col" className="w-28 px-2 py-1 text-right font-normal">
                On disk
              </th>
              <th scope="col" className="w-9">
                <span className="sr-only">More</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {homes.map((one) => (
              <HomeRow
                key={one.id}
                home={one}
                size={sizes[one.id]}
                largest={largest}
                canCopyLogin={accounts.some(({ signedIn }) => signedIn)}
                onAct={(act) => setAsked({ act, homeId: one.id })}
                onProject={onProject}
                onMend={onMend}
              />
            ))}
          </tbody>
        </table>
      </div>
      {home && asked?.act === 'terminal' && <TerminalDialog home={home} accounts={accounts} onClose={close} />}
      {home && asked?.act === 'template' && <TemplateDialog home={home} homes={homes} onClose={close} />}
      {home && asked?.act === 'trash' && <TrashDialog home={home} size={sizes[home.id]} onClose={close} />}
    </section>
  )
}
