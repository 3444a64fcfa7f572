// What the fallback runtime runs when it is given a folder: Electron's own default app is not part of that package.
// Packed as resources/default_app.asar. Like the original it takes `electron [-r module]… <folder or file>`, gives the
// app its name, version and paths, and imports its main. It never ships.
import { app, dialog } from 'electron'
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const parse = (args) => {
  const modules = []
  let path = null
  for (let at = 0; at < args.length && path === null; at += 1) {
    const arg = args[at]
    if (arg === '-r' || arg === '--require') modules.push(args[(at += 1)])
    else if (!arg.startsWith('-')) path = resolve(arg)
  }
  return { modules, path }
}

const startApp = async (path) => {
  let main = path
  if (statSync(path).isDirectory()) {
    const about = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
    app.setName(about.productName ?? about.name)
    if (about.version) app.setVersion(about.version)
    app.setAppPath(path)
    if (!app.commandLine.hasSwitch('user-data-dir'))
      app.setPath('userData', join(app.getPath('appData'), app.getName()))
    main = join(path, about.main ?? 'index.js')
  }
  await import(pathToFileURL(main).href)
}

const { modules, path } = parse(process.argv.slice(1))
try {
  const require = createRequire(join(process.cwd(), 'launcher.js'))
  for (const name of modules) require(name)
  if (path === null) throw new Error('No app was named. Usage: electron <folder>')
  // Awaited at the top level, so that "ready" waits for the app's own first tick.
  await startApp(path)
} catch (error) {
  console.error(error)
  if (process.env.DISPLAY || process.platform !== 'linux') dialog.showErrorBox('The app could not start', String(error))
  app.exit(1)
}
