// Models and their providers.
export { ModelsSection } from './models-section'
