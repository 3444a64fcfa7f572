// Rate limits of an account, what it has used, and how near the limits are.
export { AccountLimitsPanel } from './account-limits-panel'
export { LimitsLine } from './limits-line'
