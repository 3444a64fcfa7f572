import { describe, expect, test } from 'vitest'
import { DemoProvider, demoThreadOverrides, isDemoThread } from '../../../../main/demo/provider'

describe('the demo provider', () => {
  const script = () => []

  test('runs from the first lease to the last release', async () => {
    const demo = new DemoProvider(script)
    expect(demo.running).toBe(false)
    const [one, two] = await Promise.all([demo.acquire(), demo.acquire()])
    expect(two.baseUrl).toBe(one.baseUrl)
    await one.release()
    await one.release()
    expect(demo.running).toBe(true)
    await two.release()
    expect(demo.running).toBe(false)
  })

  test('comes back with a new token', async () => {
    const demo = new DemoProvider(script)
    const one = await demo.acquire()
    await one.release()
    const two = await demo.acquire()
    expect(two.token).not.toBe(one.token)
    await demo.close()
  })

  test('a lease from before close() takes nothing from a later one', async () => {
    const demo = new DemoProvider(script)
    const old = await demo.acquire()
    await demo.close()
    const fresh = await demo.acquire()
    await old.release()
    expect(demo.running).toBe(true)
    await fresh.release()
    expect(demo.running).toBe(false)
  })

  test('points a thread at itself by overrides alone', () => {
    const overrides = demoThreadOverrides({ baseUrl: 'http://127.0.0.1:1/v1', token: 't' })
    expect(isDemoThread(overrides)).toBe(true)
    expect(overrides.config['model_providers.deck-demo']).toMatchObject({
      name: 'Offline demo (scripted, not AI)',
      base_url: 'http://127.0.0.1:1/v1',
      experimental_bearer_token: 't',
      requires_openai_auth: false,
    })
  })
})
