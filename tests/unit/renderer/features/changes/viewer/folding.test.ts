import { expect, it } from 'vitest'
import { foldedBecause } from '../../../../../../renderer/features/changes/viewer/folding'
import { fileOf } from './samples'

it('starts what nobody reads line by line folded, and says why', () => {
  const why = (part: Parameters<typeof fileOf>[0]) => foldedBecause(fileOf(part))
  expect(why({ path: 'package-lock.json' })).toBe('lock file')
  expect(why({ path: 'deep/Cargo.lock' })).toBe('lock file')
  expect(why({ path: 'dist/app.min.js' })).toBe('generated')
  expect(why({ path: 'node_modules/a/b.js' })).toBe('generated')
  expect(why({ status: 'deleted' })).toBe('deleted')
  expect(why({ form: 'huge' })).toBe('very large')
  expect(why({ added: 5_000 })).toBe('large')
})

it('leaves everything else open', () => {
  for (const path of ['src/a.ts', 'src/lock.ts', 'my-package-lock.json.ts', 'vendors.ts', 'locks/yarn.lock.md'])
    expect(foldedBecause(fileOf({ path }))).toBeNull()
})
