import { describe, expect, it } from 'vitest'
import { spawnChild } from '../../../../../main/codex/process/spawn'
import { signalGroup, terminateChild } from '../../../../../main/codex/process/terminate'
import { until } from '../../../../support/waiting'

const env = { PATH: process.env['PATH'] ?? '' }

async function child(script: string) {
  const started = await spawnChild({ command: process.execPath, args: ['-e', script], env })
  let output = ''
  started.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await until(() => output.includes('up'), 'the child to be up')
  return { child: started, output: () => output }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe.skipIf(process.platform === 'win32')('ending a child', () => {
  it('asks politely first: the end of its input is enough for one that listens', async () => {
    const { child: polite } = await child('process.stdin.resume().on("end", () => process.exit(0)); console.log("up")')
    expect(await terminateChild(polite)).toEqual({ code: 0, signal: null })
    expect(await terminateChild(polite)).toEqual({ code: 0, signal: null })
  })

  it('sends SIGTERM to one that does not', async () => {
    const { child: deaf } = await child('setInterval(() => {}, 1000); console.log("up")')
    expect(await terminateChild(deaf, { eofMs: 20, termMs: 5000 })).toEqual({ code: null, signal: 'SIGTERM' })
  })

  it('kills one that ignores that too', async () => {
    const { child: stubborn } = await child(
      'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("up")',
    )
    expect(await terminateChild(stubborn, { eofMs: 10, termMs: 10 })).toEqual({ code: null, signal: 'SIGKILL' })
  })

  it('gets rid of a stopped one', async () => {
    const { child: stopped } = await child('setInterval(() => {}, 1000); console.log("up")')
    process.kill(stopped.pid, 'SIGSTOP')
    expect(await terminateChild(stopped, { eofMs: 10, termMs: 10 })).toEqual({ code: null, signal: 'SIGKILL' })
  })

  it('takes what the child started in its group with it', async () => {
    const { child: parent, output } = await child(
      'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });' +
        'process.stdin.resume().on("end", () => process.exit(0)); console.log("up " + c.pid + ".")',
    )
    const grandchild = Number(await until(() => /up (\d+)\./.exec(output())?.[1], 'the grandchild'))
    // The grandchild holds the pipes open; the child's end is seen all the same.
    expect(await terminateChild(parent)).toEqual({ code: 0, signal: null })
    await until(() => !isAlive(grandchild), 'the grandchild to be gone')
  })
})

it('no signal goes to a group that is nobody or everybody', () => {
  for (const pid of [0, 1, -1, 1.5, Number.NaN]) expect(signalGroup(pid, 'SIGKILL')).toBe(false)
})
