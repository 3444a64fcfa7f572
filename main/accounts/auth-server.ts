// What the auth home needs of its server; the supervisor of its home provides it.
import type { HomeSupervisor } from '../codex/server/supervisor'

export type AuthServer = Pick<HomeSupervisor, 'request' | 'onNotification' | 'rest'>
