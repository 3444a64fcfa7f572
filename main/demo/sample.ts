/** The smallest value that fits a JSON Schema, for requests that want a structured answer (a title, say) from the demo. */

const SAMPLE_TEXT = 'Offline demo (scripted, not AI)'

/** A value for the common part of JSON Schema; null where the schema says nothing usable. Depth is capped. */
export function sampleOf(schema: unknown, depth = 0): unknown {
  if (depth > 8 || typeof schema !== 'object' || schema === null) return null
  const node = schema as Readonly<Record<string, unknown>>
  if ('const' in node) return node.const
  if (Array.isArray(node.enum) && node.enum.length > 0) return node.enum[0]
  for (const key of ['anyOf', 'oneOf', 'allOf']) {
    const choices = node[key]
    if (Array.isArray(choices) && choices.length > 0) return sampleOf(choices[0], depth + 1)
  }
  const type = Array.isArray(node.type) ? node.type[0] : node.type
  switch (type) {
    case 'string':
      return typeof node.maxLength === 'number' ? SAMPLE_TEXT.slice(0, node.maxLength) : SAMPLE_TEXT
    case 'number':
    case 'integer':
      return typeof node.minimum === 'number' ? node.minimum : 0
    case 'boolean':
      return false
    case 'array':
      return []
    case 'object':
      return Object.fromEntries(
        Object.entries(node.properties ?? {}).map(([name, property]) => [name, sampleOf(property, depth + 1)]),
      )
    default:
      return null
  }
}
