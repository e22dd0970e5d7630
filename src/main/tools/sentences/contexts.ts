/**
 * The column "context" of a table of sentences: empty, a name, JSON, or a few words. Whatever is
 * not said is as in the example context.
 */
import type {
  CommandContext,
  KnownIncident,
  KnownNet,
  KnownTeam,
} from '../../../core/command/context.ts'
import type { CountyProfile } from '../../../core/county/profile.ts'
import { readSentence, type WordsAtHand } from '../../../core/command/read.ts'
import { startOfBeijingDay, beijingDay } from '../../../core/kernel/beijing-time.ts'
import { exampleContext, knownTeam } from './example-context.ts'

export interface ContextReader {
  readonly profile: CountyProfile
  readonly words: WordsAtHand
  /** Contexts that a file beside the table names. */
  readonly named: ReadonlyMap<string, unknown>
}

type Loose = Readonly<Record<string, unknown>>

const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function pick(from: Loose, ...keys: readonly string[]): unknown {
  for (const key of keys) if (from[key] !== undefined) return from[key]
  return undefined
}

function text(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' ? String(value) : ''
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'string')
    return value
      .split(/[,，、|]/)
      .map((one) => one.trim())
      .filter((one) => one !== '')
  if (isLoose(value))
    return Object.entries(value).map(([key, rest]) =>
      isLoose(rest) ? { name: key, ...rest } : { name: key, state: rest },
    )
  return value === undefined || value === null ? [] : [value]
}

/** What a name says about the kind of team. */
const typeByName: readonly (readonly [RegExp, string])[] = [
  [/森林|森防|扑火/, 'forest_pro'],
  [/消防/, 'fire_rescue'],
  [/蓝天|救援志愿/, 'lantian'],
  [/医|卫生|120/, 'medical'],
  [/水利|防汛|抗旱/, 'flood_pro'],
  [/公路|抢通|交通/, 'road'],
  [/电力|供电/, 'electric'],
  [/通信|指挥车/, 'telecom'],
  [/地质|地灾/, 'geo_pro'],
  [/民兵|武装/, 'militia'],
  [/派出所|公安|交警|特警/, 'police'],
  [/镇|乡|综合应急/, 'forest_semi'],
  [/村|分队/, 'village_squad'],
]

function typeOf(profile: CountyProfile, name: string): string {
  if (profile.townships.some(({ name: town }) => name.startsWith(town.slice(0, 2))))
    return 'forest_semi'
  return typeByName.find(([pattern]) => pattern.test(name))?.[1] ?? 'volunteer'
}

const states: Readonly<Record<string, string>> = {
  待命: 'standby',
  已下令: 'ordered',
  下令: 'ordered',
  已复诵: 'acknowledged',
  出动: 'dispatched',
  途中: 'en_route',
  到达: 'arrived',
  处置中: 'working',
  轮换: 'resting',
  撤离: 'released',
  返回: 'returning',
  归队: 'returned',
}

function teamOf(
  reader: ContextReader,
  incidents: readonly KnownIncident[],
  value: unknown,
): KnownTeam | undefined {
  const loose = isLoose(value) ? value : { name: text(value) }
  const name = text(
    pick(loose, 'name', '队名', '名称', 'callSign', 'callsign', 'call_sign', '呼号', 'id'),
  )
  const callSign = text(pick(loose, 'callSign', 'callsign', 'call_sign', '呼号')) || name
  if (callSign === '') return undefined
  const sample = exampleContext(reader.profile).teams.find(
    (team) => team.callSign === callSign || team.name === name,
  )
  const radios = list(pick(loose, 'radios', 'radio', 'number', '电台', '号码')).map(text)
  const type = text(pick(loose, 'type', '类型')) || typeOf(reader.profile, name)
  const onIncident =
    text(pick(loose, 'incident', '事件', 'assignment')) ||
    text(isLoose(loose['assignment']) ? pick(loose['assignment'], 'incident', '事件') : '')
  const incident = incidents.find(
    ({ number, id }) => number === `#${onIncident.replace(/^#/, '')}` || id === onIncident,
  )
  const saidState = text(pick(loose, 'state', 'status', '状态'))
  const state = states[saidState] ?? (saidState || (incident ? 'en_route' : 'standby'))
  const made =
    sample && incidents.every(({ id }) => id.startsWith('i')) && !isLoose(value)
      ? sample
      : knownTeam(
          reader.profile,
          { name: name || callSign, callSign, type, radios },
          incident ? [state, incident.id] : undefined,
        )
  const assignments = made.assignments.filter(({ incident: id }) =>
    incidents.some((one) => one.id === id),
  )
  return {
    ...made,
    radios: radios.length > 0 ? radios : made.radios,
    aliases: list(pick(loose, 'aliases', 'alias', '别名', '简称')).map(text),
    state: incident || saidState ? state : made.state,
    incident: incidents.some(({ id }) => id === made.incident) ? made.incident : null,
    assignments,
  }
}

