import { describe, expect, it } from 'vitest'
import { RequestInbox, requestKey, type IncomingRequest } from '../../../../main/requests/inbox'

const setUp = () => {
  const log: string[] = []
  const inbox = new RequestInbox({
    added: (request) => log.push(`+${request.key}`),
    removed: (key) => log.push(`-${key}`),
  })
  const incoming = (id: number, over: Partial<IncomingRequest> = {}): IncomingRequest => ({
    projectId: 'p',
    generation: 1,
    id,
    method: 'item/fileChange/requestApproval',
    params: { threadId: 't', itemId: 'i' },
    respond: (result) => log.push(`respond ${id} ${JSON.stringify(result)}`),
    refuse: (message) => log.push(`refuse ${id} ${message}`),
    ...over,
  })
  return { log, inbox, incoming }
}

describe('the inbox', () => {
  it('answers a request once, and only once', () => {
    const { log, inbox, incoming } = setUp()
    inbox.add(incoming(7))
    const key = requestKey('p', 1, 7)
    expect(inbox.answer(key, { decision: 'accept' })).toBe(true)
    expect(inbox.answer(key, { decision: 'accept' })).toBe(false)
    expect(log.filter((line) => line.startsWith('respond'))).toEqual(['respond 7 {"decision":"accept"}'])
  })

  it('answers nothing that was withdrawn', () => {
    const { log, inbox, incoming } = setUp()
    inbox.add(incoming(7))
    inbox.withdraw(requestKey('p', 1, 7))
    expect(inbox.answer(requestKey('p', 1, 7), {})).toBe(false)
    expect(inbox.list()).toEqual([])
    expect(log.at(-1)).toBe(`-${requestKey('p', 1, 7)}`)
  })

  it('keeps the requests of two projects and of two runs of a server apart', () => {
    const { inbox, incoming } = setUp()
    inbox.add(incoming(1))
    inbox.add(incoming(1, { projectId: 'q' }))
    inbox.add(incoming(1, { generation: 2 }))
    expect(new Set(inbox.list().map((request) => request.key)).size).toBe(3)
    inbox.withdrawAll('p')
    expect(inbox.list().map((request) => request.projectId)).toEqual(['q'])
  })

  it('tells a number id from the same digits as text', () => {
    expect(requestKey('p', 1, 1)).not.toBe(requestKey('p', 1, '1'))
  })

  it('gives a file approval the item with its diffs while that item runs', () => {
    const { inbox, incoming } = setUp()
    inbox.itemStarted('p', { type: 'fileChange', id: 'i', changes: [], status: 'inProgress' })
    inbox.add(incoming(1))
    expect(inbox.list()[0]?.item).toMatchObject({ type: 'fileChange', id: 'i' })
    inbox.itemCompleted('p', 'i')
    inbox.add(incoming(2))
    expect(inbox.list()[1]?.item).toBeNull()
  })
})
