// Types of paths.mjs for the tests, which are TypeScript.
export const root: string
export function inRoot(...parts: string[]): string
export const runtimeFolder: string
export function stampFile(name: string): string
export function platformLabel(platform?: string, arch?: string): string
