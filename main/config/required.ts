// What an administrator's requirements make of a written value. Codex takes such a write without a word and then runs with what
// is required (measured with 0.169.0), so the two are compared here. Features it refuses by itself. Pure.
import { isTable, sameValue, valueAt } from './key-path'
import type { ConfigEdit } from '@contract/config'

/** Keys of the top level → the field of the requirements with all values that are allowed. */
const allowedBy: Readonly<Record<string, string>> = {
  approval_policy: 'allowedApprovalPolicies',
  approvals_reviewer: 'allowedApprovalsReviewers',
  sandbox_mode: 'allowedSandboxModes',
  web_search: 'allowedWebSearchModes',
  default_permissions: 'allowedPermissionProfiles',
}

/** … → the field with the one value that counts. */
const exactly: Readonly<Record<string, string>> = {
  model_provider: 'modelProvider',
  cli_auth_credentials_store: 'cliAuthCredentialsStore',
  chatgpt_base_url: 'chatgptBaseUrl',
  allow_login_shell: 'allowLoginShell',
  check_for_update_on_startup: 'checkForUpdateOnStartup',
}

/** Whether any of these edits is about something that can be required: only then Codex has to be asked. */
export function mayBeRequired(edits: readonly ConfigEdit[]): boolean {
  return edits.some(({ path: [key = ''] }) => Object.hasOwn(allowedBy, key) || Object.hasOwn(exactly, key))
}

/** In words what of the edits an administrator doesn't allow, by the answer to `configRequirements/read`; null if nothing. */
export function requiredWords(answer: unknown, edits: readonly ConfigEdit[]): string | null {
  const requirements = valueAt(answer, ['requirements'])
  if (!isTable(requirements)) return null
  for (const { path, value } of edits) {
    const [key = ''] = path
    if (value === null) continue
    if (path.length !== 1) continue
    const exact = Object.hasOwn(exactly, key) ? requirements[exactly[key] ?? ''] : null
    if (exact !== null && exact !== undefined && !sameValue(exact, value))
      return `Your administrator requires ${key} to be ${JSON.stringify(exact)}: that is what counts.`
    const allowed = Object.hasOwn(allowedBy, key) ? requirements[allowedBy[key] ?? ''] : null
    const names = isTable(allowed) ? Object.keys(allowed).filter((one) => allowed[one] === true) : allowed
    if (Array.isArray(names) && !names.some((one) => sameValue(one, value)))
      return `Your administrator doesn’t allow ${JSON.stringify(value)} for ${key}; allowed: ${names.map((one) => JSON.stringify(one)).join(', ')}. Codex goes on with what is allowed.`
  }
  return null
}
