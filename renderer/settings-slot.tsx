// The settings put together: which sections there are, in which group, and which feature draws each. A section is loaded when
// it is first shown.
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import type { ConfigFile } from '../preload/contract/config'
import type { Project } from '../preload/contract/model'
import {
  AboutSection,
  GeneralSection,
  ProjectSection,
  SettingsPage,
  type SettingsGroup,
  type SettingsSection,
} from './features/settings'
import { RequestCard } from './features/requests'
import { shortcuts } from './features/shell'
import { EmptyState, lazily, Spinner } from './kit'
import { useProjects } from './stores/app/projects'
import { useUi } from './stores/app/ui'
import { useProfileFeatures } from './stores/config/profile-features'

const ProjectUsage = lazy(() => import('./features/usage').then((module) => ({ default: module.ProjectUsage })))
const AccountsPanel = lazy(() =>
  import('./features/accounts/panel').then((module) => ({ default: module.AccountsPanel })),
)
const AccountLimitsPanel = lazy(() =>
  import('./features/limits').then((module) => ({ default: module.AccountLimitsPanel })),
)
const SecretsSection = lazy(() => import('./features/secrets').then((module) => ({ default: module.SecretsSection })))
const HomesSection = lazy(() => import('./features/homes').then((module) => ({ default: module.HomesSection })))
const McpSection = lazily(
  () => import('./features/mcp').then((module) => module.McpSection),
  'Opening the MCP servers…',
)
const EnvironmentSection = lazy(() =>
  import('./features/homes').then((module) => ({ default: module.EnvironmentSection })),
)

const WorktreeSettings = lazy(() =>
  import('./features/worktrees/worktree-settings').then((module) => ({ default: module.WorktreeSettings })),
)
const ConfigurationSection = lazily(
  () => import('./features/config').then((module) => module.ConfigurationSection),
  'Opening the configuration…',
)
const FeaturesSection = lazily(
  () => import('./features/flags').then((module) => module.FeaturesSection),
  'Opening the features…',
)
const SkillsSection = lazily(
  () => import('./features/extensions').then((module) => module.SkillsSection),
  'Opening the skills…',
)
const HooksSection = lazily(
  () => import('./features/extensions').then((module) => module.HooksSection),
  'Opening the hooks…',
)
const PluginsSection = lazily(
  () => import('./features/extensions').then((module) => module.PluginsSection),
  'Opening the plugins…',
)
const PromptsSection = lazily(
  () => import('./features/extensions').then((module) => module.PromptsSection),
  'Opening the prompts…',
)
const InstructionsSection = lazily(
  () => import('./features/extensions').then((module) => module.InstructionsSection),
  'Opening the instructions…',
)
const MemoriesSection = lazily(
  () => import('./features/extensions').then((module) => module.MemoriesSection),
  'Opening the memories…',
)
const ExternalAgentsSection = lazily(
  () => import('./features/extensions').then((module) => module.ExternalAgentsSection),
  'Opening the import…',
)

const PermissionsSection = lazily(
  () => import('./features/permissions').then((module) => module.PermissionsSection),
  'Opening the permissions…',
)
const RulesSection = lazily(
  () => import('./features/permissions').then((module) => module.RulesSection),
  'Opening the rules…',
)
const ModelsSection = lazily(
  () => import('./features/models').then((module) => module.ModelsSection),
  'Opening the models…',
)
const ProfilesSection = lazily(
  () => import('./features/profiles').then((module) => module.ProfilesSection),
  'Opening the profiles…',
)
const FileEditor = lazy(() => import('./features/config').then((module) => ({ default: module.FileEditor })))
const AllHomes = lazy(() => import('./features/config').then((module) => ({ default: module.AllHomes })))
const WriteReport = lazy(() => import('./features/config').then((module) => ({ default: module.WriteReport })))
const ConflictDialog = lazy(() => import('./features/config').then((module) => ({ default: module.ConflictDialog })))

interface SettingsSlotProps {
  project: Project | null
  /** The project's trust, with a way to change it. */
  trust: ReactNode
}

