// What a chat shows of profiles: the choice for a new one, and which one it was begun with.
export { ProfileChip } from './profile-chip'
export { ProfilePicker } from './profile-picker'
