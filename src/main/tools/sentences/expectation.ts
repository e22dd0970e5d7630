/** The column "expected proposal": a kind and what must be in it, or JSON that must be part of it. */
import {
  checkInResults,
  casualtyFields,
  type Proposal,
  type Reading,
} from '../../../core/command/proposal.ts'
import { statusWords } from '../../../core/command/words.ts'
import { beijingDateTime } from '../../../core/kernel/beijing-time.ts'

const kindNames: readonly (readonly [Proposal['kind'], string])[] = [
  [
    'acknowledge',
    'read_back|复诵确认|复述|acknowledge|acknowledged|ack|readback|read-back|read back|复诵|已复诵',
  ],
  [
    'unitStatus',
    'set_status|set status|update_status|update status|teamstatus|team_status|team status|unitstate|unit_state|unit state|statuschange|status_change|status change|状态变更|状态更新|更新状态|队伍状态变更|status_and_casualty|status+casualty|status+casualties|unitstatus|unit status|unit.status|unit-status|unit_status|status|setstatus|队伍状态|单位状态|状态|改状态|到场状态',
  ],
  ['contact', 'contact|报平安|联络|par|平安'],
  [
    'furtherCall',
    'furthercall|further call|further-call|further_call|addfurthercall|call|补充来电|重复来电|又一来电|并入',
  ],
  [
    'openIncident',
    'createincident|create_incident|create incident|incidentopen|incident_open|incidentopened|新建突发事件|新增事件|事件登记|openincident|open incident|open-incident|open_incident|incident.open|newincident|new incident|new-incident|new_incident|incident|open|intake|新事件|登记事件|登记新事件|接报|开事件|新建事件|登记',
  ],
  [
    'followUp',
    'follow_up_entry|incidententry|incident_entry|incidentnote|incident_note|incidentlog|incident_log|entry_on_incident|续报记录|补充记录|事件续报|followup|follow-up|follow up|follow_up|entry|incident entry|续报|跟进|事件记录|补充|续记',
  ],
  [
    'sendText',
    'send_message|sendmessage|send message|group_text|grouptext|发短信息|短消息|sendtext|send text|send-text|send_text|text|sms|message|短信|发短信|发送|发文字|发',
  ],
  ['rollCall', 'rollcall|roll call|roll-call|roll_call|点名'],
  ['checkIn', 'checkin|check-in|check in|check_in|checkins|net|报到|签到|应答|点名应答'],
  [
    'casualties',
    'casualty_entry|casualtyentry|casualty_update|casualtyupdate|伤亡记录|伤亡情况|伤亡快照|casualtysnapshot|casualty_snapshot|casualties|casualty|伤亡|伤亡更新|伤亡登记',
  ],
  [
    'cancelOrder',
    'cancelorder|cancel order|cancel-order|cancel_order|cancel|撤销命令|取消命令|撤销',
  ],
  [
    'order',
    'dispatch_order|dispatchorder|dispatch order|order_units|派遣命令|调度命令|下达命令|order|orderunits|dispatch|出动命令|调派|派队|派遣|下令|命令|出动|派',
  ],
  [
    'incidentStep',
    'incidentstep|incident step|incident-step|incident_step|incidentstatus|incident status|incident_status|step|setincidentstatus|事件状态|事件步骤|转状态|状态转换',
  ],
  ['grade', 'grade|setgrade|定级|级别'],
  [
    'reportDraft',
    'draft_report|报告起草|reportdraft|report draft|report-draft|report_draft|draftreport|draft|report|起草|报告草稿|起草报告',
  ],
  [
    'log',
    'log_entry|logentry|log entry|plain_log|plain text|plain_text|freetext|free text|free_text|普通日志|纯日志|记一条|原文记录|原文|日志行|值班记录|无动作|不动作|none|fallback|log|plain|plain log|logline|log line|log-line|log_line|note|plaintext|日志|记录|普通记录|记文字|文字|原样记录|值班日志|纯文本',
  ],
]

const names = kindNames
  .flatMap(([kind, words]) => words.split('|').map((word) => [kind, word] as const))
  .toSorted(([, one], [, other]) => other.length - one.length)

