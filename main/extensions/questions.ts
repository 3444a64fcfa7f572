// The words of native questions about what runs programs of others. What others wrote is shown with its hidden characters and cut, so
// that it can push nothing out of the dialog. Pure.
import type { AgentItem, ExtensionAct, PluginBrings } from '@contract/extensions'
import type { NativeQuestion } from '../app/native-question'
import { visible } from '../sessions/export/visible'
import { textIn, type Fields } from './answers'

/** Characters of one text of others, and how many of a kind are named. */
const mostText = 400
const mostNamed = 5

/** What others wrote, on one line. */
export function shown(text: string, most = mostText): string {
  const seen = visible(text, 'code').replaceAll('\n', '⏎').replaceAll('\t', ' ')
  return seen.length > most ? `${seen.slice(0, most)}… (${seen.length - most} more characters)` : seen
}

function named(lines: readonly string[]): string {
  const more = lines.length - mostNamed
  return [...lines.slice(0, mostNamed), ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}

const paragraphs = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join('\n\n')

export function installQuestion(
  project: string,
  { pluginName, marketplacePath }: Extract<ExtensionAct, { kind: 'install' }>,
  { servers, hooks, readable, problem }: PluginBrings,
): NativeQuestion {
  const starts = servers.map(({ name, command, args, url }) =>
    shown(`${name}: ${url ?? (command === null ? 'its command is not in its files' : [command, ...args].join(' '))}`),
  )
  return {
    message: `Install the plugin ${shown(pluginName, 100)} in ${shown(project, 100)}?`,
    detail: paragraphs(
      starts.length > 0
        ? `It starts these by themselves in every chat from now on, with your rights and outside the sandbox:\n${named(starts)}`
        : readable
          ? 'It starts no servers.'
          : 'It is fetched as it is installed, so what it would start can’t be told before.',
      hooks.length > 0
        ? `It brings ${hooks.length} ${hooks.length === 1 ? 'hook' : 'hooks'}, which wait for your trust.`
        : null,
      problem === null ? null : `Not all of it could be read: ${shown(problem)}`,
      `From ${shown(marketplacePath)}`,
    ),
    agree: 'Install',
  }
}

export function marketplaceQuestion(
  project: string,
  { source, refName }: Extract<ExtensionAct, { kind: 'add-marketplace' }>,
): NativeQuestion {
  const address = /^[\w.-]+\/[\w.-]+$/.test(source) ? `https://github.com/${source}` : source
  return {
    message: `Fetch plugins for ${shown(project, 100)} from this address?`,
    detail: paragraphs(
      `git clones ${shown(address, 600)}${refName === null ? '' : ` (${shown(refName, 100)})`}.`,
      'Nothing of it runs before you install a plugin.',
    ),
    agree: 'Fetch',
  }
}

/** `installed`: names of the plugins that come from there. */
export function upgradeQuestion(project: string, name: string, installed: readonly string[]): NativeQuestion {
  return {
    message: `Fetch the newest state of ${shown(name, 100)} for ${shown(project, 100)}?`,
    detail:
      installed.length === 0
        ? 'No plugin of it is installed: nothing of it runs.'
        : paragraphs(
            'It takes the place of these installed plugins at once. What they start by then is what their authors wrote since:',
            named(installed.map((one) => shown(one, 100))),
          ),
    agree: 'Fetch',
  }
}

function runsOf(hook: Fields): string {
  const [command, server, tool] = ['command', 'server', 'tool'].map((name) => textIn(hook, name))
  if (typeof command === 'string') return command
  if (typeof server === 'string' && typeof tool === 'string') return `MCP tool ${server} / ${tool}`
  return `a hook of the kind “${textIn(hook, 'handlerType') ?? 'unknown'}”, whose content Codex does not tell`
}

/** `hook`: as hooks/list has it. */
export function hookQuestion(project: string, hook: Fields): NativeQuestion {
  return {
    message: `Let this hook run in ${shown(project, 100)}?`,
    detail: paragraphs(
      shown(runsOf(hook), 1200),
      `It runs by itself (${shown(textIn(hook, 'eventName') ?? 'unknown event', 60)}), with your rights and outside the sandbox.`,
      `Written in ${shown(textIn(hook, 'sourcePath') ?? 'an unknown file')}`,
    ),
    agree: 'Trust Hook',
  }
}

/** Items of an import that run programs without another question. */
export const runsPrograms: readonly string[] = ['MCP_SERVER_CONFIG', 'PLUGINS']

export function importQuestion(project: string, items: readonly AgentItem[]): NativeQuestion {
  const names = (type: string): string[] =>
    items.filter((item) => item.type === type).flatMap((item) => item.names.map((name) => shown(name, 100)))
  const [servers, plugins] = [names('MCP_SERVER_CONFIG'), names('PLUGINS')]
  return {
    message: `Let ${shown(project, 100)} run what is imported?`,
    detail: paragraphs(
      servers.length > 0 ? `MCP servers, which start in every chat from now on:\n${named(servers)}` : null,
      plugins.length > 0 ? `Plugins, which are fetched from GitHub:\n${named(plugins)}` : null,
      'They run with your rights and outside the sandbox.',
    ),
    agree: 'Import',
  }
}
