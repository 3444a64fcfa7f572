// The parts that messages and tool results are made of (text, pictures, sound, mentions), as blocks of an export.
import type { Block, BlockMaker } from './blocks'
import { asText, isFields, textField, type Fields } from './fields'

/** What a person's message consists of. */
export function inputBlocks(parts: readonly unknown[], make: BlockMaker): Block[] {
  return parts.flatMap((part): Block[] => {
    if (!isFields(part)) return [make.code('', 'json', asText(part))]
    switch (part['type']) {
      case 'text':
        return textField(part, 'text') === '' ? [] : [make.plain(textField(part, 'text'))]
      case 'image':
      case 'localImage':
        return [make.image(sourceOf(part, 'url', 'path', 'fileId'))]
      case 'audio':
      case 'localAudio':
        return [make.image(sourceOf(part, 'url', 'path', 'fileId'), 'Sound')]
      case 'skill':
      case 'mention':
        return [make.note(`${part['type'] === 'skill' ? 'Skill' : 'File'}: ${sourceOf(part, 'path', 'name')}`)]
      default:
        return [make.code(textField(part, 'type'), 'json', asText(part))]
    }
  })
}

/** What a tool gave: a text, or parts as MCP, dynamic tools and the Responses API spell them. Nothing gives nothing. */
export function contentBlocks(content: unknown, make: BlockMaker): Block[] {
  if (content === null || content === undefined) return []
  if (typeof content === 'string') return content === '' ? [] : [make.code('Output', '', content)]
  if (!Array.isArray(content)) return [make.code('Output', 'json', asText(content))]
  return content.flatMap((part: unknown): Block[] => {
    if (!isFields(part)) return [make.code('Output', 'json', asText(part))]
    switch (part['type']) {
      case 'text':
      case 'inputText':
      case 'input_text':
        return textField(part, 'text') === '' ? [] : [make.code('Output', '', textField(part, 'text'))]
      case 'image':
        // MCP gives the type and bare base64.
        return [make.image(`data:${textField(part, 'mimeType')};base64,${textField(part, 'data')}`)]
      case 'inputImage':
      case 'input_image':
        return [make.image(sourceOf(part, 'imageUrl', 'image_url', 'file_id'))]
      case 'inputAudio':
      case 'input_audio':
        return [make.image(sourceOf(part, 'audioUrl', 'audio_url', 'file_id'), 'Sound')]
      default:
        return [make.code('Output', 'json', asText(part))]
    }
  })
}

function sourceOf(part: Fields, ...names: readonly string[]): string {
  return names.map((name) => textField(part, name)).find((text) => text !== '') ?? 'unknown'
}
