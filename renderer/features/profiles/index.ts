// Profiles of a project's home.
export { ProfilesSection } from './profiles-section'
