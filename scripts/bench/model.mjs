// The scripted model of the stream figure, in a process of its own so that its work is not counted as anybody's. Answers
// every request with the same burst. Prints one JSON line with where it listens, then runs until its standard input ends.
import { runnerImport } from 'vite'
import { inRoot } from '../setup/paths.mjs'

const load = async (path) =>
  (await runnerImport(inRoot(path), { root: inRoot(), configFile: false, logLevel: 'error' })).module

const count = Number(process.argv[2] ?? 20_000)
const [{ burst }, { startResponsesServer }] = [
  await load('tests/support/burst.ts'),
  await load('tests/support/responses-server.ts'),
]
const { script, text } = burst(count)
const model = await startResponsesServer({ script })
// The parts of the burst differ by their numbers only, so the end is told by the last heading and what follows it.
const heading = text.slice(text.lastIndexOf('\n## ') + 1).split('\n')[0]
process.stdout.write(
  `${JSON.stringify({ configToml: model.configToml, textLength: text.length, heading, tail: text.trimEnd().slice(-40) })}\n`,
)
process.stdin.resume().on('end', async () => {
  await model.close()
  process.exit(0)
})
