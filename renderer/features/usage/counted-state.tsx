// What stands where counts should be while they are read, when they can't be, and when there are none.
import { ChartNoAxesColumn } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, EmptyState, Spinner } from '../../kit'
import type { Counted } from '../../stores/sessions/usage'

interface CountedStateProps<T> {
  counted: Counted<T> | undefined
  /** True when the report holds nothing to draw. */
  isEmpty: (report: T) => boolean
  empty: string
  onAgain: () => void
  children: (report: T) => ReactNode
}

export function CountedState<T>({ counted, isEmpty, empty, onAgain, children }: CountedStateProps<T>) {
  const again = (
    <Button size="sm" busy={counted?.loading ?? false} onClick={onAgain}>
      Count again
    </Button>
  )
  if (counted === undefined || (counted.report === null && counted.loading))
    return <Spinner label="Counting the tokens…" className="justify-center p-8" />
  const { report, problem } = counted
  if (report === null)
    return (
      <EmptyState icon={ChartNoAxesColumn} title="The tokens could not be counted" action={again}>
        <span role="alert">{problem?.message}</span>
      </EmptyState>
    )
  if (isEmpty(report))
    return (
      <EmptyState icon={ChartNoAxesColumn} title="No tokens counted yet" action={again}>
        {empty}
      </EmptyState>
    )
  return (
    <>
      {problem && (
        <p role="alert" className="px-3 pt-2 text-small text-failed">
          These counts are older: {problem.message}
        </p>
      )}
      {children(report)}
    </>
  )
}
