// JSON as it came, capped, as plain text: never parsed as anything else.
import { CopyButton } from '../kit'

const shownCharacters = 20_000

/** Pretty JSON of any value; what cannot be written as JSON is shown as text. */
export function toJson(value: unknown): string {
  try {
    return JSON.stringify(value, null, 2) ?? String(value)
  } catch {
    return String(value)
  }
}

export function JsonBlock({ value, label }: { value: unknown; label?: string }) {
  const text = toJson(value)
  const cut = text.length > shownCharacters
  return (
    <div className="group/copy my-1 min-w-0">
      <div className="flex items-center justify-between text-small text-faint">
        <span>{label ?? 'JSON'}</span>
        <CopyButton
          text={text}
          label="Copy JSON"
          className="opacity-0 group-hover/copy:opacity-100 focus-visible:opacity-100"
        />
      </div>
      <pre className="max-h-80 overflow-auto rounded-sm border border-line bg-sunken p-2 text-code break-words whitespace-pre-wrap select-text">
        {cut ? text.slice(0, shownCharacters) : text}
      </pre>
      {cut && (
        <div className="text-small text-faint">
          {(text.length - shownCharacters).toLocaleString()} more characters: use Copy to see all of it.
        </div>
      )}
    </div>
  )
}
