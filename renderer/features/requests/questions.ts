// The questions of an item/tool/requestUserInput, read leniently. Pure.
import { fields, listIn, textIn } from '../../stores/threads/decode'

export interface Question {
  id: string
  header: string
  question: string
  isOther: boolean
  isSecret: boolean
  options: { label: string; description: string }[]
}

/** The questions of the request, read leniently. */
export function readQuestions(params: unknown): Question[] {
  return listIn(fields(params), 'questions').flatMap((entry) => {
    const read = fields(entry)
    const id = textIn(read, 'id')
    if (id === null) return []
    return [
      {
        id,
        header: textIn(read, 'header') ?? '',
        question: textIn(read, 'question') ?? '',
        isOther: read['isOther'] === true,
        isSecret: read['isSecret'] === true,
        options: listIn(read, 'options').flatMap((option) => {
          const label = textIn(fields(option), 'label')
          return label === null ? [] : [{ label, description: textIn(fields(option), 'description') ?? '' }]
        }),
      },
    ]
  })
}
