import { afterEach, expect, it } from 'vitest'
import type { FakeFiles } from '../../../../tests/support/fake-files.ts'
import { openBench, wang, type Bench } from '../../../../tests/support/module-bench.ts'
import { assertNever } from '../../kernel/assert-never.ts'
import { plainWords, type Block, type PrintDocument } from '../../documents/model.ts'
import { modules } from '../index.ts'
import { documentKinds } from './kinds.ts'

let bench: Bench | undefined
afterEach(() => bench?.stop())

const noon = Date.UTC(2026, 10, 29, 4)
const minuteMs = 60_000

interface Scene extends Bench {
  readonly incident: string
  readonly files: FakeFiles
  /** What was handed to the writers. */
  readonly rendered: PrintDocument[]
}

/** One incident with a line that is struck, one that is corrected, one restored, one late. */
async function scene(): Promise<Scene> {
  const opened = openBench(modules)
  bench = opened
  const { context, api, test } = opened
  const rendered: PrintDocument[] = []
  const files = context.files as FakeFiles
  Object.assign(context, {
    render: (document: PrintDocument) => {
      rendered.push(document)
      return Promise.resolve(new TextEncoder().encode(document.title))
    },
  })
  test.world.setNow(noon)
  const { id: incident } = await api.incidents.open({
    source: '小松镇值班室 刘某',
    contact: '13900000000',
    channel: 'mobile',
    place: { text: '小松镇罗源村', lat: 26.32123, lon: 116.34512, precision: 'approximate' },
    category: '11G02',
    narrative: '罗源村后山起火，火线约三百米。',
  })
  const write = async (text: string, more: object = {}) => {
    test.world.advance(minuteMs)
    const entry = {
      kind: 'comm',
      source: { kind: 'text', text: '森林大队' },
      text,
      incident,
      ...more,
    }
    return api.logbook.write(entry as Parameters<typeof api.logbook.write>[0])
  }
  const wrong = await write('到达现场，伤2人', { channel: 'radio370' })
  await api.logbook.correct({ entry: wrong.id, reason: '听错人数', text: '到达现场，伤1人' })
  const taken = await write('=HYPERLINK("http://x")，风向转南')
  await api.logbook.strike({ entry: taken.id, reason: '以为重复' })
  await api.logbook.restore({ entry: taken.id, reason: '不是重复' })
  await write('请送水', { needsAction: true })
  await write('十分钟前听到的', { heardAt: test.world.clock.nowMs() - 10 * minuteMs })
  return { ...opened, incident, files, rendered }
}

function streamed(files: FakeFiles): string {
  return [...(files.streamed.at(-1)?.parts() ?? [])].join('')
}

function wordsOf(document: PrintDocument): string {
  const words = (block: Block): string => {
    switch (block.kind) {
      case 'paragraph':
        return plainWords(block.words)
      case 'heading':
        return block.text
      case 'facts':
        return block.rows
          .flat()
          .map(([label, value]) => `${label} ${plainWords(value)}`)
          .join('\n')
      case 'table':
        return block.rows
          .map((row) => ('band' in row ? plainWords(row.band) : row.map(plainWords).join(' | ')))
          .join('\n')
      case 'signatures':
        return block.labels.flat().join(' ')
      case 'picture':
      case 'image':
      case 'space':
      case 'page-break':
        return ''
      default:
        return assertNever(block)
    }
  }
  return [document.title, ...document.blocks.map(words), document.foot].join('\n')
}

it('has a printable document for every number that is composed here, each once', () => {
  expect(documentKinds.map(({ number }) => number)).toEqual(
    expect.arrayContaining([4, 9, 11, 12, 18, 19, 20]),
  )
  expect(new Set(documentKinds.map(({ key }) => key)).size).toBe(documentKinds.length)
})

it('offers the papers of an incident, and empty forms for the desk', async () => {
  const { api, incident } = await scene()
  const ofIncident = await api.documents.printable({ incident })
  expect(ofIncident.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['phone_record', 'phone_flash_card', 'unit_log', 'command_log']),
  )
  const forms = await api.documents.printable({})
  expect(forms.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['blank_phone_record', 'blank_log_page', 'blank_roll_call_sheet']),
  )
})

