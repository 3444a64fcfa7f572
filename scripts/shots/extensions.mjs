// What extends Codex: skills, prompts, hooks with their trust and runs, plugins of a marketplace, instructions, memories, what another
// agent left, and the goal of a chat.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { answerFolderDialog, button, composer, send, untilReady } from '../drive/app.mjs'

const put = async (path, content) => {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
}
const skill = (name, description) =>
  `---\nname: ${name}\ndescription: ${description}\n---\n\nDo it twice, then say so.\n`

const section = async (page, name) => {
  const settings = page.getByTestId('settings')
  if ((await settings.count()) === 0) await page.keyboard.press('Control+,')
  await settings.getByRole('button', { name, exact: true }).click()
}
const escape = ({ page }) => page.keyboard.press('Escape')

/** Answers the native questions that come with yes. */
const agree = (app) =>
  app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false })
  })

const hooks = {
  hooks: {
    UserPromptSubmit: [{ hooks: [{ type: 'command', command: "echo 'Stations report in UTC.'", timeout: 10 }] }],
    PreToolUse: [
      {
        matcher: 'Bash',
        hooks: [{ type: 'command', command: './hooks/audit.sh --strict --log /var/log/weather/audit.log', timeout: 5 }],
      },
    ],
  },
}

const market = async (folder) => {
  const plugin = (name, category) => ({
    name,
    source: `./plugins/${name}`,
    policy: { installation: 'AVAILABLE', authentication: 'ON_USE' },
    category,
  })
  await put(join(folder, '.agents', 'plugins', 'marketplace.json'), {
    name: 'harbour',
    interface: { displayName: 'Harbour tools' },
    plugins: [plugin('tides', 'Data'), plugin('signals', 'Review')],
  })
  const tides = join(folder, 'plugins', 'tides')
  await put(join(tides, '.codex-plugin', 'plugin.json'), {
    name: 'tides',
    version: '2.1.0',
    description: 'Tide tables of all harbours of the coast, looked up while Codex works.',
    skills: './skills/',
    mcpServers: './.mcp.json',
    hooks: './hooks/hooks.json',
    interface: { displayName: 'Tides', shortDescription: 'Tide tables of all harbours of the coast' },
  })
  await put(join(tides, '.mcp.json'), {
    mcpServers: {
      tables: { command: 'tides-mcp', args: ['--harbour', 'north', '--years', '3'], env: { TIDES_KEY: 'x' } },
      live: { url: 'https://tides.example/mcp' },
    },
  })
  await put(join(tides, 'hooks', 'hooks.json'), {
    hooks: { Stop: [{ hooks: [{ type: 'command', command: 'tides-mcp --flush' }] }] },
  })
  await put(join(tides, 'skills', 'springs', 'SKILL.md'), skill('springs', 'Finds the next spring tide.'))
  const signals = join(folder, 'plugins', 'signals')
  await put(join(signals, '.codex-plugin', 'plugin.json'), {
    name: 'signals',
    version: '0.4.0',
    description: 'Flag signals as a skill',
    skills: './skills/',
    interface: { displayName: 'Flag signals', shortDescription: 'Reads and writes flag signals' },
  })
  await put(join(signals, 'skills', 'flags', 'SKILL.md'), skill('flags', 'Spells a word in flags.'))
}

const claude = async (home, folder) => {
  await put(join(home, '.claude', 'CLAUDE.md'), 'Write short sentences. Use metric units.\n')
  await put(join(home, '.claude', 'settings.json'), { env: { EDITOR: 'vi' } })
  await put(join(home, '.claude', 'skills', 'tidy', 'SKILL.md'), skill('tidy', 'Tidies a folder.'))
  await put(join(home, '.claude.json'), {
    mcpServers: { notes: { command: 'notes-mcp', args: ['--vault', 'weather'], env: { NOTES_KEY: 'x' } } },
  })
  const id = '11111111-1111-4111-8111-111111111111'
  const said = (type, content) => ({
    type,
    sessionId: id,
    cwd: folder,
    timestamp: '2026-01-05T10:00:00.000Z',
    uuid: `${id}${type}`,
    message: { role: type, content },
  })
  const lines = [
    said('user', 'Why does the archive forget the leap second?'),
    said('assistant', [{ type: 'text', text: 'It counts days.' }]),
  ]
  await put(
    join(home, '.claude', 'projects', folder.replaceAll(/[/.]/gu, '-'), `${id}.jsonl`),
    lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  )
}

/** A section as it opens, once `testId` is there. */
const opens = (title, testId, name = `settings-${title.toLowerCase().replaceAll(' ', '-')}`) => ({
  name,
  drive: async ({ page }) => {
    await section(page, title)
    await page.getByTestId(testId).first().waitFor()
  },
})

