/** 每日应急要情 and 值班情况综述 on paper (domain §13 no. 34): the signed text itself. */
import { factPairs, minute, signatures } from '../../documents/blocks.ts'
import type { DocumentKind } from '../../documents/kind.ts'
import type { Block, PrintDocument } from '../../documents/model.ts'
import { beijingDate } from '../../kernel/beijing-time.ts'
import { accept, refuse } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import { briefRow, briefRows, shownBrief, standingTexts } from './queries.ts'
import type { BriefRow } from './tables.ts'
import { briefKinds, sectionWord, type BriefKind } from './words.ts'

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const offered = 30

function paperOf(context: CoreContext, row: BriefRow): PrintDocument {
  const shown = shownBrief(context, row)
  const proof = row.signed ? `签发文本校验码 ${row.signed.hash}` : '草稿，尚未签发'
  const sections = standingTexts(row).flatMap(({ section, text }, place): Block[] => [
    { kind: 'heading', level: 2, text: `${numerals[place] ?? ''}、${sectionWord(section)}` },
    ...text
      .split('\n')
      .map((words): Block => ({ kind: 'paragraph', words: words.trim() === '' ? '　' : words })),
  ])
  const state = row.voided === null ? '' : `　【作废：${row.voided.reason}】`
  return {
    title: shown.word,
    subtitle: `${shown.number}　　${context.county.county.name}应急指挥中心　${beijingDate(row.signed?.at ?? row.at)}${state}`,
    fileName: `${shown.word} ${beijingDate(row.to)}`,
    paper: 'A4',
    status: row.status,
    madeAt: row.signed?.at ?? row.at,
    foot: proof,
    blocks: [
      factPairs([
        ['起止', `${minute(row.from)} 至 ${minute(row.to)}`],
        ['报送', [...new Set(shown.sendings.map(({ to }) => to))].join('、')],
        ['编报', shown.by],
        ['签发', shown.signedBy === null ? '' : `${shown.signedBy} ${minute(shown.signedAt)}`],
      ]),
      ...sections,
      signatures(['编报', shown.by], ['签发', shown.signedBy ?? '']),
    ],
  }
}

const kindOf = (kind: BriefKind, key: string, title: string): DocumentKind => ({
  key,
  number: 34,
  title,
  formats: ['pdf', 'docx'],
  subjects(context, incident) {
    if (incident !== null) return []
    return briefRows(context, offered)
      .filter((row) => row.kind === kind)
      .map((row) => {
        const { number, stateWord } = shownBrief(context, row)
        return { id: row.id, title: `${number}（${stateWord}）` }
      })
  },
  compose(context, subject) {
    const row = briefRow(context.db, subject)
    return row?.kind === kind ? accept(paperOf(context, row)) : refuse('not-found', undefined)
  },
})

export const documents: readonly DocumentKind[] = briefKinds.map(([kind, title]) =>
  kindOf(kind, kind === 'daily' ? 'daily_brief' : 'period_brief', title),
)
