// What a person does in the window, by the names that a screen reader would use.
import { expect, type Locator, type Page } from '@playwright/test'

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Message Codex' })
export const items = (page: Page, type: string): Locator =>
  page.locator(`[data-testid="item"][data-item-type="${type}"]`)
export const requests = (page: Page): Locator => page.getByTestId('transcript-pane').getByTestId('request')
export const lastTurn = (page: Page): Locator => page.getByTestId('turn').last()

/** Types a message and sends it with Enter. */
export async function send(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** Waits until the last turn has ended with this status. */
export async function turnEnds(
  page: Page,
  status: 'completed' | 'interrupted' | 'failed',
  timeout = 60_000,
): Promise<void> {
  await expect(page.locator(`[data-testid="turn-end"][data-status="${status}"]`).last()).toBeVisible({ timeout })
}
