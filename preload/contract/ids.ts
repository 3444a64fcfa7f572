// The ids that cross in calls: nothing else ever becomes part of a path or a key.
import { z } from 'zod'

/** Of a project in the list. */
export const projectIdSchema = z.string().regex(/^[0-9a-f]{16}$/)
/** Codex's thread ids are UUIDs; nothing else ever becomes part of a path. */
export const threadIdSchema = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
/** Stands for something that main keeps: an opened file, a running search, a place to import from. */
export const handleSchema = z.string().regex(/^[0-9a-z-]{1,64}$/i)
