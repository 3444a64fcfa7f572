// Whether one feature is on in what runs: a short answer for a switch that was just pressed. The whole list is Codex's own call.
import { fieldsOf } from '../codex/server/fields'

/** `ask`: a call of the project's server. Null where this Codex has no such feature. Rejects as the call does. */
export async function featureRuns(
  ask: (method: string, params: unknown) => Promise<unknown>,
  name: string,
): Promise<boolean | null> {
  const { data } = fieldsOf(await ask('experimentalFeature/list', {}))
  const found = Array.isArray(data) ? data.map(fieldsOf).find((one) => one['name'] === name) : undefined
  return typeof found?.['enabled'] === 'boolean' ? found['enabled'] : null
}
