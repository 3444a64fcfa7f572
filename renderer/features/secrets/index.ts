// The secrets of the app's own, as a section of the settings.
export { SecretsSection } from './secrets-section'
