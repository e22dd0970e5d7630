import fc from 'fast-check'
import { expect, it } from 'vitest'
import { loadCountyProfile } from '../../main/adapters/county-profile.ts'
import { exampleContext, exampleCounty } from '../../main/tools/sentences/example-context.ts'
import { readingSchema, type Reading } from './proposal.ts'
import { prepareWords, readSentence } from './read.ts'

const profile = loadCountyProfile(
  new URL('../../../resources/counties/shicheng', import.meta.url).pathname,
)
if (!profile.ok) throw new Error('the county profile does not load')
const words = prepareWords(exampleCounty(profile.value))
const context = exampleContext(profile.value)
const read = (text: string, more: Partial<typeof context> = {}): Reading => {
  const reading = readSentence(text, { ...context, ...more }, words)
  if (!reading) throw new Error(`nothing proposed for ${text}`)
  return reading
}
const said = (reading: Reading, text: string) =>
  reading.spans
    .filter(({ kind }) => kind !== 'blank')
    .map(({ start, end }) => text.slice(start, end))

it('reads the sentences of the plan as they are meant', () => {
  expect(read('森林大队 到达').proposal).toMatchObject({
    kind: 'unitStatus',
    unit: { callSign: '森林大队' },
    status: 'arrived',
    incident: { number: '#12' },
  })
  expect(read('14:20 小松镇罗源村 山火 无人被困 村支书刘某报').proposal).toMatchObject({
    kind: 'openIncident',
    incident: {
      receivedAt: context.now - 600_000,
      category: '11G01',
      place: { text: '小松镇罗源村', precision: 'township-only' },
      source: '村支书刘某',
      casualties: { trapped: 0 },
    },
  })
  expect(read('/点名 乡镇')).toMatchObject({
    proposal: { kind: 'rollCall', net: { number: '21' } },
    leaves: expect.stringContaining('乡镇网'),
  })
  expect(read('/发 G12 请各队报位置')).toMatchObject({
    proposal: { kind: 'sendText', to: [{ number: '12', group: true }], body: '请各队报位置' },
    twice: false,
  })
  expect(read('蓝天 需增援 2人受伤').proposal).toMatchObject({
    kind: 'unitStatus',
    unit: { callSign: '蓝天02' },
    status: 'request_support',
    casualties: { injured: 2 },
  })
  expect(read('#12 续报 火线东移').proposal).toMatchObject({
    kind: 'followUp',
    incident: { number: '#12' },
    body: '续报 火线东移',
  })
})

it('asks for Enter twice before a text goes to more than one net', () => {
  expect(read('/发 G12,G21 注意落石').twice).toBe(true)
  expect(read('/发 全体 注意落石').leaves).toContain('乡镇网')
})

it('takes `/`, `／` and `、` at the beginning for the same', () => {
  const [one, ...others] = ['/', '／', '、'].map((sign) => read(`${sign}发 G12 报位置`).proposal)
  for (const other of others) expect({ ...other, text: '' }).toEqual({ ...one, text: '' })
})

it.each([
  ['森防01 还没到达', 'log'],
  ['森防01到了吗', 'log'],
  ['蓝天不需要增援', 'log'],
  ['今晚有暴雨预警', 'log'],
  ['小松镇没有发生山火', 'log'],
])('changes nothing because of what has not happened: %s', (text, kind) => {
  expect(read(text).proposal.kind).toBe(kind)
})

it('never takes a call sign that nobody has for another team of that name', () => {
  for (const text of ['蓝天03 到达', '消防02出动', '医疗洞三 到达', '森防五 到达'])
    expect(read(text)).toMatchObject({ proposal: { kind: 'log', unit: null } })
  expect(read('森防洞两 到达').proposal).toMatchObject({ unit: { callSign: '森防02' } })
})

it('takes no road for the road team, and no order for a call for help', () => {
  expect(read('绿水村通村公路塌方 没有人受伤').proposal).toMatchObject({ kind: 'openIncident' })
  expect(read('请调森防02火速增援罗源村').proposal).toMatchObject({ kind: 'order' })
})

it('asks about news of a team that names another village than its incident', () => {
  expect(read('森防01 石田村 2人受伤').doubts.map(({ code }) => code)).toContain('which-incident')
})

it('marks what it is not sure of, with the other possibilities', () => {
  const which = read('森防 到达')
  expect(which.doubts[0]).toMatchObject({ code: 'which-unit' })
  expect(which.doubts[0]?.alternatives[0]?.proposal).toMatchObject({ kind: 'unitStatus' })
  expect(read('森防01预计14:50到达')).toMatchObject({
    proposal: { status: 'en_route', etaAt: context.now + 20 * 60_000 },
    doubts: [{ code: 'status' }],
  })
})

it('asks once who an unknown call sign is', () => {
  expect(read('红星队 到达')).toMatchObject({ unknownName: '红星队', proposal: { kind: 'log' } })
  const remembered = context.teams.map((team) =>
    team.callSign === '蓝天02' ? { ...team, aliases: ['红星队'] } : team,
  )
  expect(read('红星队 到达', { teams: remembered }).proposal).toMatchObject({
    kind: 'unitStatus',
    unit: { callSign: '蓝天02' },
  })
})

it('says nothing for a blank line', () => {
  expect(readSentence(' 　\t', context, words)).toBeUndefined()
})

/** Names, numbers and words of the trade, mixed with anything at all. */
const piece = fc.oneof(
  fc.constantFrom(
    '森林大队',
    '森防01',
    '蓝天',
    '到达',
    '需增援',
    '派',
    '去',
    '#12',
    '#99',
    '小松镇',
    '罗源村',
    '山火',
    '塌方',
    '2人受伤',
    '无人被困',
    '14:20',
    '昨晚十一点',
    '/发',
    '／',
    '、',
    'G12',
    '点名',
    '/net',
    '1234 正常',
    '复诵',
    '已控制',
    '起草续报',
    '13807971234',
    '村支书刘某报',
    '二十几人',
    '未',
    '预计',
    '？',
    ' ',
    '，',
    'slfd',
  ),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
  fc.string({ maxLength: 6, unit: 'binary' }),
)
const sentence = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 2000, unit: 'grapheme' }),
)

it('never throws, is the same every time, and loses nothing of any sentence', () => {
  fc.assert(
    fc.property(sentence, (typed) => {
      const text = typed.slice(0, 2000)
      const reading = readSentence(text, context, words)
      expect(readSentence(text, context, words)).toEqual(reading)
      expect(reading === undefined).toBe(text.trim() === '')
      if (!reading) return
      readingSchema.parse(reading)
      expect(reading.proposal.text).toBe(text)
      let reached = 0
      for (const { start, end } of reading.spans) {
        expect(start).toBe(reached)
        expect(end).toBeGreaterThan(start)
        reached = end
      }
      expect(reached).toBe(text.length)
      for (const { start = 0, end = text.length } of reading.doubts) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(text.length)
      }
    }),
    { numRuns: 400 },
  )
})

it('gives every recognised stretch back as it was typed', () => {
  const text = '森 林 大队，到达！'
  expect(said(read(text), text)).toEqual(['森 林 大队', '到达'])
})
