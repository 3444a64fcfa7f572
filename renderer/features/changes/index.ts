// The Changes panel and the question about going back; both are loaded when first needed.
export { ChangesPanel } from './changes-panel'
export { RewindDialog } from './rewind-dialog'
export type { ChangesSlots } from './slots'
