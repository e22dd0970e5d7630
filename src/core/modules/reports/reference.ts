/** The table of limits and the offices that are reported to, for the screens. */
import type { ReportDeadline, ReportLevel } from '../../county/report-profile.ts'
import type { CoreContext } from '../../module.ts'
import { ruleList } from '../rules/index.ts'
import { guessedLevel, sourceWords } from './words.ts'
import type { Reading } from './queries.ts'
import { superiorOffices } from '../people/index.ts'

const startWords: Readonly<Record<ReportDeadline['starts'], string>> = {
  received: '接报',
  occurred: '事发',
  'last-report': '上一报',
  'casualties-changed': '伤亡变化',
}

function minutesWords(minutes: number): string {
  if (minutes % 1440 === 0 && minutes >= 2880) return `${minutes / 1440} 日`
  return minutes % 60 === 0 && minutes > 120 ? `${minutes / 60} 小时` : `${minutes} 分钟`
}

function limitWords(limit: ReportDeadline['limit'], setting: (key: string) => string): string {
  if (limit === null) return '—'
  if (limit === 'immediately') return '立即'
  if (limit === 'same-day') return '当日'
  if ('minutes' in limit) return minutesWords(limit.minutes)
  return 'rule' in limit ? setting(limit.rule) : `每日 ${limit.dailyAt}`
}

const tags: Readonly<Record<ReportDeadline['basis'], string>> = {
  law: '法定',
  older: '旧规 待核',
  county: '县设',
  assumed: '假定',
  example: '外地示例',
  repealed: '已废止',
}

const unitWords: Readonly<Record<string, string>> = { min: '分钟', h: '小时', d: '日' }

function tagOf({ basis, certainty }: ReportDeadline, changed: boolean): string {
  if (changed) return tags.county
  return basis === 'law' && certainty !== 'C' ? '法定 待核' : tags[basis]
}

/** Every row of the profile, also what this desk only waits for and what is switched off. */
export function deadlineTable(context: Reading) {
  const rules = new Map(ruleList(context).map((rule) => [rule.key, rule]))
  const setting = (key: string) => {
    const rule = rules.get(key)
    return rule ? `${rule.value} ${unitWords[rule.unit] ?? ''}` : '—'
  }
  return context.county.reportDeadlines.rows.map((row) => {
    const { key, label, from, to, by, enabled, limit, starts, source, certainty, note = '' } = row
    const isSetting = limit !== null && typeof limit === 'object' && 'rule' in limit
    const changed = isSetting && rules.get(limit.rule)?.changed != null
    return {
      key,
      label,
      from,
      to,
      by,
      enabled,
      limit: limitWords(limit, setting),
      starts: startWords[starts],
      tag: tagOf(row, changed),
      source,
      sourceText: sourceWords(source, context.county.reportDeadlines.sources),
      certainty,
      note,
    }
  })
}

export interface Recipient {
  readonly name: string
  readonly level: ReportLevel
  readonly phone: string
  readonly fax: string
}

/** Offices of the county profile; the directory knows their telephones, and more of them. */
export function recipients({ db, county }: Pick<CoreContext, 'db' | 'county'>): Recipient[] {
  const offices = new Map(superiorOffices(db).map((office) => [office.name, office]))
  const usual = county.reportDeadlines.recipients.map(({ name, level }) => {
    const office = offices.get(name)
    offices.delete(name)
    return { name, level, phone: office?.dutyPhone ?? '', fax: office?.fax ?? '' }
  })
  const others = [...offices.values()].map(({ name, dutyPhone, fax }) => ({
    name,
    level: guessedLevel(name),
    phone: dutyPhone,
    fax,
  }))
  return [...usual, ...others]
}
