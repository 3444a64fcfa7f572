// The settings: over the main column, in sections. The account and trust parts come in from their own features.
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Project } from '../../../preload/contract/model'
import { cx, IconButton } from '../../kit'
import { useUi } from '../../stores/app/ui'
import { AboutSection } from './about-section'
import { GeneralSection } from './general-section'
import { ProjectSection } from './project-section'

const sections = ['general', 'project', 'usage', 'account', 'secrets', 'homes', 'environment', 'about'] as const
type Section = (typeof sections)[number]
const titles: Record<Section, string> = {
  general: 'General',
  project: 'Project',
  usage: 'Usage',
  account: 'Accounts',
  secrets: 'Secrets',
  homes: 'Homes',
  environment: 'Environment',
  about: 'About',
}
const sectionOf = (name: string | null): Section =>
  sections.find((section) => section === name || `${section}s` === name) ?? 'general'

interface SettingsPageProps {
  project: Project | null
  account: ReactNode
  secrets: ReactNode
  homes: ReactNode
  environment: ReactNode
  /** The project's trust, with a way to change it. */
  trust: ReactNode
  /** What the project's new worktrees get. */
  worktrees?: ReactNode
  /** What the project's sessions cost in tokens. */
  usage: ReactNode
  shortcuts: readonly { keys: string; words: string }[]
}

export function SettingsPage({
  project,
  account,
  secrets,
  homes,
  environment,
  trust,
  worktrees,
  usage,
  shortcuts,
}: SettingsPageProps) {
  const wanted = useUi((state) => state.settingsSection)
  const showPage = useUi((state) => state.showPage)
  const [section, setSection] = useState<Section>(() => sectionOf(wanted))
  const page = useRef<HTMLElement>(null)
  useEffect(() => setSection(sectionOf(wanted)), [wanted])
  useEffect(() => page.current?.focus(), [])

  const body: Record<Section, ReactNode> = {
    general: <GeneralSection />,
    project: <ProjectSection project={project} trust={trust} worktrees={worktrees} />,
    usage,
    account,
    secrets,
    homes,
    environment,
    about: <AboutSection shortcuts={shortcuts} />,
  }
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
        <nav aria-label="Sections" className="flex w-36 shrink-0 flex-col gap-px p-2">
          {sections.map((name) => (
            <button
              key={name}
              type="button"
              aria-current={name === section || undefined}
              onClick={() => setSection(name)}
              className={cx('h-7 rounded-md px-2 text-left', name === section ? 'bg-selected' : 'hover:bg-hover')}
            >
              {titles[name]}
            </button>
          ))}
        </nav>
        <div className="min-w-0 flex-1 overflow-y-auto px-6 py-4">
          <div className="flex max-w-[600px] flex-col gap-4">
            <h2 className="text-title font-semibold">{titles[section]}</h2>
            {body[section]}
          </div>
        </div>
      </div>
    </section>
  )
}
