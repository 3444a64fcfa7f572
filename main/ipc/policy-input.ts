// What a message may hold: pictures inline, files of the project, skills.
import { resolve } from 'node:path'
import { deny, isInside, isRecord, threadFolder, type PolicyContext, type Rule } from './policy-rules'

/** Inline images only: a remote address would be fetched, a local path read, on the page's word. */
const inlineImage = /^data:image\/(?:png|jpeg|gif|webp);base64,/

function inputProblem(input: unknown, context: PolicyContext): string | null {
  if (!Array.isArray(input)) return null
  const folder = threadFolder(context)
  for (const part of input) {
    if (!isRecord(part)) return 'The message holds something that is no part of a message.'
    switch (part['type']) {
      case 'text':
        break
      case 'image':
        if (typeof part['url'] !== 'string' || !inlineImage.test(part['url']))
          return 'Only pictures pasted, dropped or picked can be sent.'
        break
      case 'mention':
        if (typeof part['path'] !== 'string' || !isInside(folder, resolve(folder, part['path'])))
          return 'Only files of the project can be mentioned.'
        break
      case 'skill':
        if (typeof part['path'] !== 'string' || !/[\\/]SKILL\.md$/.test(part['path']))
          return 'A skill is named by its SKILL.md.'
        break
      default:
        return `The window may not send input of the kind “${String(part['type'])}”.`
    }
  }
  return null
}

export const withInput =
  (next: Rule): Rule =>
  (params, context) => {
    const problem = inputProblem(params['input'], context)
    return problem === null ? next(params, context) : deny(problem)
  }
