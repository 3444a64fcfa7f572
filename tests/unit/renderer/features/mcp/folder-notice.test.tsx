import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FolderNotice } from '../../../../../renderer/features/mcp/notice'
import { useServers } from '../../../../../renderer/stores/app/servers'
import { useFolderServers } from '../../../../../renderer/stores/config/mcp-folder'
import { folderServer, projectId } from '../../stores/config/mcp-samples'
import { fakeDeck } from '../../stores/fake-deck'
import { project } from '../../stores/samples'

const fresh = useFolderServers.getInitialState()
const server = (state: 'idle' | 'ready') =>
  useServers.setState({
    byProject: {
      [projectId]: { projectId, state, code: null, reason: null, detail: null, attempt: 0, retryAtMs: null },
    },
  })
beforeEach(() => useFolderServers.setState(fresh, true))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('asks nothing while the server sleeps or the folder is not trusted', () => {
  const deck = fakeDeck({ 'mcp/folderServers': [folderServer()] })
  server('idle')
  render(<FolderNotice project={project} />)
  server('ready')
  cleanup()
  render(<FolderNotice project={{ ...project, trust: 'restricted' }} />)
  expect(deck.of('mcp/folderServers').length).toBeLessThanOrEqual(1)
  expect(screen.queryByTestId('folder-notice')).toBeNull()
})

it('names the servers that wait and shows them, and is gone when none does', async () => {
  server('ready')
  fakeDeck({ 'mcp/folderServers': [folderServer(), folderServer({ name: 'kept', state: 'refused' })] })
  render(<FolderNotice project={project} />)
  const notice = await screen.findByTestId('folder-notice')
  expect(notice.textContent).toContain('an MCP server that waits for you: ours')
  fireEvent.click(screen.getByRole('button', { name: 'Look…' }))
  expect(await screen.findAllByTestId('folder-server')).toHaveLength(2)
  useFolderServers.setState({ byProject: { [projectId]: [folderServer({ state: 'approved' })] } })
  await waitFor(() => expect(screen.queryByTestId('folder-notice')).toBeNull())
  expect(screen.getByRole('button', { name: 'Done' })).toBeTruthy()
})

it('says so when one that was approved is another one now', async () => {
  server('ready')
  fakeDeck({ 'mcp/folderServers': [folderServer({ state: 'changed', before: folderServer().definition })] })
  render(<FolderNotice project={project} />)
  expect((await screen.findByTestId('folder-notice')).textContent).toContain('is another one now, so it doesn’t run')
})
