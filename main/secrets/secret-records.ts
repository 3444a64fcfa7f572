// The list of secrets on disk: what each is called and for whom it is, never its value.
import { z } from 'zod'
import { secretPurposeSchema } from '@contract/secrets'
import { openJsonFile, type JsonFile } from '../app/json-file'

const recordSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  projectId: z.string().nullable(),
  name: z.string(),
  purpose: secretPurposeSchema,
  label: z.string(),
  createdAtMs: z.number(),
  kept: z.boolean(),
})
export type SecretRecord = z.infer<typeof recordSchema>

const documentSchema = z.object({
  secrets: z.array(recordSchema),
  /** Ids whose entry in the keyring is to be deleted once the keyring can be reached. */
  leftovers: z.array(z.string().regex(/^[0-9a-f]{16}$/)).default([]),
})
export type SecretDocument = z.infer<typeof documentSchema>

/** Opens the list; a broken file is set aside as a copy and said in `problem`. */
export function openSecretRecords(path: string): JsonFile<SecretDocument> {
  return openJsonFile(path, documentSchema, { secrets: [], leftovers: [] })
}
