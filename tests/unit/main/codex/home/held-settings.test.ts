import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { heldSettingArgs } from '../../../../../main/codex/home/held-settings'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'held-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const argsFor = (text: string) => {
  writeFileSync(join(home, 'config.toml'), text)
  return heldSettingArgs(home)
}

it('what a home says about credentials is said again on the command line', async () => {
  const text = 'sandbox_mode = "bogus"\ncli_auth_credentials_store = "ephemeral"\n'
  expect(await argsFor(text)).toEqual(['-c', 'cli_auth_credentials_store="ephemeral"'])
})

it('nothing is said for a home without a choice, with an unknown one, or with a broken file', async () => {
  expect(await heldSettingArgs(home)).toEqual([])
  expect(await argsFor('model = "m"')).toEqual([])
  expect(await argsFor('cli_auth_credentials_store = "x\\" y=1"')).toEqual([])
  expect(await argsFor('cli_auth_credentials_store = 1')).toEqual([])
  expect(await argsFor('= =')).toEqual([])
})
