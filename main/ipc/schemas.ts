// Checks params and responses against the JSON Schema that the bundled binary generated. ajv compiles each one on first use.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ValidateFunction } from 'ajv'

/** Server request → the schema file of what it must be answered with (ServerRequest.json names only the params). */
const responseSchemas: Readonly<Record<string, string>> = {
  'item/commandExecution/requestApproval': 'CommandExecutionRequestApprovalResponse',
  'item/fileChange/requestApproval': 'FileChangeRequestApprovalResponse',
  'item/tool/requestUserInput': 'ToolRequestUserInputResponse',
  'mcpServer/elicitation/request': 'McpServerElicitationRequestResponse',
  'item/permissions/requestApproval': 'PermissionsRequestApprovalResponse',
  'item/tool/call': 'DynamicToolCallResponse',
  applyPatchApproval: 'ApplyPatchApprovalResponse',
  execCommandApproval: 'ExecCommandApprovalResponse',
}

export interface ProtocolSchemas {
  /** Words for what is wrong with the params of a client request; null when they fit. */
  paramsProblem(method: string, params: unknown): Promise<string | null>
  /** Words for what is wrong with the answer to a server request; null when it fits or when its method is unknown. */
  responseProblem(method: string, response: unknown): Promise<string | null>
}

interface RequestSchema {
  oneOf: { properties: { method: { enum: string[] }; params?: { $ref?: string } } }[]
}

/** Opens the schemas in `protocolDir` (codex-bin/protocol). Nothing is read or loaded before the first check. */
export function openProtocolSchemas(protocolDir: string): ProtocolSchemas {
  const read = (name: string): object => JSON.parse(readFileSync(join(protocolDir, 'schema', `${name}.json`), 'utf8'))

  const load = async () => {
    const { Ajv } = await import('ajv')
    // The generated schemas carry formats such as int64 and keywords of their generator; shape is what counts here.
    const ajv = new Ajv({
      strict: false,
      validateFormats: false,
      allErrors: false,
      // They come from a binary that was itself verified.
      validateSchema: false,
      // A check runs a few times a second at most. Polishing its code first makes 50 MB of garbage, and inlining repeats it.
      code: { optimize: false },
      inlineRefs: false,
    })
    const requests = read('ClientRequest')
    ajv.addSchema(requests, 'requests')
    const references = new Map<string, string>()
    for (const { properties } of (requests as RequestSchema).oneOf)
      for (const method of properties.method.enum) references.set(method, properties.params?.$ref ?? '')
    return { ajv, references, compiled: new Map<string, ValidateFunction>() }
  }
  let loaded: ReturnType<typeof load> | undefined
  const schemas = (): ReturnType<typeof load> => (loaded ??= load())

  const check = async (key: string, value: unknown, schemaOf: () => object): Promise<string | null> => {
    const { ajv, compiled } = await schemas()
    let validate = compiled.get(key)
    if (!validate) {
      validate = ajv.compile(schemaOf())
      compiled.set(key, validate)
    }
    return validate(value) ? null : ajv.errorsText(validate.errors, { dataVar: key })
  }

  return {
    async paramsProblem(method, params) {
      const { references } = await schemas()
      const reference = references.get(method)
      if (reference === undefined) return `This Codex has no method “${method}”.`
      if (reference === '') return null
      return check(method, params, () => ({ $ref: `requests${reference}` }))
    },
    async responseProblem(method, response) {
      const name = responseSchemas[method]
      return name === undefined ? null : check(`${method} response`, response, () => read(name))
    },
  }
}
