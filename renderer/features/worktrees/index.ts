// What the window uses of worktrees: small parts at once; dialogs are loaded when they open.
export { PlaceChip } from './place-chip'
export { PlacePicker } from './place-picker'
