// What the auth home needs of its server; the pool's connection provides it.
import type { ClientMethod, CodexNotification, ParamsOf, ResponseOf } from '../codex/server/methods'

export interface AuthServer {
  request<M extends ClientMethod>(method: M, params: ParamsOf<M>): Promise<ResponseOf<M>>
  onNotification(listener: (notification: CodexNotification) => void): void
  /** The server may be reaped when idle again. Safe to call twice. */
  release(): void
}
