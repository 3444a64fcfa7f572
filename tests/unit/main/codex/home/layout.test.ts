import { describe, expect, it } from 'vitest'
import { authHomePath, homeLayout, projectHomePath, slugOf } from '../../../../../main/codex/home/layout'

describe('the home of a project', () => {
  it('is named after its folder and told apart by its path', () => {
    const one = projectHomePath('/data', '/home/me/My Project')
    const two = projectHomePath('/data', '/srv/My Project')
    expect(one).toMatch(/^\/data\/homes\/projects\/my-project-[0-9a-f]{8}$/)
    expect(two).not.toBe(one)
    expect(projectHomePath('/data', '/home/me/My Project')).toBe(one)
  })

  it.each([
    ['/a/Übung & Test', 'ubung-test'],
    ['/a/日本語', 'project'],
    ['/', 'project'],
    ['/a/..', 'project'],
    ['C:\\work\\App One', 'app-one'],
    [`/a/${'x'.repeat(100)}`, 'x'.repeat(32)],
    ['/a/--', 'project'],
  ])('of %s is called %s', (path, slug) => {
    expect(slugOf(path)).toBe(slug)
  })
})

it('the login has a home of its own', () => {
  expect(authHomePath('/data')).toBe('/data/homes/auth')
})

it('the files inside have the names that Codex gives them', () => {
  expect(homeLayout('/h')).toMatchObject({ config: '/h/config.toml', auth: '/h/auth.json', sessions: '/h/sessions' })
})
