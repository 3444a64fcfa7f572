// The tools of a server: which there are, what each costs when it is found, which are on, who is asked before each.
import { useMemo, useState } from 'react'
import { Button, SearchField, tip } from '../../kit'
import { editTools, switchTools } from '../../stores/config/mcp-acts'
import type { McpServer } from '../../stores/config/mcp-servers'
import type { McpStatus } from '../../stores/config/mcp-status'
import { modeEdit, rememberedTools, toolRows } from '../../stores/config/mcp-tools'
import { Part } from './part'
import { tokensAbout, tokenWords } from './server-words'
import { ToolRow } from './tool-row'

/** Rows drawn at first; a server may bring two thousand. */
const firstRows = 50

interface ToolsPartProps {
  projectId: string
  server: McpServer
  status: McpStatus
}

export function ToolsPart({ projectId, server, status }: ToolsPartProps) {
  const { name, options, own } = server
  const rows = useMemo(
    () => toolRows(status.tools, options, rememberedTools(projectId, name)),
    [status, options, projectId, name],
  )
  const [words, setWords] = useState('')
  const [all, setAll] = useState(false)
  /** Tools whose switch was just pressed → what was wanted. */
  const [wanted, setWanted] = useState<ReadonlyMap<string, boolean>>(new Map())
  const change = async (names: readonly string[], on: boolean): Promise<void> => {
    setWanted((before) => new Map([...before, ...names.map((tool): [string, boolean] => [tool, on])]))
    await switchTools(projectId, name, names, on)
    setWanted((before) => new Map([...before].filter(([tool]) => !names.includes(tool))))
  }
  const looked = words.trim().toLowerCase()
  const found = rows.filter(
    (row) =>
      looked === '' ||
      row.name.toLowerCase().includes(looked) ||
      (row.tool?.description.toLowerCase().includes(looked) ?? false),
  )
  const off = rows.filter((row) => !row.on)
  const canChange = own !== null
  return (
    <Part
      title={
        <>
          Tools{' '}
          <span className="font-normal text-muted tabular-nums" {...tip(tokensAbout)}>
            {status.tools.length}
            {status.tools.length > 0 && `, ${tokenWords(status.tokens)}`}
            {off.length > 0 && `, ${off.length} off`}
          </span>
        </>
      }
      action={
        canChange && rows.length > 1 ? (
          <>
            {off.length > 0 && (
              <Button
                size="sm"
                variant="plain"
                onClick={() =>
                  void change(
                    off.map((row) => row.name),
                    true,
                  )
                }
              >
                All on
              </Button>
            )}
            {off.length < rows.length && (
              <Button
                size="sm"
                variant="plain"
                onClick={() =>
                  void change(
                    rows.filter((row) => row.on).map((row) => row.name),
                    false,
                  )
                }
              >
                All off
              </Button>
            )}
          </>
        ) : null
      }
    >
      {rows.length === 0 && <p className="text-muted">It offers no tools.</p>}
      {rows.length > 12 && <SearchField label="Find a tool" value={words} onChange={setWords} />}
      {!canChange && rows.length > 0 && (
        <p className="text-small text-muted">
          Its tools can be switched only where it is defined, which is not this project’s own config.toml.
        </p>
      )}
      {rows.length > 0 && found.length === 0 && <p className="text-muted">No tool has these words.</p>}
      <ul className="flex flex-col">
        {found.slice(0, all ? undefined : firstRows).map((row) => (
          <ToolRow
            key={row.name}
            projectId={projectId}
            server={name}
            row={row}
            on={wanted.get(row.name) ?? row.on}
            canChange={canChange && row.name !== ''}
            defaultMode={options.defaultMode}
            onSwitch={(on) => void change([row.name], on)}
            onMode={(mode) => void editTools(projectId, name, [modeEdit(name, row.name, mode)])}
          />
        ))}
      </ul>
      {!all && found.length > firstRows && (
        <div>
          <Button size="sm" variant="plain" onClick={() => setAll(true)}>
            Show {found.length - firstRows} more
          </Button>
        </div>
      )}
    </Part>
  )
}
