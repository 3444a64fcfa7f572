// Whether a chat can be paid for: Codex keeps each chat with the model provider that it was begun with (0.169.0 refuses another
// one on resume), so one that the project's account doesn't pay for would fail at its next turn. A copy goes to the provider of
// now. Pure.
import type { Account } from '../../../preload/contract/accounts'
import type { Project } from '../../../preload/contract/model'
import type { Providers } from '../../stores/composer/catalog'

const bedrock = 'amazon-bedrock'
const openai = 'openai'

interface Chat {
  project: Project
  /** The account that the project uses, signed in. */
  account: Account
  /** `thread.modelProvider`; null or '' when not known. */
  provider: string | null
  /** Null until Codex told of them. */
  providers: Providers | null
}

/** Why nothing can be sent in the chat, in words; null when it can, or when that is not known. */
export function otherProvider({ project, account, provider, providers }: Chat): string | null {
  // What a home shared with the terminal is paid by, its own login decides.
  if (project.source !== 'account' || project.sharedHome !== null || !provider) return null
  const paysBedrock = account.kind === 'bedrock'
  if (provider === bedrock)
    return paysBedrock || providers?.standard === bedrock
      ? null
      : 'This chat was begun with Amazon Bedrock and stays with it. A copy can go on with this project’s account.'
  const needsLogin = provider === openai || providers?.needLogin.includes(provider) === true
  if (!paysBedrock || !needsLogin) return null
  const name = provider === openai ? 'OpenAI' : `“${provider}”`
  return `This chat was begun with ${name} and stays with it. A copy can go on with Amazon Bedrock.`
}
