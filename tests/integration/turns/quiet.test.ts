// The demo promises to need no network. A proxy that refuses everything notes who tries.
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { DemoProvider } from '../../../main/demo/provider'
import { demoScript } from '../../../main/demo/script'
import { openCodex } from '../../support/codex-session'
import { createTestHome } from '../../support/homes'

test('a demo turn makes no connection but to its own loopback model', async () => {
  const tried: string[] = []
  const proxy = createServer((socket) => {
    socket.once('data', (bytes) => {
      tried.push(bytes.toString().split('\r\n', 1)[0] ?? '')
      socket.end('HTTP/1.1 502 Refused\r\n\r\n')
    })
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`

  const demo = new DemoProvider(demoScript({ wordPauseMs: 0 }))
  const lease = await demo.acquire()
  const home = createTestHome({ trust: 'untrusted' })
  const codex = await openCodex(home, {
    HTTPS_PROXY: address,
    HTTP_PROXY: address,
    ALL_PROXY: address,
    NO_PROXY: '127.0.0.1',
  })
  try {
    codex.answerWith(({ method }) =>
      method === 'item/tool/requestUserInput' ? { answers: {} } : { decision: 'accept' },
    )
    const { turn } = await codex.runTurn(await codex.startThread(lease.threadOverrides), 'tour')
    await codex.request('model/list', {})
    expect(turn.status).toBe('completed')
    expect(tried).toEqual([])
  } finally {
    await codex.close()
    await demo.close()
    proxy.close()
    home.remove()
  }
})
