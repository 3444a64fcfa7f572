// What stands in the way of sending, in words.
import { sampleAccount } from '../accounts/sample-account'
import { describe, expect, it } from 'vitest'
import type { Project, ServerStatus } from '../../../../../preload/contract/model'
import { findBlocker } from '../../../../../renderer/features/composer/blocker'
import { readThread } from '../../../../../renderer/stores/threads/thread-fields'
import { emptyThread } from '../../../../../renderer/stores/threads/model'
import { sampleProject } from '../../../../support/sample-project'

const project: Project = sampleProject({ id: 'p', path: '/srv/app', name: 'app' })
const account = sampleAccount({ state: 'signed-in', kind: 'chatgpt', email: 'ada@example.org' })
const server: ServerStatus = {
  projectId: 'p',
  state: 'ready',
  reason: null,
  detail: null,
  attempt: 0,
  retryAtMs: null,
  code: null,
}
const fine = { project, server, account, thread: emptyThread('p', 't'), providers: null }

describe('a message', () => {
  it('can be sent when all is well, also before the server was started', () => {
    expect(findBlocker(fine)).toBeNull()
    expect(findBlocker({ ...fine, server: null })).toBeNull()
    expect(findBlocker({ ...fine, server: { ...server, state: 'starting' } })).toBeNull()
  })

  it('waits for a folder that is there, trust and a source', () => {
    expect(findBlocker({ ...fine, project: null })?.message).toMatch(/Open a folder/)
    expect(findBlocker({ ...fine, project: { ...project, problem: 'missing' } })?.message).toMatch(/folder is gone/)
    expect(findBlocker({ ...fine, project: { ...project, trust: 'unasked' } })?.message).toMatch(/trust/)
    expect(findBlocker({ ...fine, project: { ...project, source: 'unset' } })?.message).toMatch(
      /where answers come from/,
    )
  })

  it('may be written in a folder that is not trusted: it runs read-only', () => {
    expect(findBlocker({ ...fine, project: { ...project, trust: 'restricted' } })).toBeNull()
  })

  it('needs a login only where the account answers', () => {
    const out = sampleAccount()
    expect(findBlocker({ ...fine, account: out })?.act).toBe('sign-in')
    expect(findBlocker({ ...fine, account: null })?.act).toBe('sign-in')
    expect(findBlocker({ ...fine, account: out, project: { ...project, source: 'demo' } })).toBeNull()
  })

  it('waits for a server that failed; the banner above says why', () => {
    const failed: ServerStatus = { ...server, state: 'failed', reason: 'config.toml is broken' }
    expect(findBlocker({ ...fine, server: failed })).toEqual({ message: 'Codex does not run: see above.', act: 'none' })
  })

  it('can be sent while Codex is being started again: the message waits for it', () => {
    expect(findBlocker({ ...fine, server: { ...server, state: 'backing-off', reason: 'killed' } })).toBeNull()
  })

  it('cannot go to an archived chat, nor to one that another process writes', () => {
    expect(findBlocker({ ...fine, thread: { ...fine.thread, archived: true } })?.act).toBe('unarchive')
    expect(findBlocker({ ...fine, thread: { ...fine.thread, readOnlyReason: 'Busy elsewhere.' } })).toEqual({
      message: 'Busy elsewhere.',
      act: 'new-chat',
    })
  })

  it('cannot go to a chat with a model provider that the account doesn’t pay for: a copy can', () => {
    const bedrock = sampleAccount({ state: 'signed-in', kind: 'bedrock' })
    const thread = { ...fine.thread, thread: readThread({ id: 't', modelProvider: 'openai' }) }
    expect(findBlocker({ ...fine, thread })).toBeNull()
    expect(findBlocker({ ...fine, thread, account: bedrock })?.act).toBe('copy')
    // What stands in the way for another reason is told first.
    expect(findBlocker({ ...fine, thread: { ...thread, archived: true }, account: bedrock })?.act).toBe('unarchive')
  })
})
