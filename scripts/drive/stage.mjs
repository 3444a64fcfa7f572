// A place to run the app in without touching anything of the user's: a data folder, project folders, homes with a
// config of their own. Under the cache folder and not under temp, where Codex refuses to work properly.
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'

const parent = join(homedir(), '.cache', 'codex-deck-tests')
const dayMs = 86_400_000

/** Removes what a run that crashed left behind; those under way are younger than a day. */
const sweep = async () => {
  for (const name of await readdir(parent)) {
    const place = join(parent, name)
    const age = Date.now() - ((await stat(place).catch(() => null))?.mtimeMs ?? Date.now())
    if (age > dayMs) await rm(place, { recursive: true, force: true })
  }
}

const digestOf = (path, length) => createHash('sha256').update(path).digest('hex').slice(0, length)

/**
 * Makes a stage.
 * @param {string} name told in the folder's name
 */
export const openStage = async (name) => {
  await mkdir(parent, { recursive: true })
  await sweep()
  const root = await realpath(await mkdtemp(join(parent, `${name}-`)))
  const userData = join(root, 'data')
  await mkdir(userData)
  return {
    root,
    userData,
    /** A project folder with these files. @returns {Promise<string>} its path */
    folder: async (folderName, files) => {
      const folder = join(root, folderName)
      await mkdir(folder, { recursive: true })
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), text)
      }
      return folder
    },
    /** Lists projects ({path, trust, source}) as an earlier run of the app would have left them. */
    remember: (projects) =>
      writeFile(
        join(userData, 'projects.json'),
        JSON.stringify({ projects: projects.map((project) => ({ ...project, id: digestOf(project.path, 16) })) }),
      ),
    /** Writes the config.toml of a project's home before the app does. @returns {Promise<string>} the home */
    prepareHome: async (path, config) => {
      const home = join(userData, 'homes', 'projects', `${basename(path)}-${digestOf(path, 8)}`)
      await mkdir(home, { recursive: true, mode: 0o700 })
      await writeFile(join(home, 'config.toml'), config, { mode: 0o600 })
      return home
    },
    settings: (settings) => writeFile(join(userData, 'settings.json'), JSON.stringify(settings)),
    // A server that was just ended may still be closing its databases.
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  }
}
