// Every model that this Codex knows, with what it can do.
import { Badge, CollapsibleRow, tip } from '../../kit'
import type { ListedModel } from '../../stores/config/models'
import { drawLine } from '../../text/visible-text'

export function ModelTable({ models }: { models: readonly ListedModel[] }) {
  if (models.length === 0) return null
  const hidden = models.filter((model) => model.hidden).length
  return (
    <CollapsibleRow
      summary={
        <span>
          The models that this Codex knows{' '}
          <span className="text-muted tabular-nums">
            ({models.length}
            {hidden > 0 && `, ${hidden} of them hidden`})
          </span>
        </span>
      }
    >
      <table className="w-full table-fixed text-small">
        <caption className="sr-only">Models</caption>
        <thead className="text-muted">
          <tr className="border-b border-line">
            <th scope="col" className="py-1 text-left font-normal">
              Model
            </th>
            <th scope="col" className="w-44 px-2 py-1 text-left font-normal">
              Effort
            </th>
            <th scope="col" className="hidden w-20 px-2 py-1 text-left font-normal @lg:table-cell">
              Speed
            </th>
            <th scope="col" className="hidden w-24 py-1 text-left font-normal @lg:table-cell">
              Takes
            </th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.slug} className="border-b border-line align-top last:border-b-0">
              <th scope="row" className="py-1 pr-2 text-left font-normal">
                <span className="flex items-center gap-1.5">
                  <code className="truncate select-text" {...tip(model.slug)}>
                    {drawLine(model.slug)}
                  </code>
                  {model.isDefault && <Badge tone="accent">default</Badge>}
                  {model.hidden && <Badge title="Not offered in the list under a message.">hidden</Badge>}
                </span>
                <span className="block break-words text-muted">{drawLine(model.about)}</span>
                <span className="block text-muted @lg:hidden">
                  Takes {model.modalities.join(', ') || 'text'}
                  {model.tiers.length > 0 && `; speed: ${model.tiers.map(({ name }) => name).join(', ')}`}
                </span>
                {model.upgrade !== null && (
                  <span className="block text-muted">Makes way for {drawLine(model.upgrade)}.</span>
                )}
              </th>
              <td className="px-2 py-1 break-words">
                {model.efforts.map(({ value, about }, at) => (
                  <span key={value} {...tip(value === model.defaultEffort ? `${about} (the model’s own)` : about)}>
                    {at > 0 && ', '}
                    <span className={value === model.defaultEffort ? 'underline' : undefined}>{drawLine(value)}</span>
                  </span>
                ))}
              </td>
              <td className="hidden px-2 py-1 @lg:table-cell">
                {model.tiers.map(({ name }) => name).join(', ') || '–'}
              </td>
              <td className="hidden py-1 @lg:table-cell">{model.modalities.join(', ') || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </CollapsibleRow>
  )
}
