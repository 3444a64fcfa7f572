// `npm run shots`: a picture of every screen and state, in out/shots/. Scenes that follow from each other share a run of the
// app (an act); each act has a stage of its own. `npm run shots -- turn` takes the pictures of one act only.
import { mkdir, rm } from 'node:fs/promises'
import { withDisplay } from './display.mjs'
import { setUp } from './setup.mjs'
import { reportFailure } from './setup/failure.mjs'

const loadActs = async () => {
  const firstRun = await import('./shots/first-run.mjs')
  const turn = await import('./shots/turn.mjs')
  const panels = await import('./shots/panels.mjs')
  const changes = await import('./shots/changes.mjs')
  const accounts = await import('./shots/accounts.mjs')
  const extensions = await import('./shots/extensions.mjs')
  const sessions = await import('./shots/sessions.mjs')
  const configuration = await import('./shots/configuration.mjs')
  const trouble = await import('./shots/trouble.mjs')
  return [
    firstRun.act,
    turn.act,
    panels.act,
    panels.composerAct,
    sessions.act,
    changes.act,
    configuration.act,
    extensions.act,
    accounts.act,
    ...trouble.acts,
  ]
}

/** Plays one act. @returns {Promise<string[]>} what could not be shown, in words */
const playAct = async (act, display) => {
  const { openApp, closeApp } = await import('./drive/app.mjs')
  const { openStage } = await import('./drive/stage.mjs')
  const { shoot } = await import('./shots/camera.mjs')
  const stage = await openStage('shots')
  const problems = []
  let props = {}
  try {
    props = await act.prepare(stage)
    const running = await openApp({ userData: stage.userData, display, env: props.env ?? {} })
    try {
      running.page.setDefaultTimeout(15_000)
      for (const scene of act.scenes) {
        const context = { ...running, ...props, stage }
        try {
          await scene.before?.(context)
          await scene.drive(context)
          const count = await shoot(running, scene.name)
          await scene.after?.(context)
          process.stdout.write(`  ${scene.name}: ${count} pictures\n`)
        } catch (error) {
          const reason = String(error.message ?? error)
            .split('\n')
            .slice(0, 3)
            .join(' ')
          await shoot(running, `${scene.name}-FAILED`).catch(() => undefined)
          problems.push(`${act.name}/${scene.name}: ${reason}`)
          process.stdout.write(`  ${scene.name}: ${reason}\n`)
        }
      }
    } finally {
      await closeApp(running)
    }
  } finally {
    props.end?.()
    await stage.remove()
  }
  return problems
}

try {
  await setUp()
  const names = process.argv.slice(2)
  const acts = (await loadActs()).filter(({ name }) => names.length === 0 || names.includes(name))
  const { shotsFolder } = await import('./shots/camera.mjs')
  if (names.length === 0) await rm(shotsFolder, { recursive: true, force: true })
  await mkdir(shotsFolder, { recursive: true })
  const problems = []
  await withDisplay(
    async (display) => {
      for (const act of acts) {
        process.stdout.write(`• ${act.name}\n`)
        problems.push(...(await playAct(act, display)))
      }
    },
    { own: true },
  )
  if (problems.length > 0) {
    process.stdout.write(`\nCould not be shown:\n${problems.map((problem) => `  ${problem}`).join('\n')}\n`)
    process.exitCode = 1
  }
} catch (error) {
  reportFailure(error)
}
