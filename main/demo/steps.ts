/**
 * The steps that the demo can take with Codex's own tools: look at the folder, run a command that needs approval, edit a
 * file, ask a question. Each says what it wants, makes one call, and later remarks on what came back. Pure.
 */
import type { Standing } from './conversation'
import { readAnswers, readOutcome } from './outcome'

/** One call of a Codex tool. */
export type ToolCall =
  | { readonly kind: 'function'; readonly name: string; readonly args: Readonly<Record<string, unknown>> }
  | { readonly kind: 'custom'; readonly name: string; readonly input: string }

export interface Step {
  /** Short reasoning summary shown before the words, if any. */
  readonly thought?: string
  /** What the demo says before the call. */
  say(standing: Standing): string
  call(standing: Standing): ToolCall
  /** What the demo says once the call's output is there. */
  remark(output: string): string
}

/** The file that the demo writes in the project's folder. */
export const DEMO_FILE = 'DEMO.md'

/** What the demo runs with approval: harmless, and the same in a POSIX shell and in PowerShell. */
export const DEMO_COMMAND = 'echo "Hello from Codex Deck"; date'

const look: Step = {
  thought: '**Following the script** The first step is to list the folder. No model is thinking here.',
  say: () => 'First I look at the folder. Codex runs this inside its sandbox, which lets it read but not write.',
  call: () => exec({ cmd: 'ls' }),
  remark: (output) => {
    const outcome = readOutcome(output)
    if (outcome.kind !== 'done') return excuse(outcome, 'The listing')
    const names = listedNames(outcome.output)
    if (names.length === 0) return 'The folder is empty.'
    const shown = names.slice(0, 6).map((name) => `\`${name}\``)
    return `The folder holds ${names.length} ${names.length === 1 ? 'entry' : 'entries'}: ${shown.join(', ')}${names.length > 6 ? '…' : ''}.`
  },
}

const command: Step = {
  say: (standing) =>
    standing.neverAsks
      ? 'Next is a command. Your permissions say never to ask, so it runs with what they allow.'
      : 'Next is a command outside the sandbox. That needs your approval: Codex shows exactly what would run, and waits.',
  call: (standing) =>
    exec({
      cmd: DEMO_COMMAND,
      ...(standing.neverAsks
        ? {}
        : {
            sandbox_permissions: 'require_escalated',
            justification: 'May the demo run a harmless command outside the sandbox, to show you an approval?',
          }),
    }),
  remark: (output) => {
    const outcome = readOutcome(output)
    if (outcome.kind !== 'done') return excuse(outcome, 'The command')
    const lines = outcome.output.split('\n').filter((line) => line.trim() !== '')
    return `The command ran and printed:\n\n\`\`\`text\n${lines.slice(-2).join('\n')}\n\`\`\``
  },
}

const edit: Step = {
  say: (standing) => {
    const act = hasDemoFile(standing) ? `add a line to \`${DEMO_FILE}\`` : `create \`${DEMO_FILE}\``
    return `Now an edit: I ${act}. Unless your permissions say otherwise, you see the change and are asked first.`
  },
  call: (standing) => ({ kind: 'custom', name: 'apply_patch', input: hasDemoFile(standing) ? ADD_LINE : CREATE_FILE }),
  remark: (output) => {
    const outcome = readOutcome(output)
    return outcome.kind === 'done' ? `\`${DEMO_FILE}\` is changed on your disk.` : excuse(outcome, 'The edit')
  },
}

const ask: Step = {
  say: () => 'Codex can also ask you things. Here is a question:',
  call: () => ({
    kind: 'function',
    name: 'request_user_input',
    args: {
      questions: [
        {
          id: 'next',
          header: 'What next',
          question: 'What would you like to do with Codex Deck first?',
          options: [
            { label: 'Understand code', description: 'Ask about a project you have.' },
            { label: 'Change code', description: 'Let Codex edit, with your approval.' },
            { label: 'Just look around', description: 'Nothing in particular.' },
          ],
        },
      ],
    },
  }),
  remark: (output) => {
    const given = readAnswers(output)?.get('next') ?? []
    const [choice, ...notes] = given.map((answer) => answer.replace(/^user_note:\s*/, ''))
    if (choice === undefined) return 'The question stayed unanswered, which is fine.'
    return `You answered: **${choice}**${notes.length > 0 ? ` (${notes.join('; ')})` : ''}. A real model would take it from there.`
  },
}

/** What the demo can play, by the name that its call ids carry. */
export const PLANS: Readonly<Record<string, readonly Step[]>> = {
  tour: [look, command, edit, ask],
  look: [look],
  command: [command],
  edit: [look, edit],
  ask: [ask],
}

function exec(args: Readonly<Record<string, unknown>>): ToolCall {
  return { kind: 'function', name: 'exec_command', args }
}

/** Names in a listing; a login shell may print notices of its own, which have spaces or slashes in them. */
function listedNames(listing: string): string[] {
  return listing
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/[:/]\s|\/.*\s|^total \d/.test(line))
}

/** Whether the listing earlier in this turn names the demo's file. */
function hasDemoFile(standing: Standing): boolean {
  return standing.calls.some((call) => call.output.split('\n').some((line) => line.trim().endsWith(DEMO_FILE)))
}

function excuse(outcome: Exclude<ReturnType<typeof readOutcome>, { kind: 'done' }>, what: string): string {
  switch (outcome.kind) {
    case 'declined':
      return `${what} was declined, so it did not happen. That's quite all right; on with the script.`
    case 'forbidden':
      return `${what} is not allowed by the current permissions, so Codex refused it without asking you. Choose another preset to see it.`
    case 'failed':
      return `${what} did not work:\n\n\`\`\`text\n${outcome.reason}\n\`\`\``
  }
}

const CREATE_FILE = `*** Begin Patch
*** Add File: ${DEMO_FILE}
+# Codex Deck demo
+
+This file was written by the offline demo of Codex Deck: a script, not an AI.
+
+- The edit went through Codex, under the permissions of this session.
+- Delete the file whenever you like.
*** End Patch
`

/** A hunk without context is added at the file's end, whatever the file says by now. */
const ADD_LINE = `*** Begin Patch
*** Update File: ${DEMO_FILE}
@@
+- The demo was here again.
*** End Patch
`
