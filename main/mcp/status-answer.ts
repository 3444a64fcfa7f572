// What Codex answers about a server's tools, made fit for the way to the window: an object's key `__proto__` gets lost there, and a
// server could keep a tool of that name out of sight while the model may call it. Pure.
import { isTable, type Table } from '../config/key-path'

const lost = '__proto__'

/** The same answer of mcpServerStatus/list; a tool of that name gets another key. Its own `name` stays, and that is what is shown. */
export function withAllTools(answer: unknown): unknown {
  if (!isTable(answer) || !Array.isArray(answer['data'])) return answer
  return {
    ...answer,
    data: answer['data'].map((row: unknown) => (hides(row) ? { ...row, tools: keyed(row.tools) } : row)),
  }
}

const hides = (row: unknown): row is Table & { tools: Table } =>
  isTable(row) && isTable(row['tools']) && Object.hasOwn(row['tools'], lost)

const keyed = (tools: Table): Table =>
  Object.fromEntries(Object.entries(tools).map(([key, tool]) => (key === lost ? [freeKey(tools), tool] : [key, tool])))

function freeKey(tools: Table): string {
  let key = `(${lost})`
  while (Object.hasOwn(tools, key)) key = `(${key})`
  return key
}
