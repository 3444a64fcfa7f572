import { expect, it } from 'vitest'
import { IncomingRequest } from '../../../../../main/codex/rpc/incoming'
import { OpenRequests } from '../../../../../main/codex/server/open-requests'

const request = (id: number | string) =>
  new IncomingRequest(id, 'item/tool/call', {}, { sendResult: () => {}, sendError: () => {}, onSettled: () => {} })

it('requests are told apart by server and id, and leave when answered or resolved', () => {
  const desk = new OpenRequests()
  const first = desk.add(request(1), 1)
  const second = desk.add(request('1'), 1)
  expect([first.key, second.key]).toEqual(['1:1', '1:"1"'])
  expect(desk.find('1:1')).toBe(first)
  first.request.respond({})
  expect(desk.list).toEqual([second])
  desk.resolved({ requestId: '1' })
  expect(desk.list).toEqual([])
  expect(desk.add(request(1), 2).key).toBe('2:1')
})

it('a desk that is cleared gives what was never answered, withdrawn', () => {
  const desk = new OpenRequests()
  const open = desk.add(request(1), 1)
  desk.add(request(2), 1).request.respond({})
  expect(desk.clear()).toEqual([open])
  expect(open.request.state).toBe('withdrawn')
  expect(desk.list).toEqual([])
})
