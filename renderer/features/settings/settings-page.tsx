// The settings: over the main column, in groups of sections. What the sections show comes in from their own features.
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { cx, IconButton } from '../../kit'
import { useUi } from '../../stores/app/ui'

export interface SettingsSection {
  id: string
  title: string
  /** Lists and editors take the whole width; forms stay narrow enough to read. */
  wide?: boolean
  /** Begins a cluster of its own within the group: a little apart from the one above. */
  apart?: boolean
  body: () => ReactNode
}

export interface SettingsGroup {
  title: string
  sections: readonly SettingsSection[]
}

const sectionOf = (groups: readonly SettingsGroup[], id: string | null): SettingsSection | undefined => {
  const all = groups.flatMap(({ sections }) => sections)
  return all.find((section) => section.id === id) ?? all[0]
}

export function SettingsPage({ groups }: { groups: readonly SettingsGroup[] }) {
  const wanted = useUi((state) => state.settingsSection)
  const showPage = useUi((state) => state.showPage)
  const page = useRef<HTMLElement>(null)
  useEffect(() => page.current?.focus(), [])
  const shown = sectionOf(groups, wanted)

  return (
    <section
      ref={page}
      tabIndex={-1}
      aria-label="Settings"
      data-testid="settings"
      className="flex h-full flex-col bg-bg outline-none"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) showPage('chat')
      }}
    >
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3">
        <IconButton label="Back to the chat" shortcut="Escape" icon={ArrowLeft} onClick={() => showPage('chat')} />
        <h1 className="font-semibold">Settings</h1>
      </header>
      <div className="flex min-h-0 flex-1">
        <nav aria-label="Sections" className="flex w-40 shrink-0 flex-col gap-3 overflow-y-auto p-2">
          {groups.map((group) => (
            <div key={group.title} role="group" aria-label={group.title} className="flex flex-col gap-px">
              <div className="truncate px-2 py-1 text-small text-faint" data-tip={group.title}>
                {group.title}
              </div>
              {group.sections.map(({ id: name, title, apart }) => (
                <button
                  key={name}
                  type="button"
                  aria-current={name === shown?.id || undefined}
                  onClick={() => showPage('settings', name)}
                  className={cx(
                    'h-7 shrink-0 truncate rounded-md px-2 text-left',
                    apart && 'mt-2',
                    name === shown?.id ? 'bg-selected' : 'hover:bg-hover',
                  )}
                >
                  {title}
                </button>
              ))}
            </div>
          ))}
        </nav>
        {shown && (
          <div key={shown.id} className="@container relative min-w-0 flex-1 overflow-y-auto px-6 py-4">
            <div className={cx('flex flex-col gap-4', shown.wide ? 'h-full max-w-[1100px]' : 'max-w-[600px]')}>
              <h2 className="text-title font-semibold">{shown.title}</h2>
              {shown.body()}
            </div>
          </div>
        )}
      </div>
    </section>
  )
}
