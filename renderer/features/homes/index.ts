// Homes and the environment, as sections of the settings.
export { EnvironmentSection } from './environment-section'
export { HomesSection } from './homes-section'
