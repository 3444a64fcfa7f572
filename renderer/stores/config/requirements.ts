// What an administrator requires (configRequirements/read), by key of config.toml. Codex takes a forbidden value without a word
// and runs another one, so values are compared here. Pure.
import { fields } from '../threads/decode'
import { isTable, sameValue } from './layers'
import { keyText, valueText } from './key-words'

export interface Requirement {
  /** The values that may be; one means that there is no choice. */
  allowed: readonly unknown[]
}

/** By readable key path. */
export type Requirements = ReadonlyMap<string, Requirement>

/** Lists of allowed values. */
const lists: Readonly<Record<string, string>> = {
  allowedApprovalPolicies: 'approval_policy',
  allowedApprovalsReviewers: 'approvals_reviewer',
  allowedSandboxModes: 'sandbox_mode',
  allowedWebSearchModes: 'web_search',
}
/** The one value that may be. */
const exact: Readonly<Record<string, string>> = {
  modelProvider: 'model_provider',
  cliAuthCredentialsStore: 'cli_auth_credentials_store',
  chatgptBaseUrl: 'chatgpt_base_url',
  sqliteHome: 'sqlite_home',
  logDir: 'log_dir',
  modelCatalogJson: 'model_catalog_json',
  checkForUpdateOnStartup: 'check_for_update_on_startup',
  allowLoginShell: 'allow_login_shell',
}

/** Reads the answer of configRequirements/read; unknown requirements are left out. */
export function readRequirements(answer: unknown): Requirements {
  const read = fields(fields(answer)['requirements'])
  const found = new Map<string, Requirement>()
  for (const [name, key] of Object.entries(lists)) {
    const allowed = read[name]
    if (Array.isArray(allowed)) found.set(key, { allowed })
  }
  for (const [name, key] of Object.entries(exact)) {
    const value = read[name]
    if (value !== undefined && value !== null) found.set(key, { allowed: [value] })
  }
  for (const [name, on] of Object.entries(fields(read['featureRequirements'])))
    if (typeof on === 'boolean') found.set(keyText(['features', name]), { allowed: [on] })
  const profiles = read['allowedPermissionProfiles']
  if (isTable(profiles)) {
    const allowed = Object.keys(profiles).filter((name) => profiles[name] === true)
    found.set('default_permissions', { allowed })
  }
  return found
}

/** Whether the value is one of those that may be. A granular approval policy counts as its kind. */
export function isAllowed({ allowed }: Requirement, value: unknown): boolean {
  const kindOf = (one: unknown): unknown => (isTable(one) ? Object.keys(one)[0] : one)
  return allowed.some((one) => sameValue(one, value) || (isTable(one) && kindOf(one) === kindOf(value)))
}

/** The requirement in words. */
export function requirementWords({ allowed }: Requirement): string {
  const only = allowed[0]
  if (allowed.length === 0) return 'Your administrator allows no value here.'
  if (allowed.length === 1) return `Your administrator requires ${valueText(only, 80)}.`
  return `Your administrator allows ${allowed.map((value) => valueText(value, 80)).join(', ')}.`
}
