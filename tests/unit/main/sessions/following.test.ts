import { describe, expect, it, vi } from 'vitest'
import type { PushEvent } from '@contract/events'
import { SessionHomes } from '../../../../main/sessions/homes'
import { Following } from '../../../../main/sessions/following'

const project = '0123456789abcdef'
const idOf = (n: number): string => `01a1fc6f-0000-7000-8000-${String(n).padStart(12, '0')}`

describe('following sessions of other processes', () => {
  const followed = new Map<string, () => void>()
  const pushed: PushEvent[] = []
  const open = (): Following => {
    followed.clear()
    pushed.length = 0
    const homes = new SessionHomes({ userData: '/data', find: () => null, list: () => [] })
    vi.spyOn(homes, 'rollout').mockImplementation(async (_project, threadId) => ({
      path: threadId,
      parts: [threadId],
      archived: false,
    }))
    return new Following({
      homes,
      push: (event) => pushed.push(event),
      follow: (path, onGrew) => {
        followed.set(path, onGrew)
        return () => followed.delete(path)
      },
    })
  }

  it('tells when a followed one grew, and no more once it is turned off', async () => {
    const following = open()
    await following.on(project, idOf(1))
    await following.on(project, idOf(1))
    followed.get(idOf(1))?.()
    expect(pushed).toEqual([{ type: 'session-grew', projectId: project, threadId: idOf(1) }])
    following.off(project, idOf(1))
    expect(followed.size).toBe(0)
  })

  it('follows a bounded number, the latest ones', async () => {
    const following = open()
    for (let n = 0; n < 20; n++) await following.on(project, idOf(n))
    expect(followed.size).toBe(8)
    expect(followed.has(idOf(19))).toBe(true)
  })

  it('forgets one that was turned off while it was looked for', async () => {
    const following = open()
    const on = following.on(project, idOf(1))
    following.off(project, idOf(1))
    await on
    expect(followed.size).toBe(0)
  })

  it('lets go of all at once', async () => {
    const following = open()
    await following.on(project, idOf(1))
    await following.on(project, idOf(2))
    following.endAll()
    expect(followed.size).toBe(0)
  })
})