/** Labels of fields: not something to find. */
const labels =
  /^(?:unit|units|team|teams|队伍|单位|呼号|callsign|call_sign|status|状态|state|incident|事件|事件号|place|location|地点|位置|category|类别|类型|type|time|时间|at|source|来源|报告人|casualties|伤亡|to|收|收方|接收|body|内容|text|文字|net|网|组|group|phone|电话|grade|级别|step|people|人数|vehicles|车辆|task|任务|kind|proposal|action|动作|answers|result|结果|report|种类|word|title|number|编号|新增|新|received|receivedat|occurredat|null|none|无|selected|选中|and|with|的|on)$/i

const doubtful = /(?:存疑|有疑|疑问|疑|doubt|ask|ambiguous|确认|待确认|？|\?)/i

interface Wanted {
  readonly kind: Proposal['kind'] | undefined
  readonly parts: readonly string[]
  readonly json: unknown
  readonly doubt: boolean
}

function readWanted(said: string): Wanted {
  const trimmed = said.trim()
  if (trimmed.startsWith('{')) {
    const json: unknown = JSON.parse(trimmed)
    const kind =
      typeof json === 'object' && json !== null && 'kind' in json ? String(json.kind) : ''
    return { kind: kindOf(kind.toLowerCase())?.[0], parts: [], json, doubt: false }
  }
  const doubt = doubtful.test(trimmed)
  const words = trimmed.replaceAll(new RegExp(doubtful.source, 'gi'), ' ')
  const lower = words.toLowerCase()
  const head = kindOf(lower)
  const rest = head ? words.slice(head[1]) : words
  const parts = rest
    .replaceAll(/(\d{1,2})[:：](\d{2})/g, '$1\u2236$2')
    .split(/[\s,，;；:：=→>()（）·+、@"'“”「」{}[\]]+/)
    .map((part) => part.replace('\u2236', ':'))
    .map((part) => part.trim())
    .filter((part) => part !== '' && !labels.test(part))
  // A name for the kind that is not known here says nothing about the proposal.
  const named = head === undefined && /^[a-z_.-]{3,}$/i.test(parts[0] ?? '')
  const known = new Set(statusWords.map(([key]) => key))
  const strange = named && !known.has(parts[0] ?? '')
  return { kind: head?.[0], parts: strange ? parts.slice(1) : parts, json: undefined, doubt }
}

/** The kind a text begins with, and where the rest begins. */
function kindOf(lower: string): readonly [Proposal['kind'], number] | undefined {
  const lead = lower.length - lower.trimStart().length
  const found = names.find(
    ([, word]) =>
      lower.startsWith(word, lead) &&
      !/^[a-z]/.test(/[a-z]$/.test(word) ? lower.slice(lead + word.length) : ''),
  )
  return found && [found[0], lead + found[1].length]
}

/** Every value of a proposal as it may be named in a table; the sentence itself proves nothing. */
function values(proposal: Proposal): string[] {
  const made: string[] = []
  const walk = (value: unknown, key: string) => {
    if (typeof value === 'number') {
      made.push(String(value))
      if (value > 1e11)
        made.push(beijingDateTime(value), beijingDateTime(value).slice(11, 16), String(value))
      const field = casualtyFields.find(([name]) => name === key)
      if (field)
        made.push(
          `${field[1]}${value}`,
          `${value}人${field[1]}`,
          `${field[1]}${value}人`,
          `${key}${value}`,
          `${key}:${value}`,
        )
    } else if (typeof value === 'string') {
      if (value !== '') made.push(value)
      const result = checkInResults.find(([name]) => name === value)
      if (result) made.push(result[1], value === 'answered' ? '正常' : result[1])
    } else if (typeof value === 'boolean') made.push(key)
    else if (Array.isArray(value)) for (const one of value) walk(one, key)
    else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value))
        if (name !== 'text' || key === 'place') walk(one, name)
    }
  }
  walk(proposal, '')
  if (proposal.kind === 'sendText') made.push(...proposal.to.map(({ number }) => `G${number}`))
  if (proposal.kind === 'rollCall' && proposal.net) made.push(`G${proposal.net.number}`)
  if (proposal.kind === 'unitStatus') {
    made.push(...(statusWords.find(([key]) => key === proposal.status)?.[1].split('|') ?? []))
    if (proposal.status === 'released') made.push('完成')
  }
  if (proposal.kind === 'incidentStep') made.push(proposal.word.replace(/^已/, ''))
  return made
}

