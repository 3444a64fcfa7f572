// Main's events about session files, for the stores that show them.
import type { SessionEvent } from '../../../preload/contract/sessions'
import { createHub } from '../app/hub'

export const { on: onSessionEvent, tell: tellSession } = createHub<SessionEvent>()
