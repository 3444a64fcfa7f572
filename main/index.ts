// Composition only: builds the parts, wires them to each other, and lets them go again. No part's own logic is in here.
import { app, nativeTheme, session, type BrowserWindow } from 'electron'
import { realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { MenuCommand } from '@contract/events'
import { version as codexVersion } from '../codex-bin/manifest.json'
import { AppState } from './app/app-state'
import { openInEditor } from './app/editor'
import { writesSettled } from './app/json-file'
import { live } from './app/lifecycle'
import { createLog } from './app/log'
import { appPaths } from './app/paths'
import { AccountKeys } from './accounts/account-keys'
import { AccountFacts } from './accounts/account-facts'
import { Accounts } from './accounts/accounts'
import { freshLoginHome } from './accounts/fresh-login'
import { accountHomePath } from './codex/home/layout'
import { codexEnvironment, readProcessEnvironment } from './codex/process/environment'
import { composeConfiguration } from './configuration'
import { CodexGate } from './ipc/codex-gate'
import { createHandlers } from './ipc/handlers'
import { ChangesWing } from './changes/changes-wing'
import { homeAccount } from './homes/home-account'
import { createAccountHandlers } from './ipc/account-handlers'
import { createChangeHandlers } from './ipc/change-handlers'
import { createGitWorkHandlers } from './ipc/git-work-handlers'
import { createHomeHandlers } from './ipc/home-handlers'
import { createSecretHandlers } from './ipc/secret-handlers'
import { openSecrets } from './secrets/open-secrets'
import { startKeyringHost } from './secrets/keyring-process'
import { createSessionHandlers } from './ipc/session-handlers'
import { Push } from './ipc/push'
import { createWorktreeHandlers } from './ipc/worktree-handlers'
import { installRouter } from './ipc/router'
import { openProtocolSchemas } from './ipc/schemas'
import { ProjectRegistry } from './projects/registry'
import { ProjectServers } from './projects/project-servers'
import { HomePermissionsReader } from './projects/home-permissions'
import { RequestInbox } from './requests/inbox'
import { PatchGuard } from './requests/patch-guard'
import { homeOf } from './sessions/homes'
import { SessionWing } from './sessions/session-wing'
import { appOrigin } from './window/app-files'
import { Attention } from './window/attention'
import {
  askNatively,
  confirmFullAccess,
  confirmMemoryReset,
  confirmQuit,
  confirmTrashOwn,
  pickExtensionFolder,
} from './window/dialogs'
import { moveToTrash, openLoginPage, revealInFileManager } from './window/links'
import { lockDown } from './window/lockdown'
import { createMainWindow } from './window/main-window'
import { installMenu } from './window/menu'
import { registerAppScheme, serveApp } from './window/protocol'

const environment = readProcessEnvironment()
const userData = app.commandLine.getSwitchValue('user-data-dir')
if (userData) app.setPath('userData', userData)

registerAppScheme()
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

function start(): void {
  const builtDir = join(import.meta.dirname, '..')
  const codexBin = join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'codex-bin')
  const paths = appPaths(app.getPath('userData'))
  const log = createLog(paths.log)
  // Only an unpackaged app may be served by Vite.
  const devUrl = app.isPackaged ? undefined : environment['ELECTRON_RENDERER_URL']
  const isAppPage = (url: string): boolean =>
    url.startsWith(`${appOrigin}/`) || (devUrl !== undefined && url.startsWith(devUrl))

  let window: BrowserWindow | null = null
  const push = new Push()
  const command = (value: MenuCommand): void => push.send({ type: 'command', command: value })
  const attention = new Attention(
    () => window,
    (key) => command({ name: 'show-request', key }),
  )

  const registry = new ProjectRegistry(paths.projects, (projects) => push.send({ type: 'projects', projects }))
  const inbox: RequestInbox = new RequestInbox(
    {
      added: (request) => {
        push.send({ type: 'request-added', request })
        const name = registry.find(request.projectId)?.name ?? ''
        attention.added(request, name, inbox.list().length, state.settings.notifications)
      },
      removed: (key) => {
        push.send({ type: 'request-removed', key })
        attention.removed(key, inbox.list().length)
      },
    },
    new PatchGuard({
      folderOf: (projectId, threadId) =>
        (threadId === null ? null : changes.places.known(projectId, threadId)?.path) ??
        registry.find(projectId)?.path ??
        null,
      onDifferent: (projectId, message) => state.notice('warning', message, undefined, projectId),
    }),
  )
  const state: AppState = new AppState({
    settingsFile: paths.settings,
    facts: {
      appVersion: app.getVersion(),
      codexVersion: codexVersion,
      platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
      homeFolder: homedir(),
    },
    gather: () => {
      push.start()
      sessions.pageLoaded()
      configuration.pageGone()
      return {
        projects: registry.list(),
        servers: servers.statuses(),
        accounts: accounts.list(),
        requests: inbox.list(),
      }
    },
    onSettings: (settings) => {
      nativeTheme.themeSource = settings.theme
      push.send({ type: 'settings', settings })
    },
    onNotice: (notice) => push.send({ type: 'notice', notice }),
  })
  nativeTheme.themeSource = state.settings.theme
  if (registry.problem) state.notice('warning', registry.problem)

  const {
    secrets,
    keychain,
    dispose: closeSecrets,
  } = openSecrets({
    file: paths.secrets,
    openHost: () =>
      startKeyringHost(join(builtDir, 'main', 'keyring-host.js'), codexEnvironment({ base: environment })),
    push: (event) => push.send(event),
    onChange: (projectId) => servers.environmentChanged(projectId),
  })
  const accountKeys = new AccountKeys(app.getPath('userData'), keychain)
  if (secrets.problem) state.notice('warning', secrets.problem)
  const configuration = composeConfiguration({
    userData: app.getPath('userData'),
    codexBin,
    protocolDir: join(codexBin, 'protocol'),
    environment,
    clientVersion: app.getVersion(),
    decisionsFile: paths.folderServers,
    ledgerDir: paths.ledger,
    userHome: homedir(),
    projects: () => registry.list(),
    servers: () => servers,
    workFolders: (projectId) => changes.records.folders(projectId).map(({ path }) => path),
    secretsFor: (project) => secrets.envFor(project.id),
    overridesFor: (project) => [...secrets.overridesFor(project.id), ...servers.settingsFor(project)],
    openPage: openLoginPage,
    reveal: revealInFileManager,
    pickFolder: (purpose) => (window ? pickExtensionFolder(window, purpose) : Promise.resolve(null)),
    confirmMemoryReset: (project, files) =>
      window
        ? confirmMemoryReset(window, { name: project.name, files, shared: project.sharedHome !== null })
        : Promise.resolve(false),
    ask: (question) => (window ? askNatively(window, question) : Promise.resolve(false)),
    push: (event) => push.send(event),
    notice: (message, projectId) => state.notice('info', message, null, projectId),
    onFailure: (what, reason) => log.warn(`${what} failed:`, reason),
  })
  const servers: ProjectServers = new ProjectServers({
    guard: configuration.mcp.guard,
    userData: app.getPath('userData'),
    codexBin,
    paths,
    clientVersion: app.getVersion(),
    registry,
    inbox,
    accounts: () => accounts,
    secrets,
    accountKeys,
    workFolders: (projectId) => changes.records.folders(projectId),
    sessionFolders: (projectId) => changes.records.sessionFolders(projectId),
    onNotification: (projectId, notification) => {
      changes.notification(projectId, notification)
      configuration.notification(projectId, notification)
    },
    onReadiness: (projectId, ready) => {
      if (ready) {
        configuration.serverReady(projectId)
        return changes.warm(projectId)
      }
      changes.serverGone(projectId)
      configuration.mcp.serverGone(projectId)
    },
    onLimits: (projectId, params) => {
      const project = registry.find(projectId)
      if (project?.source === 'account') facts.updated(project.accountId, params)
    },
    push: (event) => push.send(event),
    notice: (level, message, detail, projectId) => state.notice(level, message, detail, projectId),
    log,
  })
  const { accountServers } = servers
  const accounts: Accounts = new Accounts({
    file: paths.accounts,
    earlierFile: paths.earlierAccount,
    home: (id) => ({
      open: () => accountServers.open(id),
      loginWithToken: (accessToken) => accountServers.loginWithToken(id, accessToken),
      keepBedrock: (key) => accountKeys.keepBedrock(id, key),
      forgetKey: () => accountKeys.forget(id),
      store: () => accountServers.store(id),
      openBrowser: openLoginPage,
    }),
    onList: (list) => push.send({ type: 'accounts', accounts: list }),
    onLogin: (id) => {
      facts.loginChanged(id)
      void servers.logins.accountChanged(id)
    },
  })
  const facts: AccountFacts = new AccountFacts({
    accounts,
    open: (id) => accountServers.open(id),
    running: () => servers.openedPool()?.all.find((one) => one.status.state === 'ready') ?? null,
    push: (event) => push.send(event),
  })
  if (accounts.problem) state.notice('warning', accounts.problem)
  const sessions: SessionWing = new SessionWing({
    userData: app.getPath('userData'),
    cacheFolder: paths.sessionIndex,
    homeFolder: homedir(),
    environment,
    codexBin,
    projects: registry,
    servers,
    sessionFolders: (projectId) => changes.records.sessionFolders(projectId),
    push: (event) => push.send(event),
  })
  const changes: ChangesWing = new ChangesWing({
    userData: app.getPath('userData'),
    codexBin,
    environment,
    project: (id) => registry.find(id),
    runningThreads: (id) => servers.running(id)?.runningTurns.map(({ threadId }) => threadId) ?? [],
    accountHome: async (projectId) => {
      const accountId = accounts.resolve(registry.find(projectId)?.accountId ?? null)
      return freshLoginHome(app.getPath('userData'), accountId, accounts.tokens(accountId))
    },
    reveal: revealInFileManager,
    push: (event) => push.send(event),
    ask: (project, method, params) => servers.request(project, method, params),
    onFailure: (what, reason) => log.warn(`${what} failed:`, reason),
  })
  const schemas = openProtocolSchemas(join(codexBin, 'protocol'))
  const permissions = new HomePermissionsReader((project) => homeOf(app.getPath('userData'), project).home)
  const gate = new CodexGate({
    schemas,
    places: changes.places,
    homePermissions: (project) => permissions.of(project),
    send: (project, method, params) =>
      changes.around(project.id, method, params, () => servers.request(project, method, params)),
    confirmFullAccess: (project) => (window ? confirmFullAccess(window, project.path) : Promise.resolve(false)),
  })

  lockDown(session.defaultSession, isAppPage)
  serveApp(join(builtDir, 'renderer'))
  installMenu(command, !app.isPackaged)
  installRouter({
    isAppPage,
    onFailure: (call, reason) => log.warn(`call ${call} failed:`, reason),
    handlers: createHandlers({
      state,
      registry,
      servers,
      accounts: createAccountHandlers({ accounts, facts }),
      configuration: configuration.handlers,
      changes: createChangeHandlers({
        changes: () => changes.get(),
        openInEditor: (path, line) => openInEditor(environment, path, line),
        reveal: revealInFileManager,
      }),
      gitWork: createGitWorkHandlers(
        () => changes.get().then(({ publish }) => publish),
        async (place) => (await changes.get()).folder(place),
      ),
      worktrees: createWorktreeHandlers(() => changes.get().then(({ worktrees }) => worktrees)),
      secrets: createSecretHandlers(secrets),
      homes: createHomeHandlers(() =>
        import('./homes/homes').then(
          ({ Homes }) =>
            new Homes({
              userData: app.getPath('userData'),
              homeFolder: homedir(),
              environment,
              projects: () => registry.list(),
              removed: () => registry.removed(),
              accounts: () => accounts.list().map(homeAccount),
              accountOf: (projectId) => accounts.resolve(registry.find(projectId)?.accountId ?? null),
              inUse: (home) => servers.openedPool()?.useOf(home) ?? 'no',
              letGo: async (home) => servers.openedPool()?.letGo(home),
              confirmOwn: (home) => (window ? confirmTrashOwn(window, home) : Promise.resolve(false)),
              trashItem: moveToTrash,
              reveal: revealInFileManager,
              keptLogin: async (accountId) =>
                keychain
                  .codexLogin(await realpath(accountHomePath(app.getPath('userData'), accountId)))
                  .catch(() => null),
              givenVariables: () => [...new Set(secrets.list().map(({ name }) => name))],
              push: (event) => push.send(event),
            }),
        ),
      ),
      inbox,
      gate,
      schemas,
      sessions: createSessionHandlers({ wing: sessions, registry, window: () => window }),
      leave: (projectId) => sessions.leave(projectId),
      window: () => window,
      onUsable: (projectId) => {
        if (environment['DECK_BENCH']) process.stdout.write('deck:composer-usable\n')
        void registry.inspectAll()
        servers.begin(projectId)
      },
    }),
  })

  live({
    create: () =>
      createMainWindow({
        preload: join(builtDir, 'preload', 'index.cjs'),
        icon: join(app.getAppPath(), 'resources', 'icon.png'),
        stateFile: paths.windowState,
        devUrl,
      }),
    opened: (current) => {
      window = current
      push.attach(current.webContents)
      // Painted: processes may start for whoever asks.
      current.once('ready-to-show', () => servers.begin(null))
      current.on('hide', () => (push.hidden = true))
      current.on('minimize', () => (push.hidden = true))
      current.on('show', () => (push.hidden = false))
      current.on('restore', () => (push.hidden = false))
      current.on('focus', () => void registry.inspectAll())
    },
    closed: () => {
      window = null
      configuration.pageGone()
    },
    pageGone: (reason) => log.error('the page is gone:', reason),
    mayQuit: async () => {
      const running = servers.runningTurns
      return running === 0 || confirmQuit(window, running)
    },
    cleanUp: async () => {
      session.defaultSession.flushStorageData()
      await sessions.dispose()
      await changes.dispose()
      await servers.dispose()
      await configuration.dispose()
      closeSecrets()
      await writesSettled()
    },
  })
}
