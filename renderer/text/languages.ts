// The languages that code is coloured in, and the names they go by. Anything else stays plain. Their grammars are the worker's
// (highlight-grammars).
const languages = [
  'bash',
  'c',
  'cpp',
  'csharp',
  'css',
  'diff',
  'docker',
  'go',
  'graphql',
  'html',
  'ini',
  'java',
  'javascript',
  'json',
  'kotlin',
  'lua',
  'make',
  'markdown',
  'php',
  'powershell',
  'python',
  'ruby',
  'rust',
  'scss',
  'sql',
  'swift',
  'toml',
  'tsx',
  'typescript',
  'xml',
  'yaml',
] as const

export type Language = (typeof languages)[number]

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
  svg: 'xml',
  xsd: 'xml',
  plist: 'xml',
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
  cc: 'cpp',
  cxx: 'cpp',
  hpp: 'cpp',
  hh: 'cpp',
  'c++': 'cpp',
  cs: 'csharp',
  dockerfile: 'docker',
  gql: 'graphql',
  cfg: 'ini',
  conf: 'ini',
  properties: 'ini',
  kt: 'kotlin',
  kts: 'kotlin',
  makefile: 'make',
  mk: 'make',
  ps1: 'powershell',
  psm1: 'powershell',
  rb: 'ruby',
  gemspec: 'ruby',
}

const known: ReadonlySet<string> = new Set(languages)
const isLanguage = (name: string): name is Language => known.has(name)

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
