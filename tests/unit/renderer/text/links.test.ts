// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../renderer/stores/app/notices'
import { judgeLink, looksLikeAnotherHost, openLink } from '../../../../renderer/text/links'

const hostile = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript&colon;alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD4=',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'blob:https://good.com/1',
  'file:///etc/passwd',
  'FILE:///etc/passwd',
  'ftp://good.com',
  'http://good.com',
  'smb://server/share',
  'ms-msdt:/id',
  'vscode://file/etc/passwd',
  'codex://login',
  'app://deck/index.html',
  'about:blank',
  'chrome://settings',
  'https://good.com@evil.com',
  'https://good.com:pw@evil.com/',
  'https://good.com%40evil.com@evil.com',
  'https:\\\\evil.com',
  'https://good.com\\@evil.com',
  'https:/evil.com',
  'https:evil.com',
  'https://',
  'https:// evil.com',
  'https://evil.com/\u202egnp.exe',
  'https://evil\u200b.com',
  'https://evil.com/a b',
  'https://evil.com\u00a0.good.com',
  '//evil.com',
  '\\\\evil.com\\share',
  '/etc/passwd',
  '#anchor',
  '',
  'https://[::1',
  `https://good.com/${'a'.repeat(9000)}`,
  'mailto :a@b.c',
]

describe('the link policy', () => {
  it('makes text of everything that is not plainly https or mailto', () => {
    for (const href of hostile) expect({ href, kind: judgeLink(href).kind }).toEqual({ href, kind: 'text' })
  })

  it('lets https and mailto through, normalised, with their true host', () => {
    expect(judgeLink('https://Good.com/a?b#c')).toEqual({
      kind: 'open',
      url: 'https://good.com/a?b#c',
      host: 'good.com',
    })
    expect(judgeLink('HTTPS://good.com:8443')).toEqual({
      kind: 'open',
      url: 'https://good.com:8443/',
      host: 'good.com:8443',
    })
    expect(judgeLink('mailto:a@good.com')).toEqual({ kind: 'open', url: 'mailto:a@good.com', host: 'a@good.com' })
  })

  it('says a look-alike host in its true letters', () => {
    expect(judgeLink('https://аpple.com')).toMatchObject({ kind: 'open', host: 'xn--pple-43d.com' })
  })
})

describe('a visible address', () => {
  it('of another host is noticed', () => {
    expect(looksLikeAnotherHost('https://good.com/login', 'evil.com')).toBe(true)
    expect(looksLikeAnotherHost('good.com', 'evil.com')).toBe(true)
    expect(looksLikeAnotherHost('аpple.com', 'xn--pple-43d.com')).toBe(true)
  })

  it('of the same host, and plain words, are not', () => {
    expect(looksLikeAnotherHost('https://Good.com/x', 'good.com')).toBe(false)
    expect(looksLikeAnotherHost('good.com', 'good.com:8443')).toBe(false)
    expect(looksLikeAnotherHost('the manual', 'good.com')).toBe(false)
  })
})

describe('opening a link', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('asks main, and tells when main refused', async () => {
    const call = vi.fn(async () => ({ ok: false, error: { code: 'links.refused', message: 'No.' } }))
    vi.stubGlobal('deck', { call, onEvents: () => () => undefined, pathOf: () => '' })
    useNotices.setState({ notices: [] })
    await openLink('https://good.com/')
    expect(call).toHaveBeenCalledWith('links/open', { url: 'https://good.com/' })
    expect(useNotices.getState().notices[0]?.message).toBe('The link was not opened: No.')
  })
})
