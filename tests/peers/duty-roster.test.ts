/** The roster in the programs that people open it with: a spreadsheet, a calendar, paper. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { calendarChecker, spreadsheet } from '../../scripts/debian-packages.ts'
import { toBase64Url } from '../../src/core/kernel/bytes-text.ts'
import { documents } from '../../src/core/modules/rosters/index.ts'
import { renderDocument } from '../../src/main/adapters/documents/index.ts'
import { temporaryFolder } from '../support/folder.ts'
import { openRosterDesk, standing, type RosterDesk } from '../support/roster-desk.ts'
import { missingProgram, runProgram } from './program.ts'

const folder = temporaryFolder('duty-roster')
afterAll(() => folder.remove())
const month = '2026-06'
const whole = { from: '2026-06-01', to: '2026-06-30' }

function written(name: string, bytes: Uint8Array | string): string {
  const path = join(folder.path, name)
  writeFileSync(path, bytes)
  return path
}

async function sheetOf(desk: RosterDesk): Promise<Uint8Array> {
  await desk.api.rosters.exportSheet({ form: 'month', ...whole })
  return desk.files.offered.at(-1)?.bytes ?? new Uint8Array()
}

/** Opened by the spreadsheet and saved as a new file. */
function savedAgain(path: string): Uint8Array {
  const out = join(folder.path, 'saved')
  mkdirSync(out, { recursive: true })
  runProgram('soffice', [
    `-env:UserInstallation=file://${folder.path}/profile`,
    '--headless',
    '--convert-to',
    'xlsx:Calc MS Excel 2007 XML',
    '--outdir',
    out,
    path,
  ])
  return readFileSync(join(out, 'roster.xlsx'))
}

describe('spreadsheet', () => {
  const missing = missingProgram(spreadsheet, 'libreoffice-calc-nogui')

  it.skipIf(missing)(
    `the same roster comes back after LibreOffice has saved it ${missing ?? ''}`,
    { timeout: 120_000 },
    async () => {
      const desk = await openRosterDesk()
      const { patterns } = await desk.api.rosters.settings()
      const uses = [{ pattern: 'two-shift', from: '2026-01-01', to: '2026-12-31' }]
      await desk.api.rosters.setPatterns({ patterns, uses })
      await desk.api.rosters.generate({ from: month, to: month })
      await expect
        .poll(async () => (await desk.api.rosters.generation({}))?.state, { timeout: 60_000 })
        .toBe('done')
      const job = (await desk.api.rosters.generation({}))?.job ?? ''
      await desk.api.rosters.takeGeneration({ job })
      const shown = await desk.api.rosters.month({ month })
      const bytes = savedAgain(written('roster.xlsx', await sheetOf(desk)))
      const content = toBase64Url(bytes)
      const same = await desk.api.rosters.importPreview({ fileName: 'a.xlsx', content, year: 2026 })
      expect(same.counts).toEqual({ change: 0, same: shown.shifts.length, problem: 0 })
      // On a desk that has nothing yet, the file makes the whole roster.
      const other = await openRosterDesk()
      await other.api.rosters.setPatterns({ patterns, uses })
      const made = await other.api.rosters.importPreview({
        fileName: 'a.xlsx',
        content,
        year: 2025,
      })
      await other.api.rosters.importCommit({ token: made.token })
      const there = await other.api.rosters.month({ month })
      for (const { day } of shown.days) {
        for (const { key } of shown.posts) {
          expect(standing(there, day, key)).toEqual(standing(shown, day, key))
        }
      }
      expect(there.shifts.map(({ id }) => id)).toEqual(shown.shifts.map(({ id }) => id))
    },
  )
})

/** Reads the file, checks every component by RFC 5545, prints one line for each event. */
const checker = `
import sys, vobject
calendar = vobject.readOne(open(sys.argv[1], newline='', encoding='utf-8').read())
calendar.validate(raiseException=True)
for line in open(sys.argv[1], 'rb').read().split(b'\\r\\n'):
    assert len(line) <= 75, line
    line.decode('utf-8')
for event in calendar.vevent_list:
    print(event.dtstart.value.isoformat(), event.dtend.value.isoformat(), event.summary.value, event.uid.value)
`

describe('calendar', () => {
  const missing = missingProgram(calendarChecker, 'python3-vobject')

  it.skipIf(missing)(`a validator others wrote accepts every duty ${missing ?? ''}`, async () => {
    const desk = await openRosterDesk()
    await desk.publish(month)
    const script = written('check.py', checker)
    const events = async (person: string | null) => {
      await desk.api.rosters.exportCalendar({ person, ...whole })
      const text = [...(desk.files.streamed.at(-1)?.parts() ?? [])].join('')
      const path = written('duties.ics', text)
      return runProgram('/usr/bin/python3', [script, path]).out.trim().split('\n')
    }
    const all = await events(null)
    expect(all).toHaveLength(30)
    expect(all[0]).toMatch(
      /^2026-06-01T00:30:00\+00:00 2026-06-02T00:30:00\+00:00 值班 全天班 2026-06-01\.0830-all@/,
    )
    const own = await events(desk.id('李静'))
    const shown = await desk.api.rosters.month({ month })
    const days = shown.shifts.filter(({ day }) => standing(shown, day, 'officer').includes('李静'))
    expect(own).toHaveLength(days.length)
    expect(own.every((line) => line.includes('值班 副班 '))).toBe(true)
  })
})

describe('paper', () => {
  const missing = missingProgram('pdftotext', 'poppler-utils')

  it.skipIf(missing)(`prints the issued month on A4 ${missing ?? ''}`, async () => {
    const desk = await openRosterDesk()
    await desk.publish(month)
    const [kind] = documents
    const [subject] = kind?.subjects(desk.context, null) ?? []
    const composed = kind?.compose(desk.context, subject?.id ?? '')
    if (!composed?.ok) throw new Error('nothing to print')
    const pdf = written('roster.pdf', await renderDocument(composed.value, 'pdf'))
    const text = runProgram('pdftotext', ['-layout', pdf, '-']).out
    const plain = text.replaceAll(/[ \f\n]+/g, '')
    expect(plain).toContain('石城县应急值班表（2026年6月）')
    expect(plain).toContain('印发日期：2026-03-01')
    const shown = await desk.api.rosters.month({ month })
    for (const { day } of shown.days) {
      expect(text).toContain(`${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`)
    }
    const count = (word: string) => text.split(word).length - 1
    for (const name of ['李文斌', '张伟', '吴磊', '马超']) {
      const duties = shown.balance.find((row) => row.name === name)
      expect(count(name), name).toBeGreaterThanOrEqual(
        (duties?.total ?? 0) + (duties?.standby ?? 0),
      )
    }
    expect(runProgram('pdfinfo', [pdf]).out).toMatch(/Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)/)
  })
})
