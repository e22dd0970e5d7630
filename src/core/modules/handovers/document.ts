/** 交接班记录 (domain §13 no. 3): the sheet as it was signed, or as far as it is. */
import { factPairs, factRows, minute, signatures } from '../../documents/blocks.ts'
import type { DocumentKind } from '../../documents/kind.ts'
import type { Block, PrintDocument, Run, TableRow, Words } from '../../documents/model.ts'
import { beijingMinute } from '../../kernel/beijing-time.ts'
import { accept, refuse } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import { itemState } from './acceptance.ts'
import { clockBackOf } from './clock-guard.ts'
import type { FrozenSheet, Team } from './frozen.ts'
import { buildItems } from './items/index.ts'
import { shiftFigures } from './shift-figures.ts'
import { missingWords, signerOf } from './signatures.ts'
import { closedRows, currentRow, handoverRow } from './stores.ts'
import type { HandoverRow } from './tables.ts'
import { talkOf } from './talk.ts'
import { teamsNow } from './teams.ts'
import { itemKinds, itemTitle, signerRoles } from './words.ts'

const mostOffered = 30
/** What is not written down yet has no id. */
const liveSubject = 'now'

interface PaperItem {
  readonly title: string
  readonly count: number
  readonly lines: readonly string[]
  readonly note: string
  readonly talk: readonly string[]
  readonly accepted: string
}

interface Paper {
  readonly out: Team
  readonly in: Team | undefined
  readonly items: readonly PaperItem[]
  readonly note: string
  readonly figures: readonly { readonly label: string; readonly value: string }[]
  /** Pairs of label and value at the head. */
  readonly head: readonly (readonly [string, string])[]
  readonly foot: string
  readonly remarks: readonly string[]
  readonly signed: readonly (readonly [string, string])[]
  readonly subtitle: string
}

const people = ({ people: list }: Team) =>
  list.map(({ word, name }) => `${word} ${name}`).join('、')

function span({ word, from, to }: Team): string {
  if (from === undefined || to === undefined) return word
  return `${word} ${minute(from)} — ${beijingMinute(to)}`
}

function frozenItems(sheet: FrozenSheet): PaperItem[] {
  return sheet.items.map(
    ({ title, count, lines, note, talk, acceptedBy, acceptedAt, mandatory }) => ({
      title: `${title}${mandatory ? '（必接）' : ''}`,
      count,
      lines,
      note,
      talk: talk.map(({ words, by, at }) => `${words}（${by} ${beijingMinute(at)}）`),
      accepted: `${acceptedBy}\n${beijingMinute(acceptedAt)}`,
    }),
  )
}

function signedNames(row: HandoverRow | undefined): Paper['signed'] {
  return signerRoles.map(([role, word]) => {
    const signed = row?.signatures.find((one) => one.role === role)
    if (signed)
      return [
        word,
        `${signed.by.name} ${beijingMinute(signed.at)}（${signed.with === 'pin' ? 'PIN' : '口令'}）`,
      ]
    if (role === 'witness' && row?.leader?.onSite === false) return [word, '不在现场']
    return [word, row?.sealed ? (signerOf(row, role)?.name ?? '') : '']
  })
}

/** Of the sealed sheet alone: nothing that came later is on the paper. */
function frozenPaper(row: HandoverRow, sheet: FrozenSheet, hash: string): Paper {
  const head = row.sealed?.head
  return {
    out: sheet.out,
    in: sheet.in,
    items: frozenItems(sheet),
    note: sheet.note,
    figures: sheet.shift,
    head: [
      ['交班人', sheet.outgoing.name],
      ['接班人', sheet.incoming.name],
      ['监交领导', `${sheet.leader?.name ?? ''}${sheet.leaderOnSite ? '' : '（不在现场）'}`],
      ['交接时间', minute(row.closedAt ?? sheet.at)],
      [
        '接班到岗',
        `${minute(sheet.arrivedAt)}${sheet.lateByMin > 0 ? ` 迟到 ${sheet.lateByMin} 分钟` : ''}`,
      ],
      ['发起交接', minute(sheet.beganAt)],
    ],
    remarks: sheet.clockNotes,
    signed: signedNames(row),
    subtitle: row.closedAt === null ? '正在签名' : '',
    foot: `交接单摘要 ${hash.slice(0, 32)} 记录链 ${head?.origin.slice(-6) ?? ''}:${head?.seq ?? ''} ${head?.hash.slice(0, 16) ?? ''}`,
  }
}

