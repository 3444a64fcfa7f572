// Types of electron.mjs for the tests, which are TypeScript.
export interface Runtime {
  dist: string
  executable: string
  version: string
  major: number
  source: 'official' | 'fallback'
  wanted: string
}
export interface LaunchRequest {
  app?: string
  args?: string[]
  env?: Record<string, string>
  display?: string | null
  userData?: string
}
export interface LaunchOptions {
  executablePath: string
  args: string[]
  env: Record<string, string>
  cwd: string
}
export function requireRuntime(): Promise<Runtime>
export function sandboxArguments(platform?: string, uid?: number): string[]
export function launchOptions(request?: LaunchRequest): Promise<LaunchOptions>
