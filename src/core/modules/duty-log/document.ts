/** 值班日志日页 (domain §13 no. 2), and the 接报登记单 (no. 4) of one entry. */
import { beijingDateTime, beijingTime } from '../../kernel/beijing-time.ts'
import { factPairs, factRows, minute, signatures } from '../../documents/blocks.ts'
import type { DocumentKind } from '../../documents/kind.ts'
import type { PrintDocument, Run, TableRow, Words } from '../../documents/model.ts'
import { accept, refuse } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import { entryRow } from '../logbook/index.ts'
import { entryWord } from '../logbook/contract.ts'
import type { DutyEntry, DutyPage } from './contract.ts'
import { dutyEntry } from './entries.ts'
import { shiftPage } from './page.ts'
import { pageList } from './pages.ts'
import { directionWord, doneWord } from './words.ts'

const mostOffered = 14

const joined = (parts: readonly string[], by = ' ') => parts.filter((part) => part !== '').join(by)

function party({ line, fields }: DutyEntry): string {
  return fields ? joined([fields.unit, fields.person]) || line.source.text : line.source.text
}

/** Struck words stay readable, with why, who and what took their place. */
function contentWords(entry: DutyEntry): Words {
  const { line, fields } = entry
  const struck = line.struck !== null
  const text = fields
    ? joined([fields.content, fields.whenWhere === '' ? '' : `（${fields.whenWhere}）`], '')
    : line.text
  const runs: Run[] = [{ text, struck }]
  if (fields && fields.remark !== '') runs.push({ text: ` 备注：${fields.remark}`, struck })
  if (line.late) runs.push({ text: ' 【补录】', quiet: true })
  if (line.corrects) runs.push({ text: ` 【更正 ${line.corrects.number ?? ''}】`, quiet: true })
  if (line.struck) {
    const { at, by, reason, replacedBy } = line.struck
    const instead = replacedBy ? `，更正见 ${replacedBy.number ?? '另一处的记录'}` : ''
    runs.push({ text: ` 【划改 ${minute(at).slice(5)} ${by}：${reason}${instead}】`, quiet: true })
  }
  return runs
}

function handlingWords({ fields, handlings, done }: DutyEntry): string {
  const state = done.state === 'done' && done.note === '' ? '' : doneWord(done.state)
  return joined(
    [
      fields?.handling ?? '',
      ...handlings.map(({ at, text, by }) => `${minute(at).slice(5)} ${text}（${by}）`),
      joined([state, done.note], '：'),
    ],
    '；',
  )
}

function noticeRuns({ notices }: DutyEntry): Run[] {
  return notices.map(({ whom, at, channel, reply, struck }, place) => ({
    text: `${place === 0 ? '' : '；'}${whom} ${joined([channel === null ? '' : entryWord(channel), beijingTime(at).slice(0, 5)])}${reply === '' ? '' : `，${reply}`}`,
    struck: struck !== null,
  }))
}

function row(entry: DutyEntry): TableRow {
  const { line, fields } = entry
  return [
    line.number.split('-').at(-1) ?? line.number,
    beijingTime(line.heardAt).slice(0, 5),
    fields ? directionWord(fields.direction) : '',
    party(entry),
    joined([line.channel === null ? '' : entryWord(line.channel), fields?.contact ?? '']),
    contentWords(entry),
    handlingWords(entry),
    noticeRuns(entry),
    line.recorder.name,
  ]
}

/** A date line where the day changes in the middle of a night. */
function rows(entries: readonly DutyEntry[]): TableRow[] {
  let day = ''
  return entries.flatMap((entry) => {
    const [date = ''] = beijingDateTime(entry.line.heardAt).split(' ')
    const band = date === day ? [] : [{ band: date }]
    day = date
    return [...band, row(entry)]
  })
}

function summaryWords({ summary, counts }: DutyPage): string {
  const counted = `本班记录 ${counts.entries} 条（来 ${counts.incoming}，去 ${counts.outgoing}），划改 ${counts.struck} 条，在办 ${counts.doing} 条`
  return summary.text === '' ? counted : `${summary.text}\n${counted}`
}

