// The title of a command never says less than what runs.
import { describe, expect, it } from 'vitest'
import { bareCommand } from '../../../../../../renderer/features/chat/items/bare-command'

describe('a wrapped command', () => {
  it.each([
    ["/bin/bash -lc 'npm test'", 'npm test'],
    ['bash -c "echo \\"hi\\""', 'echo "hi"'],
    ['/bin/bash -lc ls', 'ls'],
    ['zsh -lc pwd', 'pwd'],
  ])('%s is titled %s', (command, title) => {
    expect(bareCommand(command)).toBe(title)
  })

  it.each(["bash -lc 'a'; rm -rf b'", `bash -lc 'a' 'b'`, 'bash -lc "$(evil)"', 'npm test', 'bash -lc a && b'])(
    '%s stays whole',
    (command) => {
      expect(bareCommand(command)).toBe(command)
    },
  )
})
