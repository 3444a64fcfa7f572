// Trust: asking for it, showing it, taking it back.
export { TrustChip } from './trust-chip'
export { TrustDialog } from './trust-dialog'
export { TrustStrip } from './trust-strip'
