import { describe, expect, it } from 'vitest'
import { importPlans, importRows } from '../../../../../renderer/features/mcp/import-rows'
import { readImport } from '../../../../../renderer/stores/config/mcp-import'

const rowsOf = (servers: object, taken: string[] = []) => {
  const read = readImport(JSON.stringify({ mcpServers: servers }))
  if (!read.ok) throw new Error(read.problem)
  return importRows(read.servers, new Set(taken))
}
const plans = (rows: ReturnType<typeof rowsOf>, taken: string[] = []) =>
  importPlans(rows, new Set(taken)).map((plan) => plan && [plan.draft.name, plan.replaces, plan.problem])

describe('the rows of an import', () => {
  it('are all chosen but those whose name is in use, which replace nothing by themselves', () => {
    const rows = rowsOf({ a: { command: 'x' }, b: { command: 'y' } }, ['b'])
    expect(rows.map(({ chosen }) => chosen)).toEqual([true, false])
    expect(plans(rows, ['b'])).toEqual([['a', null, null], null])
  })

  it('replace or get a free name on the person’s word', () => {
    const [row] = rowsOf({ b: { command: 'y' } }, ['b', 'b-2'])
    if (!row) throw new Error('no row')
    expect(plans([{ ...row, chosen: true, onConflict: 'replace' }], ['b', 'b-2'])).toEqual([['b', 'b', null]])
    expect(plans([{ ...row, chosen: true, onConflict: 'rename' }], ['b', 'b-2'])).toEqual([['b-3', null, null]])
  })

  it('never give two servers one name', () => {
    const rows = rowsOf({ 'a b': { command: 'x' }, 'a-b': { command: 'y' }, 'a?b': { command: 'z' } })
    expect(plans(rows).map((plan) => plan?.[0])).toEqual(['a-b', 'a-b-2', 'a-b-3'])
  })

  it('say what still has to be given', () => {
    const rows = rowsOf({ a: { command: 'x', env: { TOKEN: '${input:t}' } } })
    expect(plans(rows)).toEqual([['a', null, 'Give the value of TOKEN.']])
  })

  it('put back before a value what the other client had there', () => {
    const [row] = rowsOf({ a: { url: 'https://x.test', headers: { Authorization: 'Bearer ${input:t}' } } })
    if (!row) throw new Error('no row')
    const given = (value: string) =>
      importPlans(
        [{ ...row, draft: { ...row.draft, headers: [{ name: 'Authorization', value, secret: true }] } }],
        new Set(),
      )[0]?.draft.headers[0]?.value
    expect([given('abc'), given('Bearer abc'), given('')]).toEqual(['Bearer abc', 'Bearer abc', ''])
  })
})
