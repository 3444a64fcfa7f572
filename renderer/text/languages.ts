// The languages that code is coloured in, each loaded when it is first met. Anything else stays plain.
import type { LanguageRegistration } from 'shiki/core'

type Load = () => Promise<{ default: LanguageRegistration[] }>

const loaders = {
  bash: () => import('shiki/langs/bash.mjs'),
  c: () => import('shiki/langs/c.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  diff: () => import('shiki/langs/diff.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  toml: () => import('shiki/langs/toml.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
} satisfies Record<string, Load>

export type Language = keyof typeof loaders

/** Other names, as they stand after a fence or at the end of a file's name. */
const aliases: Readonly<Record<string, Language>> = {
  sh: 'bash',
  shell: 'bash',
  zsh: 'bash',
  console: 'bash',
  shellscript: 'bash',
  h: 'c',
  patch: 'diff',
  htm: 'html',
  svg: 'html',
  xml: 'html',
  vue: 'html',
  golang: 'go',
  js: 'javascript',
  cjs: 'javascript',
  mjs: 'javascript',
  jsx: 'tsx',
  jsonc: 'json',
  json5: 'json',
  jsonl: 'json',
  md: 'markdown',
  mdx: 'markdown',
  py: 'python',
  py3: 'python',
  rs: 'rust',
  ts: 'typescript',
  cts: 'typescript',
  mts: 'typescript',
  yml: 'yaml',
}

const isLanguage = (name: string): name is Language => Object.hasOwn(loaders, name)

/** The language of a fence's words ("ts {1,3}", "src/a.py", "language-rust"), or null when it is none of ours. */
export function languageOf(words: string | null | undefined): Language | null {
  const first =
    (words ?? '')
      .trim()
      .toLowerCase()
      .split(/[\s,{]/, 1)[0] ?? ''
  const name = /[./]/.test(first) ? first.slice(first.lastIndexOf('.') + 1) : first
  if (isLanguage(name)) return name
  return Object.hasOwn(aliases, name) ? (aliases[name] ?? null) : null
}

export async function loadLanguage(language: Language): Promise<LanguageRegistration[]> {
  return (await loaders[language]()).default
}
