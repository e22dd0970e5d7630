/** 电台点名登记表 (domain §13 no. 25). */
import { beijingDateTime, beijingTime } from '../../kernel/beijing-time.ts'
import { factPairs, factRows, minute, signatures } from '../../documents/blocks.ts'
import type { DocumentKind } from '../../documents/kind.ts'
import type { PrintDocument, Run, TableRow, Words } from '../../documents/model.ts'
import { meansWord } from '../../gateway/means.ts'
import { accept, refuse } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import { scheduleList } from './nets.ts'
import { rollRow, rollsBefore } from './queries.ts'
import { callSigns, countsOf, countWords, missingOf, rateOf, standing } from './sheet.ts'
import type { RollLine, RollRow, StoredAnswer } from './tables.ts'
import { askWord, isThere, resultWord, roundWord } from './words.ts'

const mostOffered = 20
const clock = (at: number | undefined) => (at === undefined ? '' : beijingTime(at).slice(0, 8))

/** Earlier answers stay readable with a line through them. */
function resultCell({ answers }: RollLine): Words {
  const now = answers.at(-1)
  const earlier = answers
    .slice(0, -1)
    .filter(({ result }) => result !== 'none')
    .map(({ result, round }): Run => ({ text: `${roundWord(result, round)} `, struck: true }))
  const taken = now?.result === 'none'
  const text = !now || taken ? resultWord('none') : roundWord(now.result, now.round)
  const bad = !now || !isThere(now.result)
  return [...earlier, { text, bold: bad }]
}

/** When the station was called again; empty where it answered the first time. */
function retryTime({ answers }: RollLine): string {
  return clock(answers.find(({ round }) => round > 1)?.at)
}

function noteWords(answer: StoredAnswer | undefined, extra: boolean): string {
  const parts = [answer?.note ?? '', extra ? '不在册' : '', answer?.how === 'auto' ? '自动' : '']
  return parts.filter((part) => part !== '').join('，')
}

function lineRow(line: RollLine, place: number): TableRow {
  const answer = standing(line)
  const there = answer && isThere(answer.result) ? answer : undefined
  return [
    String(place + 1),
    line.name,
    line.callSign,
    clock(there?.at),
    there?.signal === null || there === undefined ? '' : String(there.signal),
    there?.who ?? '',
    there?.position ?? '',
    there?.power ?? '',
    resultCell(line),
    retryTime(line),
    noteWords(answer, line.extra),
  ]
}

function howWords({ asked, lines }: RollRow): string {
  const voice = lines.some(({ answers }) => answers.some(({ how }) => how !== 'auto'))
  const auto = [...new Set(asked.map(({ how }) => askWord(how)))]
  return [...(voice ? ['话音'] : []), ...auto.map((word) => `自动（${word}）`)].join('、')
}

function summaryWords(row: RollRow): string {
  const missing = missingOf(row)
  const rate = rateOf(countsOf(row))
  const last = row.steps.at(-1)
  return [
    countWords(countsOf(row)),
    ...(rate === null ? [] : [`应答率 ${Math.round(rate * 100)}%`]),
    ...(missing.length === 0 ? [] : [`未应答：${callSigns(missing)}`]),
    ...(last?.to === 'summarized' && last.reason !== '' ? [`未补点，原因：${last.reason}`] : []),
    ...(row.state === 'summarized' ? [] : ['尚未汇总']),
  ].join('；')
}

export function rollCallSheet(context: CoreContext, row: RollRow): PrintDocument {
  const label = scheduleList(context).find(({ id }) => id === row.schedule)?.label ?? '临时点名'
  const retry = row.steps.find(({ to }) => to === 'retry')
  const summed = row.steps.findLast(({ to }) => to === 'summarized')
  const means = [...new Set(row.lines.map((line) => meansWord(line.means)))].join('、')
  const net = row.group === null ? row.title : `${row.title}（组 ${row.group}）`
  return {
    title: '电台点名登记表',
    subtitle: `${row.title}　${minute(row.startedAt)}`,
    fileName: `电台点名登记表 ${row.title} ${minute(row.startedAt).replace(':', '')}`,
    paper: 'A4',
    status: row.status,
    madeAt: context.world.clock.nowMs(),
    foot: '',
    blocks: [
      factPairs([
        ['网络（信道）', net],
        ['方式', [means, howWords(row)].filter((part) => part !== '').join('　')],
        ['开始时间', beijingDateTime(row.startedAt)],
        ['点名员', row.by],
        ['类别', label],
        ['补点时间', retry ? beijingDateTime(retry.at) : ''],
      ]),
      {
        kind: 'table',
        small: true,
        columns: [
          { title: '序', width: 'auto', align: 'center' },
          { title: '单位', width: 2.5 },
          { title: '呼号', width: 2.1 },
          { title: '应答时间', width: 1.7, align: 'center' },
          { title: '信号', width: 0.9, align: 'center' },
          { title: '应答人', width: 1.4 },
          { title: '位置状态', width: 1.6 },
          { title: '电池', width: 1.1 },
          { title: '结果', width: 1.6 },
          { title: '补点', width: 1.7, align: 'center' },
          { title: '备注', width: 1.9 },
        ],
        rows: row.lines.map(lineRow),
      },
      factRows([{ label: '小结', value: summaryWords(row) }]),
      factPairs([
        ['汇总时间', summed ? beijingDateTime(summed.at) : ''],
        ['汇总人', summed?.by ?? ''],
      ]),
      signatures(['点名员', row.by], ['带班领导', summed?.reportedTo ?? ''], ['时间', '']),
    ],
  }
}

const sheetKind: DocumentKind = {
  key: 'roll_call_sheet',
  number: 25,
  title: '电台点名登记表',
  formats: ['pdf', 'docx'],
  subjects: (context, incident) =>
    incident === null
      ? rollsBefore(context, Number.MAX_SAFE_INTEGER, mostOffered).map((row) => ({
          id: row.id,
          title: `${row.title} ${minute(row.startedAt).slice(5)}`,
        }))
      : [],
  compose(context, subject) {
    const row = rollRow(context, subject)
    return row ? accept(rollCallSheet(context, row)) : refuse('not-found', undefined)
  },
}

export const documents: readonly DocumentKind[] = [sheetKind]
