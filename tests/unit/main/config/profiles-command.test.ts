import { expect, it } from 'vitest'
import { headlessCommand } from '../../../../main/config/profiles-command'

it('is quoted for a shell, and looks for the file first', () => {
  expect(headlessCommand('/srv/home', 'work', 'linux')).toBe(
    "test -f /srv/home/work.config.toml && CODEX_HOME=/srv/home codex exec -p work 'Your task'",
  )
  expect(headlessCommand("/Users/it's mine", 'work', 'darwin')).toBe(
    `test -f '/Users/it'\\''s mine/work.config.toml' && CODEX_HOME='/Users/it'\\''s mine' codex exec -p work 'Your task'`,
  )
})

it('is quoted for PowerShell on Windows', () => {
  expect(headlessCommand("C:\\it's mine", 'a_b', 'win32')).toBe(
    "if (Test-Path -LiteralPath 'C:\\it''s mine\\a_b.config.toml') { $env:CODEX_HOME = 'C:\\it''s mine'; codex exec -p a_b 'Your task' } else { Write-Error 'This profile is not there.' }",
  )
})
