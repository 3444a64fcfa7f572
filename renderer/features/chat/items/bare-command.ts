// Codex wraps what the model asked for in a shell call; the row's title shows what is inside. Pure.

const wrapped = /^(?:\S*\/)?(?:ba|z|da|k)?sh\s+-l?c\s+([\s\S]+)$/

/**
 * `/bin/bash -lc 'npm test'` → `npm test`. Anything that is not exactly one quoted word stays as it is, so that the title
 * never says less than what runs. The opened row always shows the whole command.
 */
export function bareCommand(command: string): string {
  const inner = wrapped.exec(command)?.[1]?.trim()
  if (inner === undefined) return command
  const single = /^'([^']*)'$/.exec(inner)?.[1]
  if (single !== undefined) return single
  const double = /^"((?:[^"\\$`]|\\["\\$`])*)"$/.exec(inner)?.[1]
  if (double !== undefined) return double.replace(/\\(["\\$`])/g, '$1')
  return /^[\w./-]+$/.test(inner) ? inner : command
}