it('composes every document it offers', async () => {
  const { api, context, incident, rendered } = await scene()
  for (const about of [incident, null]) {
    for (const { kind, subjects, formats } of await api.documents.printable({ incident: about })) {
      for (const subject of subjects) {
        const format = formats[0] ?? 'pdf'
        const offer = await api.documents.print({ kind, subject: subject.id, format })
        expect(offer.name, kind).toMatch(/\.(pdf|docx)$/)
      }
    }
  }
  expect(rendered.length).toBeGreaterThan(10)
  const now = context.world.clock.nowMs()
  for (const { madeAt, foot } of rendered) {
    expect(madeAt).toBeLessThanOrEqual(now)
    expect(foot).toContain('王海燕')
    expect(foot).toContain('链头')
  }
})

it('says in the log who printed what, and keeps a copy where that is wanted', async () => {
  const { api, incident, lines, files } = await scene()
  const print = { kind: 'phone_record', subject: incident, incident, format: 'pdf' } as const
  await api.documents.print({ ...print, keep: true })
  expect(lines().at(-1)).toBe('打印《接报登记单》（PDF），留存一份')
  const [copy] = await api.documents.kept({ incident })
  expect(copy).toMatchObject({ title: '接报登记单', by: '王海燕' })
  await api.documents.openKept({ copy: copy?.id ?? '' })
  expect(files.offered.at(-1)?.name).toBe(copy?.name)
})

it('fills the intake sheet from the record and leaves room for what is written by hand', async () => {
  const { api, incident, rendered } = await scene()
  await api.documents.print({ kind: 'phone_record', subject: incident, format: 'docx' })
  const [sheet] = rendered
  const words = sheet ? wordsOf(sheet) : ''
  for (const piece of ['2026-11-29 12:00', '刘某', '13900000000', '罗源村后山起火', '26.32123']) {
    expect(words).toContain(piece)
  }
  expect(words).toMatch(/带班领导批示 $/m)
})

it('prints the log with both sides of a correction, three times, marks and the chain head', async () => {
  const { api, context, incident, rendered } = await scene()
  const head = context.log.head()
  const { lines } = await api.documents.exportLog({ incident, format: 'pdf' })
  const [log] = rendered
  if (!log) throw new Error('nothing was rendered')
  const words = wordsOf(log)
  const table = log.blocks.find((block) => block.kind === 'table')
  const struck = table?.rows.find(
    (row) => !('band' in row) && plainWords(row[6] ?? '').startsWith('到达现场，伤2人'),
  )
  if (!struck || 'band' in struck) throw new Error('the struck line is missing')
  expect(struck[6]).toMatchObject([{ text: '到达现场，伤2人', struck: true }, {}])
  expect(plainWords(struck[6] ?? '')).toMatch(
    /【划改 11-29 12:01:00 王海燕：听错人数，更正见 中-\d{4}】/,
  )
  expect(struck.slice(1, 4)).toEqual(['12:01:00', '12:01:00', '12:01:00'])
  expect(words).toMatch(/伤1人 【更正 中-\d{4}】/)
  expect(words).toMatch(/【曾划改 .*以为重复；已恢复 .*不是重复】/)
  expect(words).toContain('【待办未办结】')
  expect(words).toMatch(/11-29|2026年11月29日 星期日/)
  expect(words).toMatch(/十分钟前听到的 【补录】/)
  expect(words).toContain(`共 ${lines} 条：划改 1 条，恢复 1 条，补录 1 条`)
  expect(words).toContain(
    `${head.origin} · ${head.seq} · ${Buffer.from(head.hash).toString('hex')}`,
  )
  expect(log.foot).toContain(`共 ${lines} 条`)
})

it('puts a date line where the day changes', async () => {
  const { api, test, incident, rendered } = await scene()
  test.world.setNow(Date.UTC(2026, 10, 29, 17))
  const source = { kind: 'text', text: '值班室' } as const
  await api.logbook.write({ kind: 'comm', source, text: '次日一点', incident })
  await api.documents.exportLog({ incident, format: 'pdf' })
  const words = rendered[0] ? wordsOf(rendered[0]) : ''
  expect(words.indexOf('2026年11月29日 星期日')).toBeGreaterThan(-1)
  expect(words.indexOf('2026年11月30日 星期一')).toBeGreaterThan(words.indexOf('请送水'))
  expect(words.indexOf('次日一点')).toBeGreaterThan(words.indexOf('2026年11月30日 星期一'))
})

