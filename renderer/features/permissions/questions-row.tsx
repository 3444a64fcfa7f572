// Which kinds of questions Codex may ask (`approval_policy.granular`). What is left out is refused without a question.
import type { Project } from '../../../preload/contract/model'
import { granularOf } from '../../../preload/contract/presets'
import { Checkbox, SettingRow } from '../../kit'
import { useKey } from '../../stores/config/key-choice'
import { allQuestions, approvalPath, questions } from '../../stores/config/permissions'
import { hereToo, KeyTitle } from './key-choice-row'

export function QuestionsRow({ project }: { project: Project }) {
  const key = useKey(project.id, approvalPath)
  const granular = granularOf(key.home)
  return (
    <SettingRow
      title={<KeyTitle title="What may be asked" path={[...approvalPath, 'granular']} />}
      note={granular === null ? null : hereToo(key.note)}
      problem={key.problem}
      about={
        <div role="group" aria-label="What may be asked" className="flex flex-col gap-1 pt-1 text-text">
          <Checkbox
            label="Only some kinds of questions"
            hint="The others are refused without asking you. A chat whose permission asks nothing goes on asking nothing."
            checked={granular !== null}
            disabled={key.busy}
            onChange={(on) => void key.write(on ? { granular: { ...allQuestions } } : null)}
          />
          {granular !== null && (
            <div className="flex flex-col gap-1 pl-5">
              {questions.map(({ key: name, label, about }) => (
                <Checkbox
                  key={name}
                  label={label}
                  hint={about}
                  checked={granular[name]}
                  disabled={key.busy}
                  onChange={(on) => void key.write({ granular: { ...granular, [name]: on } })}
                />
              ))}
            </div>
          )}
        </div>
      }
    />
  )
}
