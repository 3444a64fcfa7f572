// The secrets of the app's own: a list on disk, values in the keyring or, for this run only, in memory. Gives a project's server
// its part as environment. A value goes in once and comes out only there.
import { randomBytes } from 'node:crypto'
import {
  secretNameProblem,
  secretValueProblem,
  type Keyring,
  type Secret,
  type SecretEvent,
  type SecretFacts,
} from '@contract/secrets'
import { CallError } from '../app/call-error'
import type { JsonFile } from '../app/json-file'
import { heldBack } from './held-back'
import { KeychainError, type Keychain } from './keychain'
import { seal, unseal } from './sealed'
import { openSecretRecords, type SecretDocument, type SecretRecord } from './secret-records'

export interface SecretsOptions {
  /** Of the list. */
  file: string
  keychain: Pick<Keychain, 'get' | 'set' | 'delete' | 'probe'>
  push: (event: SecretEvent) => void
  /** The environment of this project, or of all, is another one now: servers that run have the old one. */
  onChange?: (projectId: string | null) => void
}

export interface SecretToSet {
  /** Null adds a secret, an id replaces that one. */
  id: string | null
  facts: SecretFacts
  value: string
  keep: boolean
}

/** How long a server's start waits for all of its secrets together, in ms. */
const patienceMs = 6000

/** Why a value could not be had. `isKeyring`: not this one's fault, it may come back with the keyring. */
interface ValueProblem {
  readonly words: string
  readonly isKeyring: boolean
}

const gone = 'Its value was for one run of the app only. Give it again.'
const missing: ValueProblem = { words: 'The keyring has no value for it any more. Give it again.', isKeyring: false }
const tooSlow: ValueProblem = { words: 'The keyring answers too slowly.', isKeyring: true }
const damaged: ValueProblem = {
  words: 'What the keyring holds for it is damaged. Give its value again.',
  isKeyring: false,
}

export class Secrets {
  readonly #options: SecretsOptions
  readonly #file: JsonFile<SecretDocument>
  /** Values for this run only, by id. */
  readonly #inMemory = new Map<string, string>()
  /** What the last read of a value found wrong, by id. */
  readonly #problems = new Map<string, ValueProblem>()
  #sweeping = false

  constructor(options: SecretsOptions) {
    this.#options = options
    this.#file = openSecretRecords(options.file)
  }

  /** Why the list on disk could not be used; null when all was well. */
  get problem(): string | null {
    return this.#file.problem
  }

  /** All secrets, oldest first. Asks no keyring. */
  list(): Secret[] {
    return this.#file.value.secrets.map((record) => this.#shown(record))
  }

  /** Adds or replaces. Rejects with a CallError in words. */
  async set({ id, facts, value, keep }: SecretToSet): Promise<Secret> {
    const wrong = secretNameProblem(facts.name) ?? secretValueProblem(value, facts.purpose)
    if (wrong !== null) throw new CallError('secrets.invalid', wrong)
    const before = id === null ? undefined : this.#find(id)
    const twin = this.#file.value.secrets.find(
      (other) => other.id !== id && other.projectId === facts.projectId && sameName(other.name, facts.name),
    )
    if (twin)
      throw new CallError(
        'secrets.duplicate',
        `There is a secret named ${twin.name} already. Replace that one instead.`,
      )

