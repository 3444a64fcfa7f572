/** The usual stage of an integration test: a scripted model, a home that points at it, and Codex on that home. */
import { openCodex, type CodexSession } from './codex-session'
import { createTestHome, type TestHome, type TestHomeOptions } from './homes'
import { startResponsesServer, type ScriptedModel } from './responses-server'

export interface Scene {
  readonly model: ScriptedModel
  readonly home: TestHome
  readonly codex: CodexSession
  /** Opens another server on the same home, once this one is closed. */
  reopen(): Promise<CodexSession>
  end(): Promise<void>
}

/** Sets the stage. `config` is added to config.toml; the project's folder is untrusted unless said otherwise. */
export async function setScene(options: TestHomeOptions = {}): Promise<Scene> {
  const model = await startResponsesServer()
  const home = createTestHome({ trust: 'untrusted', ...options, config: `${model.configToml}${options.config ?? ''}` })
  const open: CodexSession[] = []
  const openOne = async (): Promise<CodexSession> => {
    const codex = await openCodex(home)
    open.push(codex)
    return codex
  }
  const codex = await openOne()
  return {
    model,
    home,
    codex,
    reopen: openOne,
    end: async () => {
      await Promise.all(open.map((one) => one.close()))
      await model.close()
      home.remove()
    },
  }
}
