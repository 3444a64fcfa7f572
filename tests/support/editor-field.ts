// The editor of a text in the window.
import { expect, type Locator } from '@playwright/test'

/** Waits until the editor's text is this one. Of lines in view: for texts that fit. */
export async function expectText(editor: Locator, text: string): Promise<void> {
  await expect
    .poll(() => editor.locator('.cm-line').evaluateAll((lines) => lines.map((line) => line.textContent).join('\n')))
    .toBe(text)
}
