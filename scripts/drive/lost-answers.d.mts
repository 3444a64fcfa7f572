import type { ElectronApplication } from '@playwright/test'

export function askAgainOfLostAnswers(app: ElectronApplication): void
