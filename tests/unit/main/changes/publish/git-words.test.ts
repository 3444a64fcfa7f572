import { describe, expect, it } from 'vitest'
import { hookRefused, knownRefusal, saidBy } from '../../../../../main/changes/publish/git-words'

describe('what git and others say', () => {
  it('holds no login of a remote’s address', () => {
    const said = saidBy({
      stdout: Buffer.from('To https://me:hunter2@host.test/p.git\n'),
      stderr: "fatal: unable to access 'https://ghp_abcdefghijklmnopqrstuvwxyz@host.test/p.git/'",
    })
    expect(said).toBe("To https://host.test/p.git\nfatal: unable to access 'https://host.test/p.git/'")
  })

  it.each([
    ["fatal: Unable to create '/p/.git/index.lock': File exists.", 'index-locked'],
    ['*** Please tell me who you are.', 'no-identity'],
    ['error: gpg failed to sign the data\nfatal: failed to write commit object', 'not-signed'],
    ["fatal: could not read Username for 'https://host.test': terminal prompts disabled", 'no-login'],
    ['git@host.test: Permission denied (publickey).', 'no-login'],
    ['ssh: Could not resolve hostname host.test', 'remote-unreachable'],
    ['error: unable to write file x: No space left on device', 'disk-full'],
    ["fatal: '/nowhere' does not appear to be a git repository", 'no-remote-repository'],
  ])('%s is %s', (said, code) => {
    expect(knownRefusal(said)).toMatchObject({ code, detail: said })
  })

  it('is nothing known otherwise', () => {
    expect(knownRefusal('lint failed')).toBeNull()
  })

  it('is a hook’s own first words, bounded', () => {
    expect(hookRefused('commit', '\n  lint failed\nmore').message).toContain('refused the commit: lint failed')
    expect(hookRefused('commit', '').message).toContain('did not say why')
    expect(hookRefused('commit', 'x'.repeat(5000)).message.length).toBeLessThan(400)
  })
})
