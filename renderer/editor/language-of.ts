// Which colours a file of the configuration has. Apart from the colours themselves, which come with the editor.
import type { ConfigFile } from '../../preload/contract/config'

export type EditorLanguage = 'toml' | 'rules' | 'json' | 'markdown'

export function languageOf({ kind }: ConfigFile): EditorLanguage {
  switch (kind) {
    case 'config':
    case 'profile':
    case 'project-config':
      return 'toml'
    case 'rules':
      return 'rules'
    case 'hooks':
      return 'json'
    case 'agents':
    case 'prompt':
      return 'markdown'
    default:
      return kind satisfies never
  }
}