function incidentOf(reader: ContextReader, value: unknown, at: number): KnownIncident | undefined {
  const loose = isLoose(value) ? value : {}
  const said = isLoose(value) ? '' : text(value)
  const number =
    text(pick(loose, 'number', 'no', 'id', '编号')) ||
    (/#?\p{Script=Han}?\d+/u.exec(said)?.[0] ?? String(at + 1))
  const words = said.replace(/^#?\p{Script=Han}?\d+/u, '').trim()
  const title = text(pick(loose, 'title', 'name', '标题', '名称')) || words
  const place = text(pick(loose, 'place', 'location', '地点'))
  const kind = text(pick(loose, 'category', 'type', '类别', '类型'))
  const nothing = { ...exampleContext(reader.profile), incidents: [], teams: [] }
  const reading = readSentence(`/接报 ${place} ${title} ${kind}`, nothing, reader.words)
  const made = reading?.proposal.kind === 'openIncident' ? reading.proposal.incident : undefined
  const code = /^\d{2}[0-9A-Z]\d{2}$/.test(kind) ? kind : (made?.category ?? null)
  const shown = number.startsWith('#') ? number : `#${number}`
  return {
    id: text(loose['id']) || `i${shown.slice(1)}`,
    number: shown,
    title: title || `${place}${made?.categoryName ?? ''}` || shown,
    category: code,
    categoryName: made?.categoryName ?? '待定',
    place: place || (made?.place?.text ?? title),
    township: made?.place?.township ?? null,
    village: made?.place?.village ?? null,
  }
}

function netOf(value: unknown): KnownNet | undefined {
  const loose = isLoose(value) ? value : {}
  const said = isLoose(value) ? '' : text(value)
  const number =
    text(pick(loose, 'number', 'id', 'group', '号码', '组号')) || (/\d+/.exec(said)?.[0] ?? '')
  const name = text(pick(loose, 'name', '名称')) || said.replace(/^[gG]?\d+[:：\s]*/, '')
  if (number === '' && name === '') return undefined
  return { number: number.replace(/^[gG]/, '') || '0', name: name || `组 ${number}` }
}

function nowOf(value: unknown, before: number): number {
  if (typeof value === 'number' && value > 1e11) return value
  const said = text(value)
  const clock = /^(\d{1,2})[:：](\d{2})$/.exec(said)
  if (clock)
    return (
      startOfBeijingDay(beijingDay(before)) +
      Number(clock[1]) * 3_600_000 +
      Number(clock[2]) * 60_000
    )
  const parsed = Date.parse(
    /[zZ]|[+-]\d{2}:?\d{2}$/.test(said) ? said : `${said.replace(' ', 'T')}+08:00`,
  )
  return Number.isNaN(parsed) ? before : parsed
}

/** JSON with English or Chinese keys. */
function fromJson(reader: ContextReader, value: Loose): CommandContext {
  const base = exampleContext(reader.profile)
  const saidIncidents = pick(
    value,
    'incidents',
    'openIncidents',
    'open_incidents',
    'open',
    '事件',
    '在办事件',
    '在办',
  )
  const incidents =
    saidIncidents === undefined
      ? base.incidents
      : list(saidIncidents)
          .map((one, at) => incidentOf(reader, one, at))
          .filter((one) => one !== undefined)
  const saidTeams = pick(value, 'teams', 'units', 'team', '队伍')
  const teams =
    saidTeams === undefined
      ? base.teams
      : list(saidTeams)
          .map((one) => teamOf(reader, incidents, one))
          .filter((one) => one !== undefined)
  const saidNets = pick(value, 'nets', 'groups', 'channels', '网', '组')
  const nets =
    saidNets === undefined
      ? base.nets
      : list(saidNets)
          .map(netOf)
          .filter((one) => one !== undefined)
  const saidPeople = pick(value, 'people', 'persons', '人员')
  const people =
    saidPeople === undefined
      ? base.people
      : list(saidPeople).map((one, at) => ({
          id: `p${at}`,
          name: isLoose(one) ? text(pick(one, 'name', '姓名')) : text(one),
          post: isLoose(one) ? text(pick(one, 'post', '职务')) : '',
          phones: isLoose(one) ? list(pick(one, 'phones', 'phone', '电话')).map(text) : [],
        }))
  const chosen = pick(
    value,
    'selected',
    'selectedIncident',
    'selected_incident',
    'incident',
    '选中',
    '选中事件',
  )
  const number = isLoose(chosen) ? text(pick(chosen, 'number', 'id', '编号')) : text(chosen)
  const unit = text(pick(value, 'selectedUnit', 'selected_unit', 'unit', '选中队伍'))
  return {
    now: nowOf(pick(value, 'now', 'time', '时间', '现在'), base.now),
    teams,
    people,
    incidents,
    nets,
    selectedIncident: incidents.find(
      (one) => one.id === number || one.number === `#${number.replace(/^#/, '')}`,
    )?.id,
    selectedUnit: teams.find(
      (team) => unit !== '' && [team.id, team.callSign, team.name].includes(unit),
    )?.id,
  }
}

const noContext = /^(?:-|—|无|空|默认|缺省|default|none|empty|base|普通|平时|常规)$/i

/** 选中 #12；队伍 森林大队、蓝天；时间 14:30 */
function fromWords(reader: ContextReader, said: string): CommandContext {
  const loose: Record<string, unknown> = {}
  let chosen = ''
  for (const part of said.split(/[;；\n]/).map((one) => one.trim())) {
    const match =
      /^(选中(?:的?事件)?|当前(?:事件)?|selected|在看|选中队伍|队伍|teams?|units?|事件|在办(?:事件)?|incidents?|时间|now|现在|网|nets?|组|人员|people)\s*[:：=是为]?\s*(.+)$/i.exec(
        part,
      )
    if (!match) continue
    const [, key = '', rest = ''] = match
    if (/^(?:选中队伍)/.test(key)) loose['selectedUnit'] = rest
    else if (/^(?:选中|当前|selected|在看)/i.test(key)) chosen = rest
    else if (/^(?:队伍|team|unit)/i.test(key)) loose['teams'] = rest
    else if (/^(?:事件|在办|incident)/i.test(key)) loose['incidents'] = rest
    else if (/^(?:时间|now|现在)/i.test(key)) loose['now'] = rest
    else if (/^(?:网|net|组)/i.test(key)) loose['nets'] = rest
    else loose['people'] = rest
  }
  const numbers = [...said.matchAll(/#\p{Script=Han}?\d+/gu)].map(([number]) => number)
  const selects = /选中|当前|selected|在看|打开/i.test(said)
  const base = fromJson(reader, loose)
  const missing = numbers.filter(
    (number) => !base.incidents.some((incident) => incident.number === number),
  )
  const described = missing
    .map((number, at) => incidentOf(reader, `${number} ${wordsBehind(said, number)}`, at))
    .filter((one) => one !== undefined)
  const incidents = [...base.incidents, ...described]
  const number = /#?\p{Script=Han}?\d+/u.exec(chosen)?.[0] ?? (selects ? numbers[0] : undefined)
  const unit =
    chosen === ''
      ? undefined
      : base.teams.find(({ callSign, name }) => chosen.includes(callSign) || chosen.includes(name))
  return {
    ...base,
    incidents,
    selectedIncident:
      number === undefined
        ? undefined
        : incidents.find((one) => one.number === `#${number.replace(/^#/, '')}`)?.id,
    selectedUnit: base.selectedUnit ?? unit?.id,
  }
}

function wordsBehind(said: string, number: string): string {
  return (said.split(number)[1] ?? '').split(/[;；,，#]/)[0]?.trim() ?? ''
}

export function readContext(reader: ContextReader, column: string): CommandContext {
  const said = column.trim()
  if (said === '' || noContext.test(said)) return exampleContext(reader.profile)
  const named = reader.named.get(said)
  if (isLoose(named)) return fromJson(reader, named)
  if (typeof named === 'string') return fromWords(reader, named)
  if (/^[{[]/.test(said)) {
    const value: unknown = JSON.parse(said)
    if (isLoose(value)) return fromJson(reader, value)
  }
  return fromWords(reader, said)
}
