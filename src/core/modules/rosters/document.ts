/** 值班表 on paper (domain §13 no. 1), A4 portrait. */
import { minute, signatures } from '../../documents/blocks.ts'
import type { DocumentKind } from '../../documents/kind.ts'
import type { PrintDocument, TableRow } from '../../documents/model.ts'
import { beijingDate } from '../../kernel/beijing-time.ts'
import { accept, refuse } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import { monthRow } from './queries.ts'
import {
  askOfSubject,
  namesAt,
  phonesAt,
  rosterSheet,
  sheetsOf,
  type RosterSheet,
  type SheetRow,
} from './sheet-rows.ts'

function rowOf(sheet: RosterSheet, row: SheetRow): TableRow {
  const first = row.ofDay > 0
  const note = row.note === '' ? '' : `\n${row.note}`
  return [
    first ? `${row.day}${note}` : '',
    first ? row.weekday.slice(2) : '',
    `${row.shift.word}\n${row.hours}`,
    ...sheet.posts.map(({ key }, place) => {
      const names = namesAt(row.shift, key)
      const phones = place === 0 ? phonesAt(row.shift, key) : ''
      return phones === '' ? names : `${names}\n${phones}`
    }),
  ]
}

function rosterDocument(context: CoreContext, sheet: RosterSheet): PrintDocument {
  const { title, dutyPhone, fax, issuedAt, posts } = sheet
  const month = monthRow(context, sheet.from.slice(0, 7))
  const head = [
    `值班电话：${dutyPhone === '' ? '＿＿＿＿＿＿' : dutyPhone}`,
    `传真：${fax === '' ? '＿＿＿＿＿＿' : fax}`,
    issuedAt === null ? '草稿，尚未印发' : `印发日期：${beijingDate(issuedAt)}`,
  ]
  return {
    title,
    subtitle: head.join('　　'),
    fileName: title,
    paper: 'A4',
    status: context.status,
    madeAt: context.world.clock.nowMs(),
    foot: issuedAt === null ? '' : `印发 ${minute(issuedAt)}`,
    blocks: [
      {
        kind: 'table',
        small: true,
        columns: [
          { title: '日期', width: 1.5, align: 'center' },
          { title: '星期', width: 0.8, align: 'center' },
          { title: '班次', width: 1.9, align: 'center' },
          ...posts.map(({ word }, place) => ({
            title: place === 0 ? `${word}及电话` : word,
            width: place === 0 ? 2 : 1.5,
            align: 'center' as const,
          })),
        ],
        rows: sheet.rows.map((row) => rowOf(sheet, row)),
      },
      {
        kind: 'paragraph',
        words:
          '值班人员须按时到岗，面对面交接，接班人未到不得离岗；换班须提前报批，由带班领导批准。',
      },
      signatures(['制表', month?.publishedBy ?? ''], ['签发', month?.decision?.name ?? '']),
    ],
  }
}

const mostOffered = 40

const rosterKind: DocumentKind = {
  key: 'duty_roster',
  number: 1,
  title: '值班表',
  formats: ['pdf', 'docx'],
  subjects(context, incident) {
    if (incident !== null) return []
    const months = context.db
      .prepare<{ id: string }>('select id from roster_month order by id desc limit 6')
      .all()
    return months
      .flatMap(({ id }) => sheetsOf(context, id))
      .slice(0, mostOffered)
      .map(({ subject, title }) => ({ id: subject, title }))
  },
  compose(context, subject) {
    const ask = askOfSubject(subject)
    const sheet = ask && rosterSheet(context, ask)
    return sheet ? accept(rosterDocument(context, sheet)) : refuse('not-found', undefined)
  },
}

export const documents: readonly DocumentKind[] = [rosterKind]
