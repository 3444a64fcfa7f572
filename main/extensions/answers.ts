// Looks into answers of Codex and JSON of others leniently: what is missing or of another kind is nothing. Pure.
import { CallError } from '../app/call-error'
import type { Project } from '@contract/model'
import type { ExtensionParts } from './parts'

export type Fields = Record<string, unknown>

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

export function listIn(object: Fields, name: string): unknown[] {
  const value = object[name]
  return Array.isArray(value) ? value : []
}

export function textIn(object: Fields, name: string): string | null {
  const value = object[name]
  return typeof value === 'string' ? value : null
}

/** The project, or an error in words. */
export function known(parts: Pick<ExtensionParts, 'find'>, projectId: string): Project {
  const project = parts.find(projectId)
  if (project === null) throw new CallError('unknown-project', 'This project is no longer in the list.')
  return project
}
