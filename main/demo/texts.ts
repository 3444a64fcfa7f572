/** What the demo says. Plain words, honest about what it is. */

/** The prompt that an empty composer suggests in a demo thread. */
export const SUGGESTED_PROMPT = 'Show me what Codex Deck can do'

/** Other prompts that play one part each. */
export const SUGGESTED_PARTS = [
  'Look at the folder',
  'Run a command',
  'Edit a file',
  'Ask me something',
  'Show markdown',
] as const

export const WHAT_I_AM =
  "I'm a scripted demo, not an AI: every word here was written beforehand, and nothing leaves this computer. " +
  'Codex itself is real, and so are its sandbox, the commands, the edits and the approvals.'

export const TOUR_END =
  'That was the tour. The commands and edits were carried out by the real Codex; only my words came from a script. ' +
  'Choose an account to talk to a real model.'

export const SUMMARY =
  'Summary for the next part of this conversation: a scripted offline demo of Codex Deck was talking. It holds no knowledge ' +
  'beyond its script, and nothing is left to do.'

export const REVIEW =
  '{"findings":[],"overall_correctness":"patch is correct","overall_explanation":"This is the scripted offline demo, not an AI. ' +
  'It has not read the changes and found nothing because it did not look.","overall_confidence_score":0}'

export const PLAN = `${WHAT_I_AM}

<proposed_plan>
# See what Codex Deck can do

1. Look at the folder inside the sandbox.
2. Run one harmless command, with your approval.
3. Create DEMO.md, with your approval.
4. Ask you one question.
</proposed_plan>`

/** The answer to a prompt that plays no part. */
export function freeAnswer(prompt: string): string {
  const quoted = prompt.replace(/\s+/g, ' ').trim()
  const short = quoted.length > 120 ? `${quoted.slice(0, 120)}…` : quoted
  return `${WHAT_I_AM}

So I can't really answer “${short}”. Try one of these:

- **${SUGGESTED_PROMPT}** for the whole tour
${SUGGESTED_PARTS.map((part) => `- **${part}**`).join('\n')}`
}

/** The answer when the model chosen for the thread gets none of the tools that the script knows. */
export function noToolsAnswer(model: string): string {
  return `${WHAT_I_AM}

With the model “${model}” Codex offers tools that this script doesn't know, so I can only talk. Start a new demo session to take the tour.`
}

/** What the demo says to messages that came in while it was at work. */
export function steeredAnswer(messages: readonly string[]): string {
  const quoted = messages.map((message) => `“${message.replace(/\s+/g, ' ').trim().slice(0, 120)}”`).join(' and ')
  return `You added ${quoted} while I was at work. It reached me, but I'm a script and can't act on it, so I go on.`
}

export const MARKDOWN_SAMPLE = `# Markdown in a scripted demo

Text can be **bold**, *italic*, \`inline code\`, or a [link](https://example.com/).

## A list

1. First, with a nested one:
   - apples
   - pears
2. Second

- [x] done
- [ ] to do

## Code

\`\`\`typescript
export function greet(name: string): string {
  // Nothing here was written by an AI.
  return \`Hello, \${name}!\`
}
\`\`\`

\`\`\`diff
-const colour = 'grey'
+const colour = 'green'
\`\`\`

## A table

| Preset | Reads | Writes | Asks |
| --- | :-: | :-: | --- |
| Read only | yes | no | never |
| Ask | yes | with approval | before edits and commands that leave the sandbox |
| Auto within the folder | yes | in the folder | to leave it |
| Full access | yes | everywhere | never |

> A quotation, and then a rule.

---

That's all.`
