import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { fileOfPath } from '../adapters/static-files.ts'
import {
  isCoreRequest,
  isDownloadAllowed,
  isOwnUrl,
  isPageUrl,
  isPermissionGranted,
  isSoundGranted,
  mayHavePort,
  panelOfUrl,
} from './page-url.ts'

const hostile = [
  '',
  'about:blank',
  'http://console/',
  'https://console/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'app://console.evil.com/',
  'app://evil/console/',
  'app://console@evil/',
  'app://user:pass@console/',
  'app://console:8080/',
  'app:console',
  'app:///console/',
  'apps://console/',
  'app://con%73ole.evil/',
  'view-source:app://console/',
  'devtools://devtools/bundled/inspector.html',
  'chrome://settings',
  'blob:app://evil/1',
  'ws://127.0.0.1/',
  'app://console\\@evil.com/',
  'app://cоnsole/', // Cyrillic о
]

it.each(hostile)('refuses to be at or to open %j', (url) => {
  expect(isOwnUrl(url)).toBe(false)
  expect(isPageUrl(url)).toBe(false)
  expect(panelOfUrl(url)).toBeUndefined()
  expect(isPermissionGranted('clipboard-sanitized-write', url)).toBe(false)
  expect(isDownloadAllowed(url)).toBe(false)
  expect(mayHavePort({ url, parent: null })).toBe(false)
})

it.each([
  ['app://console/', true],
  ['app://console/panel/map', true],
  ['app://console/panel/unknown', false],
  ['app://console/panel/map/', false],
  ['app://console/panel/map?x=1', false],
  ['app://console/panel/../panel/map', true],
  ['app://console/assets/index.js', false],
  ['app://console/files/ticket', false],
  ['app://console/recorder', true],
  ['app://console/recorder/', false],
  ['app://console/recorder?x=1', false],
  ['app://console/recorder.html', false],
])('may a window be at %j: %j', (url, allowed) => {
  expect(isPageUrl(url)).toBe(allowed)
})

it('gives pages of ours the named permissions only', () => {
  const asked = [
    'media',
    'serial',
    'usb',
    'hid',
    'geolocation',
    'notifications',
    'openExternal',
    'midi',
  ]
  expect(asked.filter((name) => isPermissionGranted(name, 'app://console/'))).toEqual([])
  expect(isPermissionGranted('fullscreen', 'app://console/')).toBe(true)
})

it('lets only the recorder page listen, and to nothing but sound', () => {
  const recorder = 'app://console/recorder'
  expect(isSoundGranted('media', recorder, ['audio'])).toBe(true)
  expect(isSoundGranted('media', recorder, ['audio', 'video'])).toBe(false)
  expect(isSoundGranted('media', recorder, ['video'])).toBe(false)
  expect(isSoundGranted('media', recorder, [])).toBe(false)
  expect(isSoundGranted('display-capture', recorder, ['audio'])).toBe(false)
  for (const url of [
    'app://console/',
    'app://console/panel/map',
    'app://evil/recorder',
    ...hostile,
  ])
    expect(isSoundGranted('media', url, ['audio'])).toBe(false)
})

it('hands a port to the top frame of a page of ours, not to a frame inside it', () => {
  const url = 'app://console/'
  expect(mayHavePort({ url, parent: null })).toBe(true)
  expect(mayHavePort({ url, parent: { url } })).toBe(false)
  expect(mayHavePort(null)).toBe(false)
})

it('sends only tiles and files to the core', () => {
  expect(isCoreRequest('app://console/tiles/1/2/3')).toBe(true)
  expect(isCoreRequest('app://console/files/abc')).toBe(true)
  expect(isCoreRequest('app://console/filesystem.js')).toBe(false)
})

const root = '/srv/renderer'
it.each([
  ['/', 'index.html'],
  ['/panel/map', 'index.html'],
  ['/recorder', 'recorder.html'],
  ['/index.html', 'index.html'],
  ['/assets/index-1.js', 'assets/index-1.js'],
  ['/assets/', undefined],
  ['/assets', undefined],
  ['/../secret.js', undefined],
  ['/..%2fsecret.js', undefined],
  ['/%2e%2e/%2e%2e/etc/passwd', undefined],
  ['/assets/..%5c..%5csecret.js', undefined],
  ['/assets/%00.js', undefined],
  ['/..renderer-evil/index.js', undefined],
  ['/.git/config.json', undefined],
  ['/assets/.hidden.js', undefined],
  ['/assets/readme.md', undefined],
  ['/assets/%E0%A4%A.js', undefined],
  ['//etc/passwd.json', 'etc/passwd.json'],
  ['/C:/windows/win.json', undefined],
  ['relative.js', undefined],
])('maps the path %j to %j inside the folder', (path, file) => {
  const found = fileOfPath(root, path)
  expect(found).toBe(file === undefined ? undefined : join(root, file))
  expect(relative(root, found ?? root).startsWith('..')).toBe(false)
})
