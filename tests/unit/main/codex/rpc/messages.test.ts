import { describe, expect, it } from 'vitest'
import { idFromHead, readErrorBody } from '../../../../../main/codex/rpc/messages'

describe('the id at the head of a line', () => {
  it('is read from an answer', () => {
    expect(idFromHead('{"id":12,"result":{"thread":')).toEqual({ id: 12, isRequest: false })
    expect(idFromHead('{"id":"a-1","result":')).toEqual({ id: 'a-1', isRequest: false })
  })

  it('is read from a request, whichever field comes first', () => {
    expect(idFromHead('{"method":"item/tool/call","id":3,"params":{')).toEqual({ id: 3, isRequest: true })
    expect(idFromHead('{"id":3,"method":"item/tool/call","params":')).toEqual({ id: 3, isRequest: true })
  })

  it('is not guessed from a notification or from nonsense', () => {
    expect(idFromHead('{"method":"item/completed","params":{"id":3,')).toBeNull()
    expect(idFromHead('xxxx')).toBeNull()
    expect(idFromHead('')).toBeNull()
  })
})

describe('an error body', () => {
  it('is read leniently', () => {
    expect(readErrorBody({ code: -32600, message: 'no', data: { a: 1 } })).toEqual({
      code: -32600,
      message: 'no',
      data: { a: 1 },
    })
    expect(readErrorBody({})).toEqual({ code: 0, message: 'Codex gave no reason' })
    expect(readErrorBody('boom')).toEqual({ code: 0, message: 'boom' })
  })
})
