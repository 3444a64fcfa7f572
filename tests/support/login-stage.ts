/** Real Codex servers on homes of their own, all signed in (or not) at one mock issuer; everything ends with the stage. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IncomingRequest } from '../../main/codex/rpc/incoming'
import { openCodex, type CodexSession } from './codex-session'
import { createTestHome, type TestHome } from './homes'
import { startIssuer, type Issuer } from './issuer'

export interface LoginStage {
  readonly issuer: Issuer
  /** Opens a server that goes to the issuer; on a new home unless one is given. */
  open(options?: LoginStageOptions): Promise<LoginServer>
  end(): Promise<void>
}

export interface LoginStageOptions {
  /** More of config.toml. */
  readonly config?: string
  readonly env?: Readonly<Record<string, string>>
  readonly home?: TestHome
  readonly intercept?: (request: IncomingRequest) => boolean
}

export interface LoginServer extends CodexSession {
  readonly home: TestHome
  /** What auth.json holds; null when there is none. */
  authFile(): unknown
}

export async function setLoginStage(): Promise<LoginStage> {
  const issuer = await startIssuer()
  const homes = new Set<TestHome>()
  const servers: CodexSession[] = []
  return {
    issuer,
    open: async ({ config = '', env = {}, home, intercept } = {}) => {
      const own = home ?? createTestHome({ config: `${issuer.configToml}${config}` })
      homes.add(own)
      const session = await openCodex(own, { ...issuer.env(), ...env }, intercept)
      servers.push(session)
      const file = join(own.codexHome, 'auth.json')
      const authFile = (): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)
      return { ...session, home: own, authFile }
    },
    end: async () => {
      await Promise.all(servers.map((session) => session.close()))
      for (const home of homes) home.remove()
      await issuer.close()
    },
  }
}