    const record: SecretRecord = {
      ...facts,
      id: before?.id ?? randomBytes(8).toString('hex'),
      createdAtMs: before?.createdAtMs ?? Date.now(),
      kept: keep,
    }
    if (keep) await this.#keep(record.id, value)
    // The other place must not go on holding an older value.
    if (keep) this.#inMemory.delete(record.id)
    else this.#inMemory.set(record.id, value)
    const leftover = !keep && before?.kept === true && !(await this.#dropEntry(record.id))
    this.#problems.delete(record.id)
    const { secrets, leftovers } = this.#file.value
    await this.#write({
      secrets: before ? secrets.map((other) => (other.id === record.id ? record : other)) : [...secrets, record],
      leftovers: [...leftovers.filter((other) => other !== record.id), ...(leftover ? [record.id] : [])],
    })
    this.#changed(before?.projectId === record.projectId ? [record.projectId] : [before?.projectId, record.projectId])
    if (keep) void this.#sweep()
    return this.#shown(record)
  }

  /** Deletes it here at once. A keyring that can't be reached now loses its entry when it can. */
  async delete(id: string): Promise<void> {
    const record = this.#find(id)
    this.#inMemory.delete(id)
    this.#problems.delete(id)
    const leftover = record.kept && !(await this.#dropEntry(id))
    const { secrets, leftovers } = this.#file.value
    await this.#write({
      secrets: secrets.filter((other) => other.id !== id),
      leftovers: leftover ? [...leftovers, id] : leftovers,
    })
    this.#changed([record.projectId])
  }

  /**
   * The environment of a project's server: its own secrets and those of all projects, its own first where both have a name.
   * Never rejects and asks no keyring without need. A value that can't be had is left out and its secret says why.
   */
  async envFor(projectId: string): Promise<Record<string, string>> {
    const chosen = new Map<string, SecretRecord>()
    const { secrets } = this.#file.value
    for (const owner of [null, projectId])
      for (const record of secrets)
        if (record.projectId === owner && secretNameProblem(record.name) === null) chosen.set(record.name, record)
    const before = JSON.stringify([...this.#problems])
    const values = await this.#values([...chosen.values()])
    if (JSON.stringify([...this.#problems]) !== before) this.#pushList()
    return Object.fromEntries(values)
  }

  /** Settings, as `-c` takes them, that must go with `envFor`: they keep it from the commands that a model runs. No secret. */
  overridesFor(projectId: string): string[] {
    return heldBack(this.namesFor(projectId))
  }

  /** Names of the variables that `envFor` would set. Asks no keyring. */
  namesFor(projectId: string): string[] {
    const mine = this.#file.value.secrets.filter((one) => one.projectId === null || one.projectId === projectId)
    return [...new Set(mine.map(({ name }) => name))].filter((name) => secretNameProblem(name) === null)
  }

  /** The keyring's state, looked up now. Never rejects. */
  keyring(thorough: boolean): Promise<Keyring> {
    return this.#options.keychain.probe(thorough)
  }

  /** To be told of the keyring's state: what failed for its sake can be had again once it is ready. */
  keyringChanged({ state }: Keyring): void {
    if (state !== 'ready') return
    const back = this.#file.value.secrets.filter(({ id }) => this.#problems.get(id)?.isKeyring)
    for (const { id } of back) this.#problems.delete(id)
    if (back.length > 0) this.#pushList()
    this.#changed([...new Set(back.map(({ projectId }) => projectId))])
    if (this.#file.value.leftovers.length > 0) void this.#sweep()
  }

  async #values(records: readonly SecretRecord[]): Promise<[string, string][]> {
    const found: [string, string][] = []
    let unreachable: ValueProblem | null = null
    const begun = performance.now()
    for (const record of records) {
      const known = this.#inMemory.get(record.id)
      if (!record.kept) {
        if (known !== undefined) found.push([record.name, known])
        continue
      }
      // Once the keyring failed the others would fail too, each after its time.
      const outcome: string | ValueProblem = unreachable ?? (await this.#read(record))
      if (typeof outcome === 'string') {
        this.#problems.delete(record.id)
        found.push([record.name, outcome])
      } else {
        this.#problems.set(record.id, outcome)
        if (outcome.isKeyring) unreachable = outcome
      }
      if (performance.now() - begun > patienceMs) unreachable ??= tooSlow
    }
    return found
  }

  /** The value from the keyring, or why it can't be had. */
  async #read({ id, purpose }: SecretRecord): Promise<string | ValueProblem> {
    try {
      const text = await this.#options.keychain.get(accountOf(id))
      if (text === null) return missing
      const value = unseal(id, text)
      return value === null || secretValueProblem(value, purpose) !== null ? damaged : value
    } catch (error) {
      if (!(error instanceof KeychainError)) throw error
      return error.kind === 'entry' ? damaged : { words: error.message, isKeyring: true }
    }
  }

  async #keep(id: string, value: string): Promise<void> {
    try {
      await this.#options.keychain.set(accountOf(id), seal(id, value))
    } catch (error) {
      if (!(error instanceof KeychainError)) throw error
      if (error.kind === 'entry')
        throw new CallError('secrets.refused', 'The keyring did not take this value. It may be too long for it.')
      throw new CallError(
        `secrets.${error.kind}`,
        `${error.message} You can use the secret for this run of the app only.`,
      )
    }
  }

  /** False when the keyring could not be reached. */
  async #dropEntry(id: string): Promise<boolean> {
    try {
      await this.#options.keychain.delete(accountOf(id))
      return true
    } catch (error) {
      if (error instanceof KeychainError) return false
      throw error
    }
  }

  /** Deletes what earlier deletions had to leave in the keyring. */
  async #sweep(): Promise<void> {
    if (this.#sweeping) return
    this.#sweeping = true
    try {
      for (const id of this.#file.value.leftovers) {
        if (!(await this.#dropEntry(id))) return
        const { secrets, leftovers } = this.#file.value
        await this.#file.write({ secrets, leftovers: leftovers.filter((other) => other !== id) })
      }
    } catch {
      // The list could not be written; the next time will do.
    } finally {
      this.#sweeping = false
    }
  }

  #find(id: string): SecretRecord {
    const record = this.#file.value.secrets.find((other) => other.id === id)
    if (!record) throw new CallError('secrets.unknown', 'This secret is no longer there.')
    return record
  }

  #shown(record: SecretRecord): Secret {
    const absent = !record.kept && !this.#inMemory.has(record.id) ? gone : null
    return {
      ...record,
      problem: secretNameProblem(record.name) ?? absent ?? this.#problems.get(record.id)?.words ?? null,
    }
  }

  async #write(document: SecretDocument): Promise<void> {
    try {
      await this.#file.write(document)
    } finally {
      this.#pushList()
    }
  }

  #pushList(): void {
    this.#options.push({ type: 'secrets', secrets: this.list() })
  }

  #changed(owners: readonly (string | null | undefined)[]): void {
    for (const owner of owners) if (owner !== undefined) this.#options.onChange?.(owner)
  }
}

function accountOf(id: string): string {
  return `secret:${id}`
}

/** Windows ignores the case of names, and two that differ in case alone are a mistake everywhere. */
function sameName(left: string, right: string): boolean {
  return left.toUpperCase() === right.toUpperCase()
}
