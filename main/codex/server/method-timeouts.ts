// How long each Codex method may take before the app stops waiting. A call that ends when a person or a command ends has no
// limit; the rest answer in milliseconds and a minute means that something is wrong.

/** Milliseconds. Generous: the machine may be asleep-slow or the disk busy. */
export const defaultTimeoutMs = 60_000

const unlimited: ReadonlySet<string> = new Set([
  'command/exec', // until the command ends
  'process/spawn',
  'mcpServer/tool/call',
  'thread/shellCommand',
  'externalAgentConfig/import',
  'plugin/install',
  'marketplace/add',
  'marketplace/upgrade',
  'feedback/upload',
  'userVerification/verify',
])

/** Methods that go to the network or read long histories before they answer. */
const slow: ReadonlyMap<string, number> = new Map([
  // A person waits; 6 s when both of its ports are taken.
  ['account/login/start', 20_000],
  ['thread/search', 180_000],
  ['thread/resume', 180_000],
  ['thread/fork', 180_000],
  ['mcpServerStatus/list', 180_000], // waits for MCP servers to start
])

/** Milliseconds to wait for `method`; 0 for no limit. */
export function timeoutFor(method: string): number {
  return unlimited.has(method) ? 0 : (slow.get(method) ?? defaultTimeoutMs)
}
