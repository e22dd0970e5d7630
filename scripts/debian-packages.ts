/** Programs the tests use that come from Debian, and how to get the missing ones. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

interface Needed {
  readonly program: string
  readonly debian: string
  readonly why: string
}

/** The package brings no program of its own, only this part of `soffice`. */
export const spreadsheet = '/usr/lib/libreoffice/program/libsclo.so'

/** Checks calendars and cards; a module of Debian's own Python. */
export const calendarChecker = '/usr/lib/python3/dist-packages/vobject/__init__.py'

const needed: readonly Needed[] = [
  { program: 'chromium', debian: 'chromium', why: 'end-to-end tests' },
  { program: 'socat', debian: 'socat', why: 'pseudo-terminal pairs' },
  { program: 'direwolf', debian: 'direwolf', why: 'amateur radio modems, answering back' },
  { program: 'gpsd', debian: 'gpsd', why: 'a satellite receiver, played' },
  { program: 'gpsfake', debian: 'gpsd-clients', why: 'a satellite receiver, played' },
  { program: 'mkfs.ext4', debian: 'e2fsprogs', why: 'power-cut images' },
  { program: 'pdftotext', debian: 'poppler-utils', why: 'printed documents, read back' },
  { program: 'soffice', debian: 'libreoffice-writer-nogui', why: 'DOCX, opened' },
  { program: 'ogr2ogr', debian: 'gdal-bin', why: 'map files, opened' },
  { program: 'osmium', debian: 'osmium-tool', why: 'road extracts, made' },
  { program: spreadsheet, debian: 'libreoffice-calc-nogui', why: 'CSV, opened' },
  { program: calendarChecker, debian: 'python3-vobject', why: 'calendars, checked' },
]

/** By its name on the path, or a file by its whole path. */
export function isInstalled(program: string): boolean {
  if (program.startsWith('/')) return existsSync(program)
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin']
  return folders.some((folder) => existsSync(`${folder}/${program}`))
}

/**
 * Prints the apt line for what is missing; installs it when `install`. What stays missing is
 * skipped by the tests that need it, with this reason.
 */
export function provideDebianPackages(install: boolean): void {
  const missing = needed.filter(({ program }) => !isInstalled(program))
  if (missing.length === 0) return
  for (const { program, why } of missing) process.stdout.write(`missing: ${program} (${why})\n`)
  const names = [...new Set(missing.map(({ debian }) => debian))]
  process.stdout.write(`sudo apt-get install -y ${names.join(' ')}\n`)
  if (!install || process.platform !== 'linux') return
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  for (const words of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...names],
  ]) {
    const [program = '', ...rest] = [...asRoot, 'apt-get', ...words]
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const run = spawnSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'], env })
    if (run.status !== 0) process.stdout.write(`apt-get ${words[0]} failed (${run.status})\n`)
  }
}
