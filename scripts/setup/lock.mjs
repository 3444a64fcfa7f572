// One set-up at a time in a working tree: `npm start` beside `npm test` would otherwise build into each other's out/.
// The lock is a file with the holder's process id; a holder that is gone holds nothing.
import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { runtimeFolder } from './paths.mjs'

const lock = join(runtimeFolder, 'setup.lock')
const lookAgainMs = 200

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const holder = async () => Number.parseInt(await readFile(lock, 'utf8').catch(() => ''), 10)

const tryTake = async () => {
  try {
    const file = await open(lock, 'wx')
    await file.writeFile(String(process.pid))
    await file.close()
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

/** Waits for its turn, saying so once. @returns {Promise<() => Promise<void>>} gives the turn back */
export const takeTurn = async (tell) => {
  let told = false
  let nobody = 0
  while (!(await tryTake())) {
    const pid = await holder()
    // A file without a number is one that is being written right now, unless it stays so.
    nobody = Number.isNaN(pid) ? nobody + 1 : 0
    if (nobody > 5 || (pid > 0 && !isAlive(pid))) {
      await rm(lock, { force: true })
      continue
    }
    if (!told && pid > 0) tell.doing(`waiting for another set-up in this folder (process ${pid})`)
    told = told || pid > 0
    await delay(lookAgainMs)
  }
  return () => rm(lock, { force: true })
}
