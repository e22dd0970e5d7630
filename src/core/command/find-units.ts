/** Teams named in a sentence: whole names and call signs, short forms, pinyin, radio numbers. */
import type { KnownTeam } from './context.ts'
import type { LocalReading } from '../county/reading-match.ts'
import { spelled, spellingRank, type Spelled } from './readings.ts'
import type { Sheet } from './sheet.ts'

export interface FoundUnit {
  /** More than one: the words fit several teams. */
  readonly candidates: readonly KnownTeam[]
  /** The whole name, call sign or alias was said. */
  readonly whole: boolean
  readonly start: number
  readonly end: number
}

interface ReadyTeam {
  readonly team: KnownTeam
  readonly name: string
  readonly callSign: string
  readonly typeWord: string
  /** Looked up when letters are typed for the first time. */
  readonly spellings: () => readonly Spelled[]
  readonly stems: readonly string[]
}

export interface UnitIndex {
  readonly ready: readonly ReadyTeam[]
  /** First character → names that begin so, longest first. */
  readonly byFirst: ReadonlyMap<string, readonly (readonly [string, readonly KnownTeam[]])[]>
  readonly byStem: ReadonlyMap<string, readonly KnownTeam[]>
  readonly byRadio: ReadonlyMap<string, KnownTeam>
  readonly longestStem: number
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
const hanDigits = '零一二三四五六七八九十'
/** Digits as they are spoken on the radio. */
const radioDigits: readonly string[] = [
  '零洞〇',
  '一幺',
  '二两',
  '三',
  '四',
  '五',
  '六',
  '七拐',
  '八',
  '九勾',
]

/** 01 → 零一, 洞幺, 洞一 …; 1 → 一, 幺. */
function spokenDigits(digits: string): string[] {
  let made = ['']
  for (const digit of digits)
    made = made.flatMap((before) =>
      [...(radioDigits[Number(digit)] ?? '')].map((one) => before + one),
    )
  return made
}

/** 森防01 is also said 森防1, 森防一, 森防01号, 森防一号. */
function callSignForms(callSign: string): string[] {
  const match = /^(.*?\D)(0*\d{1,2})$/.exec(callSign)
  if (!match) return [callSign]
  const [, stem = '', digits = ''] = match
  const number = Number(digits)
  const han =
    number <= 10 ? [`${stem}${hanDigits[number] ?? ''}`, `${stem}${hanDigits[number] ?? ''}号`] : []
  return [
    callSign,
    `${stem}${number}`,
    `${stem}${number}号`,
    `${callSign}号`,
    `${stem}${digits}`,
    ...han,
    ...spokenDigits(digits.slice(-2)).map((said) => `${stem}${said}`),
    ...spokenDigits(String(number)).map((said) => `${stem}${said}`),
  ]
}

const generic =
  /(?:综合应急救援队|综合应急队|应急救援分队|应急救援队|应急分队|应急队|救援大队|救援支队|救援队|救护组|救护队|抢险队|抢修队|抢通队|水上组|山地组|医疗组|保障队|保障组|志愿队|民兵队|专业队|巡逻队|突击队|消防队|大队|中队|支队|分队|小队|小组|队|组|班|车|站|所)$/
const countyHead = /^(?:石城县|县人民|县级|县)/

/** What a team is called in short. */
function stemsOf(name: string, callSign: string): string[] {
  const bare = name.replace(countyHead, '')
  const stems = new Set<string>()
  const call = callSign.replace(/\d+$/, '')
  if (call.length >= 2 && call !== callSign) stems.add(call)
  const full = name.replace(generic, '')
  if (full.length >= 3 && full !== name) stems.add(full)
  let rest = bare
  for (let turn = 0; turn < 3; turn++) {
    const next = rest.replace(/[一二三四五六七八九十]$/, '').replace(generic, '')
    if (next === rest) break
    rest = next
    if (rest.length >= 2) stems.add(rest)
  }
  if (bare.length >= 4) stems.add(bare)
  return [...stems]
}

export function prepareUnits(
  teams: readonly KnownTeam[],
  readings: readonly LocalReading[] = [],
): UnitIndex {
  const whole = new Map<string, KnownTeam[]>()
  const byStem = new Map<string, KnownTeam[]>()
  const byRadio = new Map<string, KnownTeam>()
  const add = (into: Map<string, KnownTeam[]>, key: string, team: KnownTeam) => {
    const known = into.get(key)
    if (!known) into.set(key, [team])
    else if (!known.includes(team)) known.push(team)
  }
  const ready = teams.map((team) => {
    const name = plain(team.name)
    const callSign = plain(team.callSign)
    for (const form of [name, name.replace(countyHead, ''), ...callSignForms(callSign)]) {
      if (form.length >= 2) add(whole, form, team)
    }
    for (const alias of team.aliases) if (plain(alias) !== '') add(whole, plain(alias), team)
    const stems = stemsOf(name, callSign)
    for (const stem of stems) add(byStem, stem, team)
    for (const radio of team.radios) byRadio.set(radio, team)
    const names = [...new Set([name, callSign, ...team.aliases.map(plain)])]
    const spellings = () => names.map((one) => spelledOnce(one, readings))
    return { team, name, callSign, typeWord: plain(team.typeWord), spellings, stems }
  })
  const byFirst = new Map<string, [string, readonly KnownTeam[]][]>()
  for (const entry of whole) {
    const first = entry[0][0] ?? ''
    const list = byFirst.get(first)
    if (list) list.push(entry)
    else byFirst.set(first, [entry])
  }
  for (const list of byFirst.values()) list.sort(([one], [other]) => other.length - one.length)
  const longestStem = Math.max(2, ...[...byStem.keys()].map((stem) => stem.length))
  return { ready, byFirst, byStem, byRadio, longestStem }
}

/** Names change rarely, states all the time: what a name sounds like is kept. */
const spellingsKept = new WeakMap<readonly LocalReading[], Map<string, Spelled>>()
function spelledOnce(name: string, readings: readonly LocalReading[]): Spelled {
  const kept = spellingsKept.get(readings) ?? new Map<string, Spelled>()
  spellingsKept.set(readings, kept)
  const known = kept.get(name)
  if (known) return known
  const made = spelled(name, readings)
  kept.set(name, made)
  return made
}

function meaning(candidates: readonly KnownTeam[]): string {
  const [first] = candidates
  if (candidates.length === 1 && first) {
    return first.callSign === first.name ? first.callSign : `${first.callSign} ${first.name}`
  }
  return `${candidates.length} 支队伍：${candidates
    .slice(0, 4)
    .map(({ callSign }) => callSign)
    .join('、')}`
}

function take(sheet: Sheet, found: FoundUnit, into: FoundUnit[]): void {
  if (!sheet.isFree(found.start, found.end)) return
  sheet.take(found.start, found.end, 'unit', meaning(found.candidates))
  into.push(found)
}

/** Whole names, call signs and aliases, the longest first at each place. */
export function findWholeUnits(sheet: Sheet, index: UnitIndex): FoundUnit[] {
  const found: FoundUnit[] = []
  const { words } = sheet
  for (let start = 0; start < words.length; start++) {
    for (const [name, candidates] of index.byFirst.get(words[start] ?? '') ?? []) {
      const end = start + name.length
      if (!words.startsWith(name, start) || !sheet.isFree(start, end)) continue
      // 森防1 must not be found in 森防12, nor a call sign in digits inside a number.
      if (/\d$/.test(name) && /^\d/.test(words.slice(end))) continue
      if (/[洞零〇幺拐]/.test(name) && /^[洞零〇幺拐]/.test(words.slice(end))) continue
      if (/^\d/.test(name) && /\d$/.test(words.slice(0, start))) continue
      if (/^[a-z]/.test(name) && /[a-z]$/.test(words.slice(0, start))) continue
      take(sheet, { candidates, whole: true, start, end }, found)
      start = end - 1
      break
    }
  }
  return found
}

const unitLike =
  /[\p{Script=Han}a-z0-9]{1,10}?(?:大队|中队|支队|分队|小队|救援队|应急队|队伍|队|小组|组|班)/gu

function begins(name: string, stem: string): number {
  if (name.startsWith(stem)) return 3
  if (name.includes(stem)) return 2
  let reached = 0
  for (const character of name) if (character === stem[reached]) reached += 1
  return reached === stem.length && name[0] === stem[0] ? 1 : 0
}

/** 森林大队: the teams whose name holds 森林, better if it also ends so. */
function fitting(index: UnitIndex, said: string): readonly KnownTeam[] {
  const suffix =
    /(?:大队|中队|支队|分队|小队|救援队|应急队|队伍|队|小组|组|班)$/.exec(said)?.[0] ?? ''
  const stem = said.slice(0, said.length - suffix.length).replace(countyHead, '')
  if (stem.length < 2 && !/^[一二三四五六七八九十]$/.test(stem)) return []
  let best = 0
  let fits: KnownTeam[] = []
  for (const { team, name, callSign, typeWord } of index.ready) {
    const bare = name.replace(countyHead, '')
    const rank =
      stem.length < 2
        ? bare.endsWith(said)
          ? 2
          : 0
        : Math.max(begins(bare, stem), begins(callSign, stem), typeWord.includes(stem) ? 0.5 : 0)
    if (rank === 0) continue
    const score = rank + (bare.endsWith(suffix) && suffix !== '队' ? 0.25 : 0)
    if (score > best) {
      best = score
      fits = [team]
    } else if (score === best) fits.push(team)
  }
  return fits
}

const everydayStem =
  /^(?:公路|水利|医疗|森林|医院|县医院|交通|电力|通信|抢通|应急|供电|卫生|地质|防汛|排涝)$/
/** Where a team may be spoken to or of: the beginning, a mark, an order. */
const addressed =
  /(?:^县?|[\ue000,;.:!?、和与跟及]|派|叫|让|请|给|调|调动|通知|命令|联系|喊|令|由|出动|增派|加派|要求|安排|呼叫|撤销|取消|对|把|是|等)$/
const verbBefore =
  /(?:已|已经|正在|开始|全部|恢复|没有?|未|尚未|快|完成|可以|进行|全力|组织|单边|双向|半幅|基本|抓紧|尽快)$/
const otherNumber =
  /^(?:\d{1,2}(?![\d:]|[人个名位台辆车分小点户公米级条时万百千元吨])|[洞零〇幺拐勾][洞零〇幺拐勾一二两三四五六七八九]?|[一二三四五六七八九]号?(?=到|出|返|在|已|归|待|请|报|途|集|撤|需|平|正|,|$))/
/** 水利局, 消防栓, 医疗保障: offices and things, not the team. */
const notTeam =
  /^(?:局|厅|部|委|办|院|系统|部门|设施|工程|栓|通道|安全|演练|检查|演习|宣传|培训|水源|器材|物资|保障|用品|技能|知识|火灾|火险|防火|站长|局长)/

/**
 * Short forms, after places were read: 森林大队, 一中队, 蓝天.
 * @param occupied stretches that say a state (开始抢通) or, where an event is told, a place (小松)
 */
export function findShortUnits(
  sheet: Sheet,
  index: UnitIndex,
  have: readonly FoundUnit[],
  occupied: (start: number, end: number) => boolean,
): FoundUnit[] {
  const found: FoundUnit[] = []
  for (const match of sheet.rest().matchAll(unitLike)) {
    const all = match[0]
    // The name may begin later: 请蓝天队 → 蓝天队.
    for (let skip = 0; skip < all.length - 1; skip++) {
      const start = match.index + skip
      const end = match.index + all.length
      const candidates = fitting(index, all.slice(skip))
      if (candidates.length === 0) continue
      take(sheet, { candidates, whole: false, start, end }, found)
      break
    }
  }
  const rest = sheet.rest()
  for (let start = 0; start < rest.length; start++) {
    const most = Math.min(index.longestStem, rest.length - start)
    for (let length = most; length >= 2; length--) {
      const candidates = index.byStem.get(rest.slice(start, start + length))
      if (!candidates || !sheet.isFree(start, start + length)) continue
      const behind = rest.slice(start + length)
      if (occupied(start, start + length) || notTeam.test(behind)) continue
      // 通村公路塌方: a road, and no team of the roads.
      if (
        everydayStem.test(rest.slice(start, start + length)) &&
        !addressed.test(rest.slice(0, start))
      )
        continue
      // 已抢通: the work, not the team.
      if (verbBefore.test(rest.slice(0, start))) continue
      // 蓝天03, where there is only 蓝天02: a call sign nobody has, and nobody else's.
      if (otherNumber.test(behind)) break
      // Said once more of the same team: an ordinary word (抢通队 … 抢通).
      const again = [...have, ...found].some((one) =>
        one.candidates.some((team) => candidates.includes(team)),
      )
      if (again) continue
      take(sheet, { candidates, whole: false, start, end: start + length }, found)
      break
    }
  }
  return found
}

/** Letters typed for a name; `known` says letters that mean something else. */
export function unitsBySpelling(index: UnitIndex, letters: string): readonly KnownTeam[] {
  let best = 3
  let fits: KnownTeam[] = []
  for (const { team, spellings } of index.ready) {
    for (const spelling of spellings()) {
      const rank = spellingRank(spelling, letters)
      if (rank === undefined || rank > best) continue
      if (rank < best) {
        best = rank
        fits = []
      }
      if (!fits.includes(team)) fits.push(team)
    }
  }
  return fits
}
