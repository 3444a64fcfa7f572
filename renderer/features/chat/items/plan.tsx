// A plan that the model proposed as text (plan mode), and the step list that it keeps while working.
import { Circle, CircleCheck, CircleDot, ListChecks } from 'lucide-react'
import type { TurnPlanStep } from '@protocol/v2/TurnPlanStep'
import type { TurnPlanUpdatedNotification } from '@protocol/v2/TurnPlanUpdatedNotification'
import { Markdown } from '../../../text/markdown'
import { CopyButton } from '../copy-button'
import type { ItemViewProps } from './item-view'

/** The `plan` item: Markdown of a proposed plan. */
export function PlanItem({ item, live }: ItemViewProps<'plan'>) {
  return (
    <section aria-label="Proposed plan" className="group/copy my-2 rounded-md border border-line px-3 py-2">
      <div className="mb-1 flex items-center gap-1.5 text-small text-muted">
        <ListChecks size={14} aria-hidden />
        <span className="flex-1">Proposed plan</span>
        <CopyButton text={() => item.text} label="Copy plan" />
      </div>
      <Markdown text={item.text} streaming={live} />
    </section>
  )
}

const stepWords: Record<TurnPlanStep['status'], string> = {
  pending: 'not started',
  inProgress: 'in progress',
  completed: 'done',
}

/** The steps of `turn/plan/updated`. */
export function PlanSteps({ plan }: { plan: TurnPlanUpdatedNotification }) {
  const done = plan.plan.filter((step) => step.status === 'completed').length
  return (
    <section aria-label="Plan" className="my-2 rounded-md border border-line px-3 py-2">
      <div className="mb-1 flex items-center gap-1.5 text-small text-muted">
        <ListChecks size={14} aria-hidden />
        <span className="flex-1">Plan</span>
        <span className="tabular-nums">
          {done} of {plan.plan.length}
        </span>
      </div>
      {plan.explanation && <p className="mb-1 text-muted select-text">{plan.explanation}</p>}
      <ol className="flex flex-col gap-0.5">
        {plan.plan.map((step, index) => (
          <li key={index} className="flex items-start gap-1.5" data-step={step.status}>
            <StepMark status={step.status} />
            <span className={`min-w-0 select-text ${step.status === 'completed' ? 'text-muted' : ''}`}>
              {step.step}
              <span className="sr-only"> ({stepWords[step.status] ?? step.status})</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function StepMark({ status }: { status: TurnPlanStep['status'] }) {
  switch (status) {
    case 'completed':
      return <CircleCheck size={14} aria-hidden className="mt-0.5 shrink-0 text-added" />
    case 'inProgress':
      return <CircleDot size={14} aria-hidden className="mt-0.5 shrink-0 text-running" />
    case 'pending':
      return <Circle size={14} aria-hidden className="mt-0.5 shrink-0 text-faint" />
    default:
      status satisfies never
      return <Circle size={14} aria-hidden className="mt-0.5 shrink-0 text-faint" />
  }
}
