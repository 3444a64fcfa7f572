// One block of Markdown as React elements. The only place where Markdown becomes elements: what is not in the list of
// allowed ones is drawn as its text, raw HTML as text, images and links by policy.
import type { ComponentProps } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { Code } from './code'
import { ExternalLink } from './external-link'
import { InlineImage } from './inline-image'

const allowedElements = [
  'a',
  'blockquote',
  'br',
  'code',
  'del',
  'em',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'img',
  'input',
  'li',
  'ol',
  'p',
  'pre',
  'strong',
  'sup',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'ul',
]

/** Parts of a hast node that are read here. */
interface HastNode {
  type: string
  tagName?: string
  value?: string
  properties?: Record<string, unknown>
  children?: HastNode[]
}

/** The visible text of a node: what a reader sees of a link. */
function textOf(node: HastNode | undefined): string {
  if (node === undefined) return ''
  return node.value ?? (node.children ?? []).map(textOf).join('')
}

function languageOf(node: HastNode | undefined): string | null {
  const names = node?.properties?.['className']
  const name = Array.isArray(names) ? names.find((one) => typeof one === 'string' && one.startsWith('language-')) : null
  return typeof name === 'string' ? name.slice('language-'.length) : null
}

const components: Components = {
  a: ({ href, children, node }) => (
    <ExternalLink href={href ?? ''} visible={textOf(node)}>
      {children}
    </ExternalLink>
  ),
  img: ({ src, alt }) => <InlineImage src={typeof src === 'string' ? src : ''} alt={alt ?? ''} />,
  // Fenced code inside a list or a quote; at the top level blocks.ts has taken it out.
  pre: ({ node }) => {
    const code = node?.children.find((child) => child.type === 'element')
    return <Code code={textOf(code).replace(/\n$/, '')} lang={languageOf(code)} />
  },
  input: ({ checked }) => <input type="checkbox" checked={checked === true} disabled readOnly />,
  table: ({ children }) => (
    <div className="deck-table">
      <table>{children}</table>
    </div>
  ),
  // Alignment comes as a style; nothing else of a cell's attributes is let through.
  td: ({ children, style }) => <td style={alignOf(style)}>{children}</td>,
  th: ({ children, style }) => <th style={alignOf(style)}>{children}</th>,
}

function alignOf(style: ComponentProps<'td'>['style']): ComponentProps<'td'>['style'] {
  return style?.textAlign === undefined ? undefined : { textAlign: style.textAlign }
}

const plugins: ComponentProps<typeof ReactMarkdown>['remarkPlugins'] = [[remarkGfm, { singleTilde: false }]]

/** Judged by ExternalLink and InlineImage, which need to see the target as it was written. */
const keepUrl = (url: string) => url

/** A footnote's text would vanish here, for its reference is in another block: it is drawn as it was written. */
function withoutFootnotes(text: string): string {
  return text.replace(/^([ \t>*+-]*)\[\^([^\]\n]+)\]:/gm, '$1\\[^$2]:')
}

export function MarkdownBlock({ text }: { text: string }) {
  return (
    <ReactMarkdown
      remarkPlugins={plugins}
      components={components}
      allowedElements={allowedElements}
      unwrapDisallowed
      urlTransform={keepUrl}
    >
      {text.includes('[^') ? withoutFootnotes(text) : text}
    </ReactMarkdown>
  )
}

/** A bit of everything, parsed once so that the first real block does not pay for compiling the parser. */
const sample = '## a\n\n- b **c** `d` [e](https://example.com)\n\n| f |\n| - |\n| g |\n\n> *h* ~~i~~\n\n1. j\n'

/** Makes the parser warm; draws nothing. */
export function warmUp(): void {
  // A plain function of its props: react-markdown's synchronous form uses no hook.
  ReactMarkdown({ children: sample, remarkPlugins: plugins, components, allowedElements, unwrapDisallowed: true })
}
