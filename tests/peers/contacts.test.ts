/** The directory's files in programs of others: vobject reads the cards, LibreOffice the sheet, poppler the book. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { calendarChecker, spreadsheet } from '../../scripts/debian-packages.ts'
import { contactsModule, documents } from '../../src/core/modules/contacts/index.ts'
import { directoryModule } from '../../src/core/modules/directory/index.ts'
import { importingModule } from '../../src/core/modules/importing/index.ts'
import { logbookModule } from '../../src/core/modules/logbook/index.ts'
import { peopleModule } from '../../src/core/modules/people/index.ts'
import { placesModule } from '../../src/core/modules/places/index.ts'
import { rostersModule } from '../../src/core/modules/rosters/index.ts'
import { rulesModule } from '../../src/core/modules/rules/index.ts'
import { teamsModule } from '../../src/core/modules/teams/index.ts'
import { openBench } from '../support/module-bench.ts'
import { missingProgram, runProgram } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'contacts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const noVobject = missingProgram(calendarChecker, 'python3-vobject')
const noOffice = missingProgram(spreadsheet, 'libreoffice-calc-nogui')
const noPoppler = missingProgram('pdftotext', 'poppler-utils')

async function desk() {
  const bench = openBench([
    contactsModule,
    directoryModule,
    importingModule,
    logbookModule,
    peopleModule,
    placesModule,
    rostersModule,
    rulesModule,
    teamsModule,
  ])
  const { api } = bench
  const { id: organization } = await api.people.registerOrganization({
    name: '小松镇人民政府',
    kind: 'township',
    dutyPhone: '0797-5701234',
    township: '360735101',
  })
  await api.contacts.save({
    set: {
      name: '欧阳春兰',
      post: '副镇长',
      organization,
      callSign: '小松 01',
      note: '分管防汛；周末在村里, 不接',
      nets: [{ net: '防汛责任人', area: '360735101' }],
      ways: [
        { purpose: 'mobile', number: '13807970001', note: '' },
        { purpose: 'office', number: '07975701236', note: '转 801' },
        { purpose: 'satphone', number: '17400010001', note: '' },
        { purpose: 'fax', number: '07975701235', note: '' },
      ],
    },
  })
  await api.contacts.save({ set: { name: '张伟', post: '罗源村支书' } })
  return bench
}

it.skipIf(noVobject !== undefined).each(['vcard3', 'vcard4'] as const)(
  `vobject reads every name and number of the %s file ${noVobject ?? ''}`,
  async (format) => {
    const { api, files, stop } = await desk()
    await api.contacts.export({ format })
    const path = join(folder, `${format}.vcf`)
    writeFileSync(path, [...(files.streamed.at(-1)?.parts() ?? [])].join(''))
    const script = `
import json, sys, vobject
out = []
for card in vobject.readComponents(open(sys.argv[1], encoding='utf-8', newline='').read()):
    out.append({
        'fn': card.fn.value,
        'family': card.n.value.family,
        'tel': [t.value for t in card.contents.get('tel', [])],
        'types': [sorted(t.params.get('TYPE', [])) for t in card.contents.get('tel', [])],
        'org': [o.value for o in card.contents.get('org', [])],
    })
print(json.dumps(out))
`
    const read: unknown = JSON.parse(runProgram('/usr/bin/python3', ['-c', script, path]).out)
    expect(read).toMatchObject([
      {
        fn: '欧阳春兰',
        family: '欧阳',
        tel: ['13807970001', '07975701236', '17400010001', '07975701235'],
        org: [['小松镇人民政府']],
      },
      { fn: '张伟', family: '张', tel: [] },
    ])
    expect(JSON.stringify(read).toLowerCase()).toContain('"cell"')
    stop()
  },
)

it.skipIf(noOffice !== undefined)(
  `a sheet that LibreOffice opened and saved comes back without a change ${noOffice ?? ''}`,
  async () => {
    const { api, files, stop } = await desk()
    await api.contacts.export({ format: 'xlsx' })
    const [source, target] = [join(folder, '通讯录.xlsx'), join(folder, 'saved')]
    writeFileSync(source, files.offered.at(-1)?.bytes ?? new Uint8Array())
    runProgram('soffice', [
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      '--headless',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      target,
      source,
    ])
    const content = readFileSync(join(target, '通讯录.xlsx')).toString('base64url')
    const { rows } = await api.importing.preview({
      kind: 'people',
      fileName: '通讯录.xlsx',
      content,
    })
    expect(rows.map(({ action, changes, problem }) => ({ action, changes, problem }))).toEqual([
      { action: 'same', changes: [], problem: null },
      { action: 'same', changes: [], problem: null },
    ])
    stop()
  },
  120_000,
)

it.skipIf(noPoppler !== undefined)(
  `the printed book holds every name, post and number as text ${noPoppler ?? ''}`,
  async () => {
    const { context, stop } = await desk()
    const composed = documents[0]?.compose(context, 'all')
    if (!composed?.ok) throw new Error('the book was not composed')
    const path = join(folder, 'book.pdf')
    writeFileSync(path, await context.render(composed.value, 'pdf'))
    const text = runProgram('pdftotext', ['-layout', path, '-']).out
    for (const word of [
      '应急通讯录',
      '小松镇人民政府',
      '值班 0797-5701234',
      '欧阳春兰',
      '138 0797 0001',
      '小松 01',
      '村、网格和其他人员',
      '张伟',
      '内部使用',
    ]) {
      expect(text).toContain(word)
    }
    stop()
  },
)
