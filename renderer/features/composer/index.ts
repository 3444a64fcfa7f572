// The composer, for app.tsx to compose.
export { Composer, type ComposerProps } from './composer'