function livePaper(context: CoreContext, row: HandoverRow | undefined): Paper {
  const teams = teamsNow(context)
  const out = row?.begun?.out ?? teams.out
  const items = buildItems(context)
  const now = context.world.clock.nowMs()
  return {
    out,
    in: row?.begun?.in ?? teams.in,
    items: items.map((item): PaperItem => {
      const accepted = row?.accepted[item.key]
      const state = itemState(row, item)
      return {
        title: itemTitle(item.key),
        count: item.lines.filter(({ mark }) => mark !== null).length,
        lines:
          item.lines.length > 0
            ? item.lines.map(({ words }) => words)
            : [itemKinds.find(({ key }) => key === item.key)?.empty ?? ''],
        note: row?.notes[item.key]?.text ?? '',
        talk: talkOf(row, item.key).map(
          ({ kind, words, by, at }) =>
            `${kind === 'question' ? '问' : '答'}：${words}（${by} ${beijingMinute(at)}）`,
        ),
        accepted:
          state === 'accepted' && accepted
            ? `${accepted.by.name}\n${beijingMinute(accepted.at)}`
            : '',
      }
    }),
    note: row?.notes.all?.text ?? '',
    figures: shiftFigures(context, out),
    head: [
      ['交班人', row?.begun?.outgoing.name ?? ''],
      ['接班人', row?.begun?.incoming.name ?? ''],
      ['监交领导', row?.leader?.leader?.name ?? ''],
      ['交接时间', ''],
    ],
    remarks: row ? missingWords(row, items, clockBackOf(row, now)) : [],
    signed: signedNames(row),
    subtitle: `未完成，截至 ${minute(now)}`,
    foot: '未签名，不作交接依据',
  }
}

function contentCell({ lines, talk }: PaperItem): Words {
  const said: Run[] = talk.map((words) => ({ text: `\n${words}`, quiet: true }))
  // An empty cell would leave open whether anybody looked.
  return [{ text: lines.length > 0 ? lines.join('\n') : '无' }, ...said]
}

function itemRow(item: PaperItem, place: number): TableRow {
  return [
    String(place + 1),
    item.title,
    String(item.count),
    contentCell(item),
    item.note === '' ? '无' : item.note,
    item.accepted,
  ]
}

function blocksOf(paper: Paper): Block[] {
  return [
    factPairs([
      ['交班班次', span(paper.out)],
      ['接班班次', paper.in ? span(paper.in) : ''],
      ...paper.head,
    ]),
    factRows([
      { label: '交班人员', value: people(paper.out) },
      { label: '接班人员', value: paper.in ? people(paper.in) : '' },
      {
        label: '本班',
        value: paper.figures.map(({ label, value }) => `${label} ${value}`).join('；'),
      },
    ]),
    {
      kind: 'table',
      small: true,
      columns: [
        { title: '序', width: 'auto', align: 'center' },
        { title: '事项', width: 1.7 },
        { title: '项数', width: 'auto', align: 'center' },
        { title: '内容', width: 6 },
        { title: '交班附言', width: 2 },
        { title: '接收', width: 1.4 },
      ],
      rows: paper.items.map(itemRow),
    },
    factRows([
      { label: '总附言', value: paper.note === '' ? '无' : paper.note },
      ...(paper.remarks.length === 0 ? [] : [{ label: '备注', value: paper.remarks.join('\n') }]),
    ]),
    signatures(...paper.signed),
  ]
}

function documentOf(context: CoreContext, row: HandoverRow | undefined): PrintDocument {
  const sealed = row?.sealed
  const paper =
    row && sealed ? frozenPaper(row, sealed.sheet, sealed.hash) : livePaper(context, row)
  const at = row?.closedAt ?? context.world.clock.nowMs()
  return {
    title: '交接班记录',
    ...(paper.subtitle === '' ? {} : { subtitle: paper.subtitle }),
    fileName: `交接班记录 ${minute(at).replace(':', '')}`,
    paper: 'A4',
    status: row?.status ?? context.status,
    madeAt: at,
    foot: paper.foot,
    blocks: blocksOf(paper),
  }
}

const sheetKind: DocumentKind = {
  key: 'handover_sheet',
  number: 3,
  title: '交接班记录',
  formats: ['pdf', 'docx'],
  subjects: (context, incident) =>
    incident !== null
      ? []
      : [
          { id: liveSubject, title: '现在这一班（未完成）' },
          ...closedRows(context, mostOffered).map(({ id, closedAt, sealed }) => ({
            id,
            title: `${beijingMinute(closedAt ?? 0)} ${sealed?.sheet.outgoing.name ?? ''} 交 ${sealed?.sheet.incoming.name ?? ''}`,
          })),
        ],
  compose(context, subject) {
    if (subject === liveSubject) return accept(documentOf(context, currentRow(context)))
    const row = handoverRow(context, subject)
    return row ? accept(documentOf(context, row)) : refuse('not-found', undefined)
  },
}

export const documents: readonly DocumentKind[] = [sheetKind]
