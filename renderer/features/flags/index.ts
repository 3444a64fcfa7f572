// Codex's features.
export { FeaturesSection } from './features-section'
