// What an exported item consists of, before it is written as Markdown or HTML. Texts are masked and clipped already, but raw:
// escaping is the writer's work.
import type { SecretMask } from '../../app/redact'
import { clip, type Clipped } from './clip'
import { plainOutput } from './visible'

export type Block =
  /** Markdown, as the model writes. */
  | { readonly kind: 'prose'; readonly text: Clipped }
  /** Words that are no Markdown: what the person typed. */
  | { readonly kind: 'plain'; readonly text: Clipped }
  | { readonly kind: 'code'; readonly label: string; readonly language: string; readonly text: Clipped }
  /** `data` is an inline picture's base64; null: only named. */
  | { readonly kind: 'image'; readonly name: string; readonly mime: string; readonly data: string | null }
  | { readonly kind: 'note'; readonly text: string }

export interface Entry {
  /** `message` is read as it stands; `detail` is folded away where the format can. */
  readonly kind: 'user' | 'agent' | 'detail' | 'note'
  readonly title: string
  /** How it ended and how long it took, in words; '' when there is nothing to say. */
  readonly status: string
  readonly failed: boolean
  readonly blocks: readonly Block[]
}

/** Larger pictures are named, not carried along (characters of base64). */
const maxImage = 1_500_000
const inlineImage = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/

/** Makes blocks of texts from outside: clipped first, so that masking never has to walk 10 MB, then masked. */
export class BlockMaker {
  readonly #mask: SecretMask

  constructor(mask: SecretMask) {
    this.#mask = mask
  }

  /** A short text for a title or a note: one line, masked. */
  line(text: string, limit = 300): string {
    const one = plainOutput(text.slice(0, limit * 4))
      .replaceAll(/\s+/gu, ' ')
      .trim()
    const masked = this.#mask.text(one)
    return masked.length > limit ? `${masked.slice(0, limit).trimEnd()}…` : masked
  }

  prose(text: string): Block {
    return { kind: 'prose', text: this.#clipped(text) }
  }

  plain(text: string): Block {
    return { kind: 'plain', text: this.#clipped(text) }
  }

  code(label: string, language: string, text: string): Block {
    return { kind: 'code', label: this.line(label), language, text: this.#clipped(plainOutput(text)) }
  }

  note(text: string): Block {
    return { kind: 'note', text: this.line(text, 1000) }
  }

  /** A picture given as an address, a path or a file id: inline if it is a small data URL, else by name. */
  image(source: string, what = 'Picture'): Block {
    const [, mime = '', data = ''] = source.length <= maxImage ? (inlineImage.exec(source) ?? []) : []
    if (data !== '') return { kind: 'image', name: what, mime, data: data.replaceAll(/\s+/g, '') }
    const kilobytes = `${Math.ceil(source.length / 1024).toLocaleString('en-US')} kB`
    const name = source.startsWith('data:')
      ? `${what} (${/^data:([\w./+-]{1,60})/.exec(source)?.[1] ?? 'data'}, ${kilobytes}, not included)`
      : `${what}: ${this.line(source)}`
    return { kind: 'image', name, mime: '', data: null }
  }

  #clipped(text: string): Clipped {
    const { head, end, omitted } = clip(text)
    return { head: this.#mask.text(head), end: this.#mask.text(end), omitted }
  }
}