export function SettingsSlot({ project, trust }: SettingsSlotProps) {
  const waiting = (words: string, body: ReactNode): ReactNode => (
    <Suspense fallback={<Spinner label={words} />}>{body}</Suspense>
  )
  /** A section of the project in view. */
  const ofProject = (
    id: string,
    title: string,
    Body: ComponentType<{ project: Project }>,
    wide = false,
  ): SettingsSection => ({
    id,
    title,
    wide,
    body: () =>
      project ? (
        waiting(`Opening ${title.toLowerCase()}…`, <Body key={project.id} project={project} />)
      ) : (
        <EmptyState title="No project is open">Add one in the sidebar to see its settings here.</EmptyState>
      ),
  })

  const groups: SettingsGroup[] = [
    {
      title: 'Codex Deck',
      sections: [
        { id: 'general', title: 'General', body: () => <GeneralSection /> },
        {
          id: 'account',
          title: 'Accounts',
          body: () =>
            waiting(
              'Opening the accounts…',
              <AccountsPanel limits={(accountId) => <AccountLimitsPanel accountId={accountId} />} />,
            ),
        },
        {
          id: 'secrets',
          title: 'Secrets',
          body: () => waiting('Reading the secrets…', <SecretsSection projectId={project?.id ?? null} />),
        },
        {
          id: 'homes',
          title: 'Homes',
          body: () =>
            waiting(
              'Looking for homes…',
              <HomesSection
                onProject={(projectId) => {
                  useProjects.getState().select(projectId)
                  useUi.getState().showPage('settings', 'project')
                }}
                onMend={(projectId) => {
                  useProjects.getState().select(projectId)
                  useUi.getState().showPage('settings', 'configuration')
                }}
              />,
            ),
        },
        {
          id: 'environment',
          title: 'Environment',
          body: () => waiting('Reading the environment…', <EnvironmentSection />),
        },
        { id: 'about', title: 'About', body: () => <AboutSection shortcuts={shortcuts} /> },
      ],
    },
    {
      title: project?.name ?? 'Project',
      sections: [
        {
          id: 'project',
          title: 'Project',
          body: () => (
            <ProjectSection
              project={project}
              trust={trust}
              worktrees={
                project?.branch != null &&
                waiting(
                  'Opening the settings of worktrees…',
                  <WorktreeSettings key={project.id} projectId={project.id} />,
                )
              }
            />
          ),
        },
        ofProject('usage', 'Usage', UsageSection),
        // How Codex works here.
        { ...ofProject('models', 'Models', ModelsOf), apart: true },
        ofProject('permissions', 'Permissions', PermissionsOf),
        ofProject('rules', 'Rules', RulesOf, true),
        ofProject('profiles', 'Profiles', ProfilesOf, true),
        // What it is given.
        { ...ofProject('instructions', 'Instructions', InstructionsSection, true), apart: true },
        ofProject('memories', 'Memories', MemoriesSection),
        ofProject('mcp', 'MCP servers', McpOf, true),
        ofProject('skills', 'Skills', SkillsSection, true),
        ofProject('prompts', 'Prompts', PromptsSection, true),
        ofProject('hooks', 'Hooks', HooksSection, true),
        ofProject('plugins', 'Plugins', PluginsSection, true),
        ofProject('external-agents', 'Import from agents', ExternalAgentsSection, true),
        // All of it, key by key.
        { ...ofProject('features', 'Features', FeaturesOf, true), apart: true },
        ofProject('configuration', 'Configuration', ConfigurationSection, true),
      ],
    },
  ]
  return <SettingsPage groups={groups} />
}

function UsageSection({ project }: { project: Project }) {
  return <ProjectUsage projectId={project.id} />
}

function McpOf({ project }: { project: Project }) {
  return (
    <McpSection
      project={project}
      request={(request) => <RequestCard request={request} placement="inline" />}
      outcome={
        <Suspense fallback={null}>
          <AllHomes />
        </Suspense>
      }
    />
  )
}

function FeaturesOf({ project }: { project: Project }) {
  const outcome = (
    <>
      <Suspense fallback={null}>
        <WriteReport />
      </Suspense>
      <Conflict project={project} />
    </>
  )
  return <FeaturesSection project={project} outcome={outcome} />
}

function ModelsOf({ project }: { project: Project }) {
  return <ModelsSection project={project} conflict={<Conflict project={project} />} />
}

function PermissionsOf({ project }: { project: Project }) {
  return <PermissionsSection project={project} conflict={<Conflict project={project} />} />
}

function RulesOf({ project }: { project: Project }) {
  return <RulesSection project={project} editor={(file) => <EditorOf project={project} file={file} />} />
}

function ProfilesOf({ project }: { project: Project }) {
  return (
    <ProfilesSection
      project={project}
      editor={(file) => <EditorOf project={project} file={file} />}
      onFeatures={(profile) => {
        useProfileFeatures.getState().want(project.id, profile)
        useUi.getState().showPage('settings', 'features')
      }}
    />
  )
}

function Conflict({ project }: { project: Project }) {
  return (
    <Suspense fallback={null}>
      <ConflictDialog projectId={project.id} />
    </Suspense>
  )
}

function EditorOf({ project, file }: { project: Project; file: ConfigFile }) {
  return (
    <Suspense fallback={<Spinner label="Opening the file…" />}>
      <FileEditor project={project} file={file} />
    </Suspense>
  )
}