/** 失踪 and 失联 are one field. */
const sameWords: readonly (readonly [RegExp, string])[] = [
  [/失踪|下落不明/g, '失联'],
  [/伤者|轻伤/g, '受伤'],
  [/遇难/g, '死亡'],
]

function holds(haystack: readonly string[], part: string): boolean {
  const plain = sameWords
    .reduce((said, [from, to]) => said.replaceAll(from, to), part.normalize('NFKC'))
    .toLowerCase()
  const number = plain.replace(/^#/, '')
  return haystack.some((value) => {
    const have = value.normalize('NFKC').toLowerCase()
    if (/^\d+$/.test(number))
      return (
        have === number || have === `#${number}` || (number.length >= 3 && have.includes(number))
      )
    return have.includes(plain) || (have.length >= 2 && plain.includes(have))
  })
}

function partOf(wanted: unknown, have: unknown): boolean {
  if (wanted === null || wanted === undefined)
    return have === null || have === undefined || have === ''
  if (Array.isArray(wanted))
    return Array.isArray(have) && wanted.every((one) => have.some((other) => partOf(one, other)))
  if (typeof wanted === 'object') {
    return (
      typeof have === 'object' &&
      have !== null &&
      Object.entries(wanted).every(([key, one]) => {
        const other = (have as Readonly<Record<string, unknown>>)[key]
        return partOf(one, other)
      })
    )
  }
  if (typeof have === 'object' && have !== null)
    return Object.values(have).some((one) => partOf(wanted, one))
  return have === wanted || (typeof wanted === 'string' && String(have).includes(wanted))
}

/** A note on an incident and a log line of it are the same to who reads the log. */
const sameKind = (wanted: Proposal['kind'], { proposal }: Reading): boolean => {
  if (wanted === proposal.kind) return true
  if (wanted === 'followUp') return proposal.kind === 'log' && proposal.incident !== null
  if (wanted === 'log') return proposal.kind === 'followUp'
  if (wanted === 'contact') return proposal.kind === 'checkIn' && proposal.answers.length === 1
  return wanted === 'checkIn' && proposal.kind === 'contact'
}

export interface Verdict {
  readonly asExpected: boolean
  /** What was missed. */
  readonly why: string
  /** The action itself is another one; a missing mark of doubt alone makes none. */
  readonly wrong: boolean
}

export function compare(expected: string, reading: Reading): Verdict {
  let why = ''
  let wrong = true
  for (const said of expected.split(/\s*(?:\|\||\||｜|(?<=\s)或(?=\s)|(?<=\s)or(?=\s))\s*/)) {
    const wanted = readWanted(said)
    const missed: string[] = []
    if (wanted.kind !== undefined && !sameKind(wanted.kind, reading))
      missed.push(`${wanted.kind}, not ${reading.proposal.kind}`)
    if (wanted.doubt && reading.doubts.length === 0) missed.push('a mark of doubt')
    const haystack = values(reading.proposal)
    for (const part of wanted.parts) if (!holds(haystack, part)) missed.push(part)
    if (wanted.json !== undefined && missed.length === 0) {
      const { kind: _kind, ...fields } = wanted.json as Readonly<Record<string, unknown>>
      if (!partOf(fields, reading.proposal)) missed.push(JSON.stringify(fields))
    }
    if (missed.length === 0) return { asExpected: true, why: '', wrong: false }
    why ||= missed.join('; ')
    if (missed.every((one) => one === 'a mark of doubt')) wrong = false
  }
  return { asExpected: false, why, wrong }
}

/** Nothing of the sentence may be lost: it is all in the proposal. */
export function kept(sentence: string, reading: Reading): boolean {
  const squeezed = (said: string) => said.replaceAll(/\s/g, '')
  return squeezed(reading.proposal.text) === squeezed(sentence)
}
