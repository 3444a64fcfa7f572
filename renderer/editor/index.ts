// A text under the keyboard. The editor itself is loaded when it is first drawn.
import { lazily } from '../kit'
import type { CodeEditorProps } from './code-editor'

export type { CodeEditorHandle, EditorPlace } from './code-editor'
export { languageOf } from './language-of'

export const CodeEditor = lazily<CodeEditorProps>(
  () => import('./code-editor').then((module) => module.CodeEditor),
  'Loading the editor…',
)
