// Stages for the tests of acts, taken away after each test, and what several of them ask.
import { afterEach, expect } from 'vitest'
import type { ActReport } from '../../../preload/contract/changes'
import { ActStage, type ActStageOptions } from '../../support/act-stage'

const made: ActStage[] = []

/** Takes away after each test of the file what it made. */
export function useActStages(): void {
  afterEach(() => {
    for (const stage of made.splice(0)) stage.remove()
  })
}

export const stageWith = (options?: ActStageOptions): ActStage => {
  const stage = new ActStage(options)
  made.push(stage)
  return stage
}

/** So many lines, some of them other ones. */
export const numbered = (count: number, change: Record<number, string> = {}): string =>
  Array.from({ length: count }, (_, at) => change[at + 1] ?? `line ${at + 1}\n`).join('')

export const done = (report: ActReport): ActReport => {
  expect(report).toMatchObject({ done: true, conflicts: [] })
  return report
}

/** A file with changes near its start, middle and end: three hunks. */
export const withThreeHunks = (options?: ActStageOptions): ActStage => {
  const stage = stageWith(options)
  stage.repository.write('a.txt', numbered(40))
  stage.repository.commit()
  stage.repository.write('a.txt', numbered(40, { 2: 'two\n', 20: 'twenty\nand more\n', 39: '' }))
  return stage
}
