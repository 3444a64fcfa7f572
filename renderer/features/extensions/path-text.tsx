// A path on one line: its end stays in view, hidden characters are shown, the whole is in the tooltip.
import { cx, tip } from '../../kit'
import { drawLine } from '../../text/visible-text'

export function PathText({ path, className }: { path: string; className?: string }) {
  const cut = Math.max(path.lastIndexOf('/', path.length - 2), path.lastIndexOf('\\', path.length - 2)) + 1
  return (
    <span className={cx('flex min-w-0 font-mono text-small text-faint select-text', className)} {...tip(path)}>
      <span className="truncate">{drawLine(path.slice(0, cut))}</span>
      <span className="max-w-full shrink-0 truncate">{drawLine(path.slice(cut))}</span>
    </span>
  )
}
