// Takes the pictures of one scene: light and dark, wide and narrow, without driving it anew for each.
import { join } from 'node:path'
import { inRoot } from '../setup/paths.mjs'

export const shotsFolder = inRoot('out', 'shots')

const sizes = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'narrow', width: 760, height: 900 },
]
const colours = ['light', 'dark']

const resize = async ({ app, page }, { width, height }) => {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0].setContentSize(size.width, size.height)
    },
    { width, height },
  )
  await page.waitForFunction((wanted) => window.innerWidth === wanted, width)
}

/** Writes out/shots/<scene>-<colour>-<size>.png. @returns {Promise<number>} how many */
export const shoot = async (running, scene) => {
  let count = 0
  for (const size of sizes) {
    await resize(running, size)
    for (const colorScheme of colours) {
      await running.page.emulateMedia({ colorScheme })
      const path = join(shotsFolder, `${scene}-${colorScheme}-${size.name}.png`)
      await running.page.screenshot({ path, animations: 'disabled', caret: 'hide' })
      count += 1
    }
  }
  await running.page.emulateMedia({ colorScheme: 'light' })
  await resize(running, sizes[0])
  return count
}
