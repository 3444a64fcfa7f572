// Codex's features.
export type { FeatureProfile } from './feature-row'
export { FeaturesSection } from './features-section'
