// A keyboard shortcut, drawn as the system writes it.
import { shortcutText } from './shortcut'

export function Kbd({ keys }: { keys: string }) {
  return <kbd className="font-sans text-small whitespace-nowrap text-faint">{shortcutText(keys)}</kbd>
}
