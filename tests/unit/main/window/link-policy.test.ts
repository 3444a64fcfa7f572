import { describe, expect, it } from 'vitest'
import { judgeLink } from '../../../../main/window/link-policy'

describe('links that may leave the app', () => {
  it.each([
    'https://example.com/a?b#c',
    'HTTPS://EXAMPLE.COM',
    'mailto:me@example.com',
    'mailto:me@example.com?subject=hi',
  ])('%s', (url) => {
    expect(judgeLink(url).ok).toBe(true)
  })
})

describe('links that stay', () => {
  it.each([
    'http://example.com',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'file:///etc/passwd',
    'vscode://file/etc',
    'ms-msdt:/id',
    'smb://host/share',
    'app://deck/index.html',
    'https://good.example@evil.example',
    'mailto:me@example.com?attach=/etc/passwd',
    'mailto:me@example.com?body=x',
    'nothing',
    '',
    '//evil.example',
  ])('%j', (url) => {
    expect(judgeLink(url).ok).toBe(false)
  })
})
