// diff.overMs: 10,000 changed lines in 200 files, from the choice of a source to the lines of its first file on screen, over
// `git diff` itself on the same tree; diff.frameP99Ms: scrolling through all of it.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { closeApp, openApp } from '../drive/app.mjs'
import { openStage } from '../drive/stage.mjs'
import { median, quantile, round } from './figures.mjs'
import { git } from './git.mjs'
import { chooseInPage, installInPage, scrollDiffInPage } from './in-page.mjs'

const runs = 9
const files = 200
/** Each a removal and an addition: 10,000 changed lines in all. */
const changedLines = 25
const lines = 120

const text = (file, change) =>
  Array.from({ length: lines }, (_, line) => {
    const name = line % 4 === 0 && line / 4 < changedLines && change ? `changed${line}` : `value${line}`
    return `export const ${name} = compute(${file}, ${line}) // a line of an everyday length\n`
  }).join('')

const plant = async (folder) => {
  const at = (file) => join(folder, 'src', `part-${file % 10}`, `file-${file}.ts`)
  const write = async (change) => {
    for (let file = 0; file < files; file += 1) {
      await mkdir(join(at(file), '..'), { recursive: true })
      await writeFile(at(file), text(file, change))
    }
  }
  await write(false)
  await git(folder, 'init', '--quiet', '--initial-branch=main')
  await git(folder, 'add', '--all')
  await git(folder, 'commit', '--quiet', '--message=first')
  await write(true)
  await git(folder, 'status')
}

const gitDiff = async (folder) => {
  const begun = performance.now()
  await git(folder, 'diff')
  return performance.now() - begun
}

export const diff = async ({ display }) => {
  const stage = await openStage('bench-diff')
  try {
    const folder = await stage.folder('weather', {})
    await plant(folder)
    await stage.remember([{ path: folder, trust: 'trusted', source: 'provider' }])
    const deck = await openApp({ userData: stage.userData, display })
    const { page } = deck
    const alone = []
    const ours = []
    try {
      await page.evaluate(installInPage)
      await page.setViewportSize({ width: 1500, height: 950 }).catch(() => undefined)
      await page.getByTestId('changes-button').click()
      await page.getByTestId('changes').waitFor()
      const choose = async (name) => {
        await page.getByTestId('changes-source').click()
        await page
          .getByRole('menuitemradio')
          .filter({ hasText: new RegExp(`^${name}`) })
          .waitFor()
        return page.evaluate(chooseInPage, name)
      }
      for (let at = -2; at < runs; at += 1) {
        await choose('Staged')
        const bareMs = await gitDiff(folder)
        const ms = await choose('Unstaged')
        // The first ones warm both.
        if (at < 0) continue
        alone.push(bareMs)
        ours.push(ms)
      }
      const { frames, heightPx } = await page.evaluate(scrollDiffInPage)
      return {
        'diff.overMs': round(median(ours) - median(alone), 0),
        'diff.frameP99Ms': round(quantile(frames, 0.99), 1),
        'diff.appMs': round(median(ours), 0),
        'diff.gitMs': round(median(alone), 0),
        'diff.heightPx': heightPx,
      }
    } finally {
      await closeApp(deck)
    }
  } finally {
    await stage.remove()
  }
}
