// Joins class names. Falsy ones fall out, so that a class can hang on a condition.

export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
