// What a person does in the window, by the names that a screen reader would use.
import { expect, type Locator, type Page } from '@playwright/test'

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Message Codex' })
export const items = (page: Page, type: string): Locator =>
  page.locator(`[data-testid="item"][data-item-type="${type}"]`)
export const requests = (page: Page): Locator => page.getByTestId('transcript-pane').getByTestId('request')
export const lastTurn = (page: Page): Locator => page.getByTestId('turn').last()

/** Types a message and sends it with Enter, once the composer says that it takes one. */
export async function send(page: Page, text: string): Promise<void> {
  await expect(page.getByRole('form', { name: 'Composer' })).toHaveAttribute('data-ready', 'true')
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

/** Answers the one request that waits in the open chat with this button, and waits until it is gone. */
export async function decide(page: Page, button: string | RegExp): Promise<void> {
  await expect(requests(page)).toHaveCount(1)
  await requests(page).getByRole('button', { name: button }).first().click()
  await expect(requests(page)).toHaveCount(0)
}

/** Chooses what Codex may do, by the preset's label. */
export async function choosePreset(page: Page, label: string): Promise<void> {
  await page.getByTestId('picker-preset').click()
  // An entry's name goes on with what it means.
  await page.getByRole('menuitemradio', { name: new RegExp(`^${label}`) }).click()
}

/** Opens the menu of a project in the sidebar and chooses an entry. */
export async function projectMenu(page: Page, project: string, entry: string): Promise<void> {
  await projectRow(page, project).click({ button: 'right' })
  await page.getByRole('menuitem', { name: entry }).click()
}

export const projectRow = (page: Page, name: string): Locator =>
  page.getByTestId('project-row').filter({ hasText: name })
