// `npm start`: set-up, then the app. Where there is no display it says so and shows that the app works another way: the
// demo, under Xvfb.
import { demo } from './demo.mjs'
import { hasDisplay } from './display.mjs'
import { exitCode, launch } from './electron.mjs'
import { setUp } from './setup.mjs'
import { reportFailure } from './setup/failure.mjs'

const startWindow = async () => {
  const child = await launch({ args: process.argv.slice(2) })
  const forward = (signal) => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => forward(signal))
  process.exitCode = await exitCode(child)
}

try {
  await setUp()
  if (hasDisplay()) await startWindow()
  else {
    process.stdout.write(
      'There is no display here, so no window can open. Running the demo on a virtual display (Xvfb) instead.\n' +
        'On a desktop, npm start opens the app.\n\n',
    )
    await demo()
  }
} catch (error) {
  reportFailure(error)
}