it('exports CSV that a spreadsheet opens right and does not run', async () => {
  const { api, incident, files } = await scene()
  const { name, lines } = await api.documents.exportLog({ incident, format: 'csv' })
  const csv = streamed(files)
  expect(name).toMatch(/^事件日志 #1 20261129-\d{4}\.csv$/)
  expect(csv.startsWith('\uFEFF编号,')).toBe(true)
  expect(csv).toContain(`"'=HYPERLINK(""http://x"")，风向转南"`)
  expect(csv.split('\r\n').filter((line) => /^中-\d{4},/.test(line))).toHaveLength(lines)
  expect(csv).toContain('已划改,听错人数,王海燕')
  expect(csv).toMatch(/【完】共 \d+ 条.*\r\n.*\r\n.*\r\n链头 /)
})

it('exports JSON lines, one object each, with a head and an end', async () => {
  const { api, context, incident, files } = await scene()
  const before = context.log.head()
  await api.documents.exportLog({ incident, format: 'jsonl' })
  const objects = streamed(files)
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect(objects[0]).toMatchObject({ line: 'head', by: '王海燕', chain: { seq: before.seq } })
  expect(objects.at(-1)).toMatchObject({ line: 'end', struck: 1, restored: 1 })
  expect(objects.slice(1, -1)).toEqual(
    expect.arrayContaining([expect.objectContaining({ line: 'entry', late: true })]),
  )
})

it('narrows an export and refuses an empty, a wrong and a far too long one', async () => {
  const { api, incident } = await scene()
  const typed = await api.documents.logSize({ incident, typedOnly: true })
  const all = await api.documents.logSize({ incident })
  expect(typed.lines).toBeLessThan(all.lines)
  expect(await api.documents.logSize({ incident, text: '风向' })).toEqual({ lines: 1 })
  const csv = { incident, format: 'csv' } as const
  await expect(api.documents.exportLog({ ...csv, text: '没有这样的话' })).rejects.toMatchObject({
    code: 'NO_LINES',
  })
  await expect(
    api.documents.exportLog({ ...csv, from: noon, to: noon - minuteMs }),
  ).rejects.toMatchObject({ code: 'BAD_RANGE' })
})

it('lets nobody take the log away without the right to', async () => {
  const session = wang.session
  if (!session) throw new Error('the test person is signed in')
  const seat = { ...wang, session: { ...session, rights: new Set(['log.write'] as const) } }
  const opened = openBench(
    modules.filter(({ name }) => name !== 'gateways'),
    seat,
  )
  bench = opened
  await expect(opened.api.documents.exportLog({ format: 'csv' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})

it('takes the lines of a paper form in their order, marked late, with the form named', async () => {
  const { api, context, incident, lines } = await scene()
  const now = context.world.clock.nowMs()
  const at = now - 30 * minuteMs
  const row = (text: string, heardAt: number) => ({ heardAt, source: '森林大队', text })
  const { numbers } = await api.documents.enterPaper({
    form: '中-1129-1430-1',
    incident,
    rows: [row('甲', at), row('乙', at), row('丙', at), row('丁', at + minuteMs)],
  })
  expect(numbers).toHaveLength(4)
  const { entries } = await api.logbook.search({ incident, to: now - 20 * minuteMs })
  const typed = entries.filter(({ generated, text }) => !generated && text.length === 1)
  expect(typed.map(({ text }) => text)).toEqual(['丁', '丙', '乙', '甲'])
  expect(typed.every(({ late }) => late)).toBe(true)
  expect(lines().at(-1)).toBe(`补录纸质表 中-1129-1430-1，共 4 行：${numbers[0]} 至 ${numbers[3]}`)
})

it('names the rows that cannot be right and saves none of them', async () => {
  const { api, context, lines } = await scene()
  const now = context.world.clock.nowMs()
  const before = lines().length
  const rows = [
    { heardAt: now - 10 * minuteMs, source: '甲队', text: '一' },
    { heardAt: now - 20 * minuteMs, source: '甲队', text: '二' },
    { heardAt: now + 20 * minuteMs, source: '甲队', text: '三' },
    { heardAt: now, source: '甲队', text: ' ' },
  ]
  await expect(api.documents.enterPaper({ form: '纸1', rows })).rejects.toMatchObject({
    code: 'BAD_ROWS',
    data: {
      rows: [
        { row: 2, problem: 'before-last' },
        { row: 3, problem: 'in-future' },
        { row: 4, problem: 'no-text' },
      ],
    },
  })
  expect(lines()).toHaveLength(before)
})

it('does not take the same paper form twice', async () => {
  const { api, context } = await scene()
  const rows = [{ heardAt: context.world.clock.nowMs(), source: '甲队', text: '一' }]
  await api.documents.enterPaper({ form: '纸1', rows })
  await expect(api.documents.enterPaper({ form: ' 纸1 ', rows })).rejects.toMatchObject({
    code: 'ALREADY_ENTERED',
    data: { by: '王海燕', lines: 1 },
  })
})