export const act = {
  name: 'extensions',
  prepare: async (stage) => {
    const folder = await stage.folder('weather', {
      'README.md': '# Weather\n',
      'AGENTS.md': '# Weather\n\nUse metric units. Run `npm test` before you say that something works.\n',
      '.agents/skills/forecast/SKILL.md': skill('forecast', 'Reads a forecast and says what it means for a journey.'),
      '.agents/skills/broken/SKILL.md': 'no head\n',
    })
    const home = await stage.prepareHome(folder, '[features]\nplugins = false\n')
    await put(join(home, 'hooks.json'), hooks)
    await put(join(home, 'skills', 'almanac', 'SKILL.md'), skill('almanac', 'Looks up sunrise and sunset.'))
    await put(
      join(home, 'prompts', 'journey.md'),
      '---\ndescription: What a forecast means for a journey\nargument-hint: from to\n---\nRead the forecast from $1 to $2 and say when to leave.\n',
    )
    await put(join(home, 'memories', 'memory_summary.md'), '# What is known\n\n- Stations report in UTC.\n')
    const person = join(stage.root, 'person')
    await put(join(person, '.codex', 'prompts', 'shorter.md'), 'Say the same in half the words.\n')
    await claude(person, folder)
    await market(join(stage.root, 'market'))
    await stage.remember([{ path: folder, trust: 'trusted', source: 'demo' }])
    return { folder, home, env: { HOME: person }, marketplace: join(stage.root, 'market') }
  },
  scenes: [
    {
      ...opens('Skills', 'skill'),
      before: ({ page }) => untilReady(page),
    },
    {
      name: 'skill-read',
      drive: async ({ page }) => {
        await button(page, 'forecast').click()
        await page.getByTestId('skill-dialog').getByText('Do it twice').waitFor()
      },
      after: escape,
    },
    {
      name: 'settings-prompts',
      drive: async ({ page }) => {
        await section(page, 'Prompts')
        await button(page.getByTestId('prompt'), /^journey/u)
          .first()
          .click()
        await page.getByRole('textbox', { name: 'journey' }).waitFor()
      },
    },
    {
      name: 'prompt-called',
      drive: async ({ page }) => {
        await button(page, 'Back to the chat').click()
        await composer(page).pressSequentially('/')
        await page.getByRole('option', { name: /journey/u }).waitFor()
        await composer(page).pressSequentially('pro')
      },
      after: async ({ page }) => {
        await page.keyboard.press('Escape')
        await composer(page).fill('')
      },
    },
    opens('Hooks', 'hook'),
    {
      name: 'hook-trust',
      drive: async ({ app, page }) => {
        await agree(app)
        const own = page.getByTestId('hook').filter({ hasText: 'Stations report' })
        await button(own, 'Trust…').click()
        await page.getByTestId('hook-trust').waitFor()
      },
      after: async ({ page }) => {
        await button(page, 'Trust and run it').click()
        await page.locator('[data-testid="hook"][data-trust="trusted"]').waitFor()
      },
    },
    {
      name: 'hook-runs',
      drive: async ({ page }) => {
        await button(page, 'Back to the chat').click()
        await send(page, 'hello')
        await page.getByTestId('turn-end').first().waitFor()
        await section(page, 'Hooks')
        await button(page.getByTestId('hook-runs'), /When you send a message/u)
          .first()
          .click()
      },
    },
    {
      name: 'goal',
      drive: async ({ page }) => {
        await button(page, 'Back to the chat').click()
        await page.getByTestId('goal-chip').click()
        await page
          .getByLabel('Goal', { exact: true })
          .fill('Every forecast is read within a second, shown by the bench.')
        await page.getByLabel('Budget in tokens').fill('200,000')
        await button(page, 'Note it for later').click()
        await page.locator('[data-testid="goal-chip"][data-status="paused"]').click()
        await button(page, 'Go on').waitFor()
      },
      after: escape,
    },
    opens('Plugins', 'plugins-switch', 'settings-plugins-off'),
    {
      name: 'settings-plugins',
      drive: async ({ app, page, marketplace }) => {
        await button(page, 'Turn plugins on').click()
        await answerFolderDialog(app, marketplace)
        await button(page, 'Add folder…').click()
        await page.getByTestId('plugin').first().waitFor()
      },
    },
    {
      name: 'plugin',
      drive: async ({ page }) => {
        await page.getByTestId('plugin').filter({ hasText: 'Tides' }).click()
        await button(page, /^Install and start/u).waitFor()
      },
      after: escape,
    },
    {
      name: 'plugin-git',
      drive: async ({ page }) => {
        await button(page, 'Add from git…').click()
        await page.getByTestId('git-marketplace').getByLabel('Address').fill('https://git.example/harbour/plugins.git')
      },
      after: escape,
    },
    opens('Instructions', 'instruction-chain'),
    opens('Memories', 'memories'),
    opens('Import from agents', 'agent-item'),
    {
      name: 'import-report',
      drive: async ({ app, page }) => {
        await agree(app)
        await page.getByTestId('agent-item').filter({ hasText: 'MCP server' }).getByRole('checkbox').first().check()
        await button(page, /^Import \d/u).click()
        await page.getByTestId('import-report').waitFor()
      },
    },
  ],
}
