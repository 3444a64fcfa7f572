// Versions, to be copied into a report, and the keyboard.
import { CopyButton, Kbd } from '../../kit'
import { useSettings } from '../../stores/app/settings'

export function AboutSection({ shortcuts }: { shortcuts: readonly { keys: string; words: string }[] }) {
  const facts = useSettings((state) => state.facts)
  const lines = facts
    ? [`Codex Deck ${facts.appVersion}`, `Codex ${facts.codexVersion}`, `Platform ${facts.platform}`]
    : ['Versions are not known yet.']
  return (
    <>
      <div className="flex items-start gap-2">
        <div className="select-text">
          {lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
        <CopyButton text={lines.join('\n')} label="Copy the versions" />
      </div>
      <p className="text-muted">The Codex inside is OpenAI&rsquo;s own, unchanged. This app is not made by OpenAI.</p>
      <h3 className="pt-2 font-semibold">Keyboard</h3>
      <table className="w-full">
        <tbody>
          {shortcuts.map((shortcut) => (
            <tr key={shortcut.keys} className="border-b border-line last:border-b-0">
              <td className="py-1">{shortcut.words}</td>
              <td className="py-1 text-right">
                <Kbd keys={shortcut.keys} />
              </td>
            </tr>
          ))}
          <tr>
            <td className="py-1">On a request that has the focus: allow once, allow for the session, decline</td>
            <td className="py-1 text-right">
              <Kbd keys="Y" /> <Kbd keys="A" /> <Kbd keys="N" />
            </td>
          </tr>
        </tbody>
      </table>
    </>
  )
}