export function dutyLogPaper(context: CoreContext, page: DutyPage): PrintDocument {
  const { conditions } = page
  return {
    title: '值班日志',
    subtitle: `${page.day}　${page.word}`,
    fileName: `值班日志 ${page.day} ${page.word}`,
    paper: 'A4',
    status: context.status,
    madeAt: context.world.clock.nowMs(),
    foot: '',
    blocks: [
      factPairs([
        ['日期', page.day],
        ['班次', page.word],
        ['起止', `${minute(page.from).slice(5)} — ${minute(page.to).slice(5)}`],
        ['天气', conditions.weather],
      ]),
      factRows([
        {
          label: '值班人员',
          value: joined(
            page.people.map(({ word, name }) => `${word} ${name}`),
            '　',
          ),
        },
        { label: '雨水情', value: conditions.rain },
        { label: '火险等级', value: conditions.fireDanger },
      ]),
      {
        kind: 'table',
        small: true,
        columns: [
          { title: '序号', width: 'auto', align: 'center' },
          { title: '时间', width: 'auto', align: 'center' },
          { title: '来去', width: 'auto', align: 'center' },
          { title: '单位、姓名职务', width: 1.7 },
          { title: '方式、电话频道', width: 1.3 },
          { title: '内容', width: 4 },
          { title: '处理情况', width: 2 },
          { title: '报告与通知', width: 1.9 },
          { title: '记录人', width: 'auto' },
        ],
        rows:
          page.entries.length === 0
            ? [['', '', '', '', '', '本班没有记录', '', '', '']]
            : rows(page.entries),
      },
      factRows([{ label: '当班小结', value: summaryWords(page), heightMm: 18 }]),
      signatures(['值班员', ''], ['主班', ''], ['带班领导', '']),
    ],
  }
}

export function entryPaper(context: CoreContext, entry: DutyEntry): PrintDocument {
  const { line, fields, done } = entry
  return {
    title: '接报登记单',
    subtitle: `${line.number}　${line.day}`,
    fileName: `接报登记单 ${line.number} ${line.day}`,
    paper: 'A4',
    status: line.status,
    madeAt: context.world.clock.nowMs(),
    foot: '',
    blocks: [
      factPairs([
        ['编号', line.number],
        ['接报时间', minute(line.heardAt)],
        ['来电人单位', fields?.unit ?? line.source.text],
        ['姓名、职务', fields?.person ?? ''],
        ['方式', line.channel === null ? '' : entryWord(line.channel)],
        ['电话或频道', fields?.contact ?? ''],
        ['事发时间地点', fields?.whenWhere ?? ''],
        ['关联事件', entry.incidentNumber ?? ''],
      ]),
      factRows([
        { label: '内容', value: contentWords(entry), heightMm: 46 },
        { label: '是否核实', value: '', heightMm: 10 },
        { label: '处理意见', value: handlingWords(entry), heightMm: 26 },
        { label: '报告与通知', value: noticeRuns(entry), heightMm: 20 },
        { label: '带班领导批示', value: '', heightMm: 26 },
        {
          label: '办理结果',
          value: joined([doneWord(done.state), done.note, `${minute(done.at)} ${done.by}`], '，'),
          heightMm: 14,
        },
      ]),
      signatures(['登记人', line.recorder.name], ['带班领导', ''], ['时间', '']),
    ],
  }
}

/** Subject: a shift's id or `day:2026-11-30`. */
const pageKind: DocumentKind = {
  key: 'duty_log',
  number: 2,
  title: '值班日志（日页）',
  formats: ['pdf', 'docx'],
  subjects: (context, incident) =>
    incident === null
      ? pageList(context, mostOffered).map(({ page, day, word }) => ({
          id: page,
          title: `${day} ${word}`,
        }))
      : [],
  compose(context, subject) {
    const page = shiftPage(context, subject)
    return page ? accept(dutyLogPaper(context, page)) : refuse('not-found', undefined)
  },
}

/** Subject: the line. */
const entryKind: DocumentKind = {
  key: 'duty_phone_record',
  number: 4,
  title: '接报登记单（值班日志）',
  formats: ['pdf', 'docx'],
  subjects(context, incident) {
    const page = incident === null ? shiftPage(context, null) : undefined
    return (page?.entries ?? [])
      .filter(({ fields, line }) => fields?.direction === 'in' && line.struck === null)
      .toReversed()
      .slice(0, mostOffered)
      .map((entry) => ({ id: entry.line.id, title: `${entry.line.number} ${party(entry)}` }))
  },
  compose(context, subject) {
    const found = entryRow(context.db, subject)
    return found
      ? accept(entryPaper(context, dutyEntry(context, found)))
      : refuse('not-found', undefined)
  },
}

export const documents: readonly DocumentKind[] = [pageKind, entryKind]
