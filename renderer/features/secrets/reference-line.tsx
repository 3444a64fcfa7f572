// The line of config.toml that names a secret, to be copied.
import type { SecretPurpose } from '../../../preload/contract/secrets'
import { CopyButton } from '../../kit'
import { referenceFor } from './reference'

export function ReferenceLine({ purpose, name }: { purpose: SecretPurpose; name: string }) {
  const { table, line } = referenceFor(purpose, name)
  return (
    <div className="flex min-w-0 items-center gap-1 text-small text-muted">
      <span className="shrink-0">
        Under <code>{table}</code>:
      </span>
      <code className="min-w-0 truncate text-text select-text" data-tip={line}>
        {line}
      </code>
      <CopyButton text={line} label="Copy this line of config.toml" />
    </div>
  )
}
