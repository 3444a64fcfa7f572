// Which variables of the app's environment Codex gets, and who has the last word when one thing is said in several places.
import { useEffect } from 'react'
import type { EnvironmentVariable, VariableFate } from '../../../preload/contract/homes'
import { Badge, Button, EmptyState, Spinner, tip, type Tone } from '../../kit'
import { useHomes } from '../../stores/accounts/homes'
import { VisibleText } from '../../text/visible-text'
import { aboutVariable, fates, precedence, valueWords } from './environment-words'

const tones: Readonly<Record<VariableFate, Tone>> = {
  passed: 'added',
  accounts: 'neutral',
  replaced: 'neutral',
  given: 'accent',
  dropped: 'waiting',
}

export function EnvironmentSection() {
  const report = useHomes((state) => state.environment)
  const problem = useHomes((state) => state.environmentProblem)
  const load = useHomes((state) => state.loadEnvironment)
  useEffect(() => void load(), [load])
  if (report === null && problem !== null)
    return (
      <EmptyState
        title="The environment could not be read"
        action={<Button onClick={() => void load()}>Try again</Button>}
      >
        <span role="alert">{problem.message}</span>
      </EmptyState>
    )
  if (report === null) return <Spinner label="Reading the environment…" className="justify-center p-8" />
  return (
    <section aria-label="Environment" data-testid="environment" className="@container flex flex-col gap-4">
      <p className="text-muted">
        Codex gets a short list of the variables that this app was started with, because every command that it runs sees
        them too. Changes outside count from the next start of the app.
      </p>
      <table className="w-full table-fixed text-small">
        <caption className="sr-only">Variables</caption>
        <thead className="text-muted">
          <tr className="border-b border-line">
            <th scope="col" className="w-auto py-1 text-left font-normal">
              Variable
            </th>
            <th scope="col" className="w-[34%] px-2 py-1 text-left font-normal @max-md:hidden">
              Value
            </th>
            <th scope="col" className="w-28 py-1 text-left font-normal">
              For Codex
            </th>
          </tr>
        </thead>
        <tbody>
          {report.variables.map((variable) => (
            <Row key={variable.name} variable={variable} />
          ))}
        </tbody>
      </table>
      <div>
        <h3 className="font-semibold">Who has the last word</h3>
        <p className="pb-1 text-muted">
          Where one thing is said in several places: the command line wins over the environment, and the environment
          over config.toml.
        </p>
        <dl className="flex flex-col gap-2">
          {precedence.map(({ about, order }) => (
            <div key={about}>
              <dt>{about}</dt>
              <dd>
                <ol className="list-decimal pl-5 text-muted">
                  {order.map((words) => (
                    <li key={words}>{words}</li>
                  ))}
                </ol>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  )
}

function Row({ variable }: { variable: EnvironmentVariable }) {
  const { name, value, fate } = variable
  const about = aboutVariable(name)
  const { label, about: fateAbout } = fates[fate]
  const told =
    value === null || value === '' ? (
      <span className="text-faint">{valueWords(variable)}</span>
    ) : (
      <code className="line-clamp-3 break-all select-text" {...tip(value)}>
        <VisibleText text={value} />
      </code>
    )
  return (
    <tr className="border-b border-line align-top last:border-b-0">
      <th scope="row" className="py-1.5 pr-2 text-left font-normal">
        <code className="break-all select-text">
          <VisibleText text={name} />
        </code>
        {/* Where there is no width for a column of its own. */}
        <div className="@md:hidden">{told}</div>
        {about && <div className="text-muted">{about}</div>}
      </th>
      <td className="px-2 py-1.5 @max-md:hidden">{told}</td>
      <td className="py-1.5">
        <Badge tone={value === null ? 'neutral' : tones[fate]} title={fateAbout}>
          {label}
        </Badge>
      </td>
    </tr>
  )
}
