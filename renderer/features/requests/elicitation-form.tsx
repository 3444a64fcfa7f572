// The form of an elicitation. Says what is wrong only after the first try to send, then as it is mended.
import { useState } from 'react'
import { Button } from '../../kit'
import { elicitationAccepted, elicitationRefused } from './answers'
import { FormFieldInput } from '../../forms/form-field'
import type { FormField } from '../../forms/form-schema'
import { contentOf, initialValues, problemsOf } from '../../forms/form-values'
import type { Answering } from './use-answer'

export function ElicitationForm({ form, answering }: { form: readonly FormField[]; answering: Answering }) {
  const [values, setValues] = useState(() => initialValues(form))
  const [tried, setTried] = useState(false)
  const problems = problemsOf(form, values)
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (Object.keys(problems).length > 0 || answering.busy) return
        answering.send(elicitationAccepted(contentOf(form, values)))
      }}
    >
      {form.map((field) => (
        <FormFieldInput
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          problem={tried ? (problems[field.name] ?? null) : null}
          onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={answering.busy}>
          Submit
        </Button>
        <Button disabled={answering.busy} onClick={() => answering.send(elicitationRefused('decline'))}>
          Decline
        </Button>
        <Button variant="plain" disabled={answering.busy} onClick={() => answering.send(elicitationRefused('cancel'))}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
