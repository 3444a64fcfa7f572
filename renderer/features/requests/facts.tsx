// Parts that several request forms share: why Codex asks, a list of permissions.
import { cx } from '../../kit'
import { Fact, Literal, unmarkedLines } from '../../text/facts'
import { VisibleText } from '../../text/visible-text'
import { grantLines } from './permission-grants'

/** Why Codex asks, in its own words. */
export function Reason({ text }: { text: string | null }) {
  if (!text) return null
  return (
    <p className={cx('max-h-64 overflow-y-auto break-words whitespace-pre-wrap', unmarkedLines)}>
      <VisibleText text={text} />
    </p>
  )
}

/** Permissions that come along with a command. */
export function AddedPermissions({ permissions }: { permissions: unknown }) {
  const lines = grantLines(permissions)
  if (lines.length === 0) return null
  return (
    <Fact label="Also grants">
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            {line.label} {line.subject !== null && <Literal text={line.subject} />}
          </li>
        ))}
      </ul>
    </Fact>
  )
}
