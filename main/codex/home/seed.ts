// The first config.toml of a home that we create. Pure: settings in, TOML out. It never looks at an existing file.

/** A model provider of the user's own or the demo's (`[model_providers.<id>]`). */
export interface ProviderSeed {
  /** Key of the provider table and value of `model_provider`. */
  readonly id: string
  readonly name: string
  readonly baseUrl: string
  readonly model?: string
  /** The variable that holds the provider's key; the key itself never goes into a file. */
  readonly envKey?: string
  readonly requiresOpenaiAuth?: boolean
}

export interface HomeSeed {
  /**
   * Where Codex keeps a login in this home. `ephemeral` writes nothing: the app gives it a credential after each start.
   * `file` and `auto` are for the auth home.
   */
  readonly credentials: 'ephemeral' | 'file' | 'auto'
  readonly provider?: ProviderSeed
}

/** The text of a new config.toml. */
export async function seedConfig({ credentials, provider }: HomeSeed): Promise<string> {
  const { stringify } = await import('smol-toml')
  const settings: Record<string, unknown> = { cli_auth_credentials_store: credentials }
  if (provider) {
    if (provider.model !== undefined) settings['model'] = provider.model
    settings['model_provider'] = provider.id
  }
  settings['analytics'] = { enabled: false }
  // With plugins on, Codex asks github.com and chatgpt.com for their catalogue at each start, also when it only plays a demo.
  settings['features'] = { plugins: false }
  if (provider) {
    const table: Record<string, unknown> = { name: provider.name, base_url: provider.baseUrl, wire_api: 'responses' }
    if (provider.envKey !== undefined) table['env_key'] = provider.envKey
    table['requires_openai_auth'] = provider.requiresOpenaiAuth ?? false
    settings['model_providers'] = { [provider.id]: table }
  }
  return `# Created by Codex Deck. Yours to edit: the app never writes this file anew.\n${stringify(settings)}\n`
}
