// Token counts in a table: one row a turn or a session, the sum at the foot. Exact, in columns that can be compared.
import type { ReactNode } from 'react'
import type { TokenCount } from '../../../preload/contract/usage'
import { CopyButton } from '../../kit'
import { exact, tokenCsv } from './token-series'

export interface TokenRow {
  key: string
  /** Plain, for the copy. */
  name: string
  /** What is drawn for it; the name when absent. */
  drawn?: ReactNode
  tokens: TokenCount
}

interface TokenTableProps {
  caption: string
  /** Heading of the first column. */
  head: string
  rows: readonly TokenRow[]
  total: TokenCount
}

const cell = 'px-2 py-1 text-right tabular-nums'

export function TokenTable({ caption, head, rows, total }: TokenTableProps) {
  return (
    <div>
      <div className="flex items-center gap-1 pb-1">
        <h3 className="flex-1 font-semibold">{caption}</h3>
        <CopyButton label="Copy as CSV" text={() => tokenCsv(head, rows)} />
      </div>
      <div className="overflow-x-auto">
        <table className="w-full table-fixed text-small">
          <caption className="sr-only">{caption}</caption>
          <thead className="text-muted">
            <tr className="border-b border-line">
              <th scope="col" className="w-auto py-1 text-left font-normal">
                {head}
              </th>
              <th scope="col" className={`${cell} w-18 font-normal`}>
                Input
              </th>
              <th scope="col" className={`${cell} hidden w-18 font-normal @md:table-cell`}>
                Cached
              </th>
              <th scope="col" className={`${cell} w-16 font-normal`}>
                Output
              </th>
              <th scope="col" className={`${cell} hidden w-20 font-normal @md:table-cell`}>
                Reasoning
              </th>
              <th scope="col" className={`${cell} w-18 font-normal`}>
                Total
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className="hover:bg-hover">
                <th scope="row" className="truncate py-1 text-left font-normal" data-tip={row.name}>
                  {row.drawn ?? row.name}
                </th>
                <Numbers tokens={row.tokens} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-t border-line font-semibold">
              <th scope="row" className="py-1 text-left">
                All
              </th>
              <Numbers tokens={total} />
            </tr>
          </tfoot>
        </table>
      </div>
    </div>
  )
}

function Numbers({ tokens }: { tokens: TokenCount }) {
  return (
    <>
      <td className={cell}>{exact(tokens.input)}</td>
      <td className={`${cell} hidden @md:table-cell`}>{exact(tokens.cachedInput)}</td>
      <td className={cell}>{exact(tokens.output)}</td>
      <td className={`${cell} hidden @md:table-cell`}>{exact(tokens.reasoning)}</td>
      <td className={cell}>{exact(tokens.total)}</td>
    </>
  )
}
