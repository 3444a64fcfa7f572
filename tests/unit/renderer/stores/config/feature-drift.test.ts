import { beforeEach, expect, it } from 'vitest'
import { readFeatures } from '../../../../../renderer/stores/config/feature-rows'
import { useFeatureDrift } from '../../../../../renderer/stores/config/feature-drift'
import { useFeatures } from '../../../../../renderer/stores/config/features'
import { serverStarts } from '../server-starts'

beforeEach(() => {
  useFeatures.setState(useFeatures.getInitialState(), true)
  useFeatureDrift.setState(useFeatureDrift.getInitialState(), true)
  for (const project of ['p', 'q']) serverStarts(project)
})
const listed = (project: string, values: Record<string, boolean>): void => {
  const data = Object.entries(values).map(([name, enabled]) => ({
    name,
    enabled,
    defaultEnabled: true,
    stage: 'stable',
  }))
  useFeatures.setState(({ byProject }) => ({ byProject: { ...byProject, [project]: readFeatures({ data }) } }))
}
const lacking = (project = 'p') => useFeatureDrift.getState().byProject[project] ?? []

it('names what is another thing now, and nothing once it is as before', () => {
  listed('p', { goals: true, hooks: true })
  expect(lacking()).toEqual([])
  listed('p', { goals: false, hooks: true })
  expect(lacking()).toEqual(['goals'])
  listed('p', { goals: true, hooks: true })
  expect(lacking()).toEqual([])
})

it('counts from what was on as the server started, also when nobody asks again before the next change', () => {
  listed('p', { goals: true })
  listed('p', { goals: false })
  serverStarts('p')
  expect(lacking()).toEqual([])
  listed('p', { goals: true })
  expect(lacking()).toEqual(['goals'])
})

it('keeps projects apart', () => {
  listed('p', { goals: true })
  listed('q', { goals: true })
  listed('p', { goals: false })
  expect([lacking('p'), lacking('q')]).toEqual([['goals'], []])
})

it('says nothing of a feature that was not there before', () => {
  listed('p', { goals: true })
  listed('p', { goals: true, fresh: true })
  expect(lacking()).toEqual([])
})

it('forgets what was switched in profiles as the server starts', () => {
  const { profileSwitched } = useFeatureDrift.getState()
  profileSwitched('p', 'goals')
  profileSwitched('p', 'goals')
  expect(useFeatureDrift.getState().inProfiles['p']).toEqual(['goals'])
  serverStarts('p')
  expect(useFeatureDrift.getState().inProfiles['p']).toEqual([])
})
