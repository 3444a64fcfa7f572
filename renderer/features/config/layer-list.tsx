// Under a row: what each layer says of the key, the one that counts first, and what is required.
import type { ConfigRow, LayerValue } from '../../stores/config/effective-rows'
import { disabledWords } from '../../stores/config/layers'
import { isAllowed, requirementWords } from '../../stores/config/requirements'
import { drawLine } from '../../text/visible-text'
import { tip } from '../../kit'
import { ValueText } from './value-control'

interface Said extends LayerValue {
  words: string
}

function saidOf({ from, value, below, inactive }: ConfigRow): Said[] {
  return [
    ...(from === null ? [] : [{ layer: from, value, words: 'counts' }]),
    ...below.map((one) => ({ ...one, words: 'overridden' })),
    ...inactive.map((one) => ({ ...one, words: disabledWords(one.layer) ?? 'does not count' })),
  ]
}

export function LayerList({ row }: { row: ConfigRow }) {
  const said = saidOf(row)
  const { required, fallback, path } = row
  return (
    <div className="flex flex-col gap-1 pb-1 text-small">
      {row.unknown && (
        <p className="text-muted">
          This Codex doesn’t know the key and ignores it. It stays in the file as it is, whatever you change here:
          another Codex may use it.
        </p>
      )}
      {row.path[0] === 'projects' && (
        <p className="text-muted">How far a folder is trusted is chosen with the project itself, not here.</p>
      )}
      {required && (
        <p className={row.refused ? 'text-failed' : 'text-muted'}>
          {requirementWords(required)}
          {row.refused && !isAllowed(required, row.value) && ' What is written here is not used.'}
        </p>
      )}
      {said.length === 0 ? (
        <p className="text-muted">
          No layer sets it.
          {fallback !== undefined && ' Codex goes by: '}
          {fallback !== undefined && <ValueText path={path} value={fallback} />}
        </p>
      ) : (
        <table className="w-full table-fixed">
          <caption className="sr-only">What each layer says of {row.key}</caption>
          <colgroup>
            <col className="w-44" />
            <col />
            <col className="w-56" />
          </colgroup>
          <tbody>
            {said.map(({ layer, value, words }, at) => (
              // A layer stands here once for each thing that it says; the order never changes.
              <tr key={at} className={words === 'counts' ? '' : 'text-muted'}>
                <th scope="row" className="py-0.5 pr-3 text-left align-top font-normal">
                  <div className="truncate" {...tip(layer.source ?? layer.words)}>
                    {layer.words}
                  </div>
                </th>
                <td className="min-w-0 py-0.5 pr-3 align-top">
                  <ValueText path={path} value={value} />
                </td>
                <td className="py-0.5 align-top">
                  <div className="line-clamp-2 break-words" {...tip(words)}>
                    {drawLine(words)}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {[...new Set(said.map(({ layer }) => layer.source))]
        .filter((source) => source !== null)
        .map((source) => (
          <code key={source} className="truncate text-faint select-text" {...tip(source)}>
            {drawLine(source)}
          </code>
        ))}
    </div>
  )
}
