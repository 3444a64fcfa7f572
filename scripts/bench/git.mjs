// Git for the bench: as in a terminal, without this machine's settings.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { childEnvironment } from '../setup/run.mjs'

const run = promisify(execFile)

export const gitEnvironment = () =>
  childEnvironment({
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'bench',
    GIT_AUTHOR_EMAIL: 'bench@localhost',
    GIT_COMMITTER_NAME: 'bench',
    GIT_COMMITTER_EMAIL: 'bench@localhost',
  })

/** Runs git in a folder. @returns {Promise<{stdout: string}>} */
export const git = (cwd, ...args) => run('git', args, { cwd, env: gitEnvironment(), maxBuffer: 1e9 })
