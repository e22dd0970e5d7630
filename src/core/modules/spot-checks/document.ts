/** 查岗抽查记录 (domain §13 no. 35): one check, or all of a month in a table. */
import { beijingDate } from '../../kernel/beijing-time.ts'
import { factPairs, factRows, minute, signatures } from '../../documents/blocks.ts'
import type { DocumentKind } from '../../documents/kind.ts'
import type { Block, PrintDocument } from '../../documents/model.ts'
import { accept, refuse } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import type { SpotCheck } from './contract.ts'
import { shownCheck, spotRow, spotRows } from './queries.ts'
import { methodWord, spotResultWord } from './words.ts'

const mostOffered = 20

const seconds = ({ answerSecs, measured }: SpotCheck) =>
  answerSecs === null ? (measured ? '无应答' : '未计时') : `${answerSecs} 秒`

function fixWords({ fix, fixed, result }: SpotCheck): string {
  if (result === 'ok') return fix
  const done = fixed ? `已整改（${minute(fixed.at)} ${fixed.by}）：${fixed.note}` : '未整改'
  return [fix, done].filter((part) => part !== '').join('；')
}

function paper(
  context: CoreContext,
  subtitle: string,
  fileName: string,
  blocks: readonly Block[],
): PrintDocument {
  return {
    title: '查岗抽查记录',
    subtitle,
    fileName,
    paper: 'A4',
    status: context.status,
    madeAt: context.world.clock.nowMs(),
    foot: '',
    blocks,
  }
}

function oneCheck(context: CoreContext, check: SpotCheck): PrintDocument {
  const name = `查岗抽查记录 ${check.unitName} ${minute(check.at).replace(':', '')}`
  return paper(context, `${check.unitName}　${minute(check.at)}`, name, [
    factPairs([
      ['被查单位', check.unitName],
      ['查岗时间', minute(check.at)],
      ['方式', methodWord(check.method)],
      ['电话或频道', check.contact],
      ['应答时长', seconds(check)],
      ['应答人', check.answeredBy],
      ['结果', check.result === null ? '' : spotResultWord(check.result)],
      ['查岗人', check.by],
    ]),
    factRows([
      { label: '问题', value: check.problem, heightMm: 30 },
      { label: '整改', value: fixWords(check), heightMm: 30 },
    ]),
    signatures(['查岗人', check.by], ['带班领导', ''], ['时间', '']),
  ])
}

function month(context: CoreContext, key: string, checks: readonly SpotCheck[]): PrintDocument {
  const bad = checks.filter(({ result }) => result !== 'ok').length
  return paper(context, `${key.replace('-', '年')}月`, `查岗抽查记录 ${key}`, [
    {
      kind: 'table',
      small: true,
      columns: [
        { title: '序', width: 'auto', align: 'center' },
        { title: '单位', width: 2.4 },
        { title: '时间', width: 1.6 },
        { title: '方式', width: 1.3 },
        { title: '应答', width: 1 },
        { title: '应答人', width: 1.3 },
        { title: '结果', width: 1.2 },
        { title: '问题', width: 2.4 },
        { title: '整改', width: 2.4 },
        { title: '查岗人', width: 1.1 },
      ],
      rows: checks.map((check, place) => [
        String(place + 1),
        check.unitName,
        minute(check.at).slice(5),
        methodWord(check.method),
        seconds(check),
        check.answeredBy,
        check.result === null ? '' : spotResultWord(check.result),
        check.problem,
        fixWords(check),
        check.by,
      ]),
    },
    factRows([
      {
        label: '小结',
        value: `本月查岗 ${checks.length} 次，在岗 ${checks.length - bad} 次，有问题 ${bad} 次`,
      },
    ]),
    signatures(['制表', ''], ['带班领导', ''], ['时间', '']),
  ])
}

function concluded(context: CoreContext): SpotCheck[] {
  return spotRows(context)
    .map(shownCheck)
    .filter(({ state }) => state === 'concluded')
}

const monthOf = ({ at }: SpotCheck) => beijingDate(at).slice(0, 7)

/** Subject: `month:2026-11`, or a check's id. */
const recordKind: DocumentKind = {
  key: 'spot_check_record',
  number: 35,
  title: '查岗抽查记录',
  formats: ['pdf', 'docx'],
  subjects(context, incident) {
    if (incident !== null) return []
    const checks = concluded(context)
    const months = [...new Set(checks.map(monthOf))]
    return [
      ...months.map((key) => ({ id: `month:${key}`, title: `${key} 全月` })),
      ...checks.slice(0, mostOffered).map((check) => ({
        id: check.id,
        title: `${check.unitName} ${minute(check.at).slice(5)}`,
      })),
    ]
  },
  compose(context, subject) {
    if (subject.startsWith('month:')) {
      const key = subject.slice('month:'.length)
      const checks = concluded(context).filter((check) => monthOf(check) === key)
      return checks.length === 0
        ? refuse('not-found', undefined)
        : accept(month(context, key, checks.toReversed()))
    }
    const row = spotRow(context, subject)
    return row ? accept(oneCheck(context, shownCheck(row))) : refuse('not-found', undefined)
  },
}

export const documents: readonly DocumentKind[] = [recordKind]
