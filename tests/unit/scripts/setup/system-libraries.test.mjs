import { describe, expect, it } from 'vitest'
import { installLine, missingNeeds, packagesFor } from '../../../../scripts/setup/system-libraries.mjs'

const nothing = () => false
const everything = () => true

describe('missing system libraries', () => {
  it('names nothing on a machine that has it all', () => {
    expect(
      missingNeeds({ purposes: ['run', 'headless', 'test'], hasLibrary: everything, hasProgram: everything }),
    ).toEqual([])
  })

  it('asks for a virtual display and a keyring only where they are needed', () => {
    const forRun = missingNeeds({ purposes: ['run'], hasLibrary: everything, hasProgram: nothing })
    expect(forRun.map((need) => need.program)).toEqual(['git'])
    const forTests = missingNeeds({
      purposes: ['run', 'headless', 'test'],
      hasLibrary: everything,
      hasProgram: nothing,
    })
    expect(forTests.map((need) => need.program)).toContain('Xvfb')
    expect(forTests.map((need) => need.program)).toContain('gnome-keyring-daemon')
  })

  it('takes the package name that this release of the system knows', () => {
    const missing = missingNeeds({
      purposes: ['run'],
      hasLibrary: (name) => name !== 'libasound.so.2',
      hasProgram: everything,
    })
    expect(packagesFor(missing, (name) => name.endsWith('t64'))).toEqual(['libasound2t64'])
    expect(packagesFor(missing, (name) => !name.endsWith('t64'))).toEqual(['libasound2'])
  })

  it('falls back to the older name when apt knows neither', () => {
    const missing = missingNeeds({
      purposes: ['run'],
      hasLibrary: (name) => name !== 'libgtk-3.so.0',
      hasProgram: everything,
    })
    expect(packagesFor(missing, nothing)).toEqual(['libgtk-3-0'])
  })

  it('prints one line to run', () => {
    expect(installLine(['xvfb', 'libnss3'])).toBe('sudo apt-get install -y xvfb libnss3')
  })
})
