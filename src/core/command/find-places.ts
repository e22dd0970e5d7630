/** Places of the gazetteer and what is said behind them: 小松镇罗源村下坑组, 206国道屏山段. */
import type { CountyWords, KnownPlace } from './context.ts'
import type { CommandPlace } from './proposal.ts'
import { spelled, spellingRank, type Spelled } from './readings.ts'
import type { Sheet } from './sheet.ts'

type Spellings = ReadonlyMap<
  string,
  readonly { readonly place: KnownPlace; readonly spelling: Spelled }[]
>

export interface PlaceIndex {
  /** Name or bare name → places; bare names stand for a village, committee or township. */
  readonly byName: ReadonlyMap<
    string,
    readonly { readonly place: KnownPlace; readonly bare: boolean }[]
  >
  readonly longest: number
  /** Beginnings of names: where nothing begins so, nothing is looked up. */
  readonly heads: ReadonlySet<string>
  /** By the first letter of what may be typed; made when letters are typed for the first time. */
  spellings(): Spellings
  readonly county: string
  readonly seatTownship: string
}

export interface FoundPlace {
  readonly place: CommandPlace
  /** Other places of the same name. */
  readonly others: readonly CommandPlace[]
  readonly known: boolean
  /** Only a short name was said (罗源). */
  readonly bare: boolean
  readonly start: number
  readonly end: number
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
const bareOf = (name: string) => name.replace(/(?<=..)(?:镇|乡|街道|村|社区|居委会|村委会)$/, '')
/** Bare names that are everyday words: only said with 村. */
const everyday = new Set([
  '和平',
  '胜利',
  '新华',
  '花园',
  '长江',
  '长乐',
  '三和',
  '大秀',
  '友联',
  '胜和',
  '万盛',
  '金华',
  '桂花',
  '东南',
  '兴隆',
  '城南',
  '城北',
  '东城',
  '平阳',
  '河东',
  '新富',
  '水南',
  '新河',
  '齐贤',
  '珠玑',
  '桃花',
  '水庙',
  '高背',
])

export function preparePlaces(county: CountyWords): PlaceIndex {
  const byName = new Map<string, { place: KnownPlace; bare: boolean }[]>()
  const heads = new Set<string>()
  let longest = 2
  const add = (name: string, place: KnownPlace, bare: boolean) => {
    if (name.length < 2) return
    const known = byName.get(name)
    if (known) known.push({ place, bare })
    else byName.set(name, [{ place, bare }])
    heads.add(name.slice(0, 2))
    longest = Math.max(longest, name.length)
  }
  for (const place of county.places) {
    const name = plain(place.name)
    const short = bareOf(name)
    add(name, place, false)
    if (short !== name) add(short, place, true)
    if (place.kind === 'village') add(`${short}村委会`, place, false)
  }
  let spellings: Spellings | undefined
  return {
    byName,
    longest,
    heads,
    spellings: () => (spellings ??= spellPlaces(county)),
    county: plain(county.county),
    seatTownship: county.seatTownship,
  }
}

function spellPlaces({ places, readings }: CountyWords): Spellings {
  const made = new Map<string, { place: KnownPlace; spelling: Spelled }[]>()
  for (const place of places) {
    const name = plain(place.name)
    for (const spelling of [...new Set([name, bareOf(name)])].map((one) =>
      spelled(one, readings),
    )) {
      for (const letter of new Set(spelling.initials.map((initials) => initials.slice(0, 1)))) {
        const list = made.get(letter)
        if (list) list.push({ place, spelling })
        else made.set(letter, [{ place, spelling }])
      }
    }
  }
  return made
}

export function commandPlace(place: KnownPlace, text: string): CommandPlace {
  const { position } = place
  const point = 'point' in position ? position.point : undefined
  return {
    text: text.slice(0, 120),
    ...(place.township
      ? { township: place.township.code }
      : place.kind === 'township'
        ? { township: place.id }
        : {}),
    ...(place.kind === 'village' || place.kind === 'residents' ? { village: place.id } : {}),
    ...(point ? { lat: point.lat, lon: point.lon } : {}),
    precision: position.precision,
  }
}

const roadBefore =
  /(?:(?<![a-z])[gsx]\d{2,4}(?:国道|省道|县道|线|高速)?|\d{2,4}(?:国道|省道|县道|线)|(?:济广|泉南|寻全|昌宁|石吉)高速)$/

interface Hit {
  readonly places: readonly KnownPlace[]
  readonly bare: boolean
  readonly start: number
  readonly end: number
}

/** 高田礼地村: the township said in short before its village. */
function townshipBefore(
  index: PlaceIndex,
  rest: string,
  end: number,
  places: readonly KnownPlace[],
): Hit | undefined {
  for (const length of [2, 3]) {
    if (end < length) return undefined
    const start = end - length
    const township = index.byName
      .get(rest.slice(start, end))
      ?.find(({ place }) => place.kind === 'township')?.place
    if (township && places.some((place) => place.township?.code === township.id))
      return { places: [township], bare: true, start, end }
  }
  return undefined
}

/** Every name of the gazetteer in the sentence, the longest at each position. */
function hits(sheet: Sheet, index: PlaceIndex, allowBare: boolean): Hit[] {
  const found: Hit[] = []
  const rest = sheet.rest()
  for (let start = 0; start < rest.length - 1; start++) {
    if (!index.heads.has(rest.slice(start, start + 2))) continue
    for (let length = Math.min(index.longest, rest.length - start); length >= 2; length--) {
      const named = index.byName.get(rest.slice(start, start + length))
      if (!named) continue
      const whole = named.filter(({ bare }) => !bare)
      const end = start + length
      const word = rest.slice(start, end)
      const behindTownship =
        found.at(-1)?.end === start && found.at(-1)?.places[0]?.kind === 'township'
      if (whole.length === 0 && !behindTownship && (!allowBare || everyday.has(word))) continue
      const places = (whole.length > 0 ? whole : named).map(({ place }) => place)
      const township = townshipBefore(index, rest, start, places)
      if (township && (found.at(-1)?.end ?? 0) <= township.start) found.push(township)
      found.push({ places, bare: whole.length === 0, start, end })
      start = end - 1
      break
    }
  }
  return found
}

/** What is said behind a place and belongs to it. */
const detail =
  /^(?:[\p{Script=Han}a-z0-9]{0,8}?(?:村小组|小组|组|屯|自然村|路口|路边|国道|省道|县道|乡道|村道|高速|公路|大道|大桥|桥头|桥|街道|街|路段|路(?![边上过人])|隧道|水库|山塘|电站|水电站|中心小学|小学|中学|幼儿园|学校|卫生院|医院|敬老院|加油站|服务区|收费站|村口|后山|前山|山上|山场|林场|河边|河段|河道|小区|广场|超市|市场|工业园|园区|煤矿|采石场|矿山|砖厂|家具厂|鞋厂|厂区|厂(?!房)|工地|养殖场|附近|方向|路边|地段|段|交界处|交界|处|(?!一[栋幢])[0-9一二三四五六七八九十]+(?:号|栋|幢|单元|公里处?|米处?)|k\d+(?:\+\d+)?))+/u
/** Not part of a name, whatever stands behind it. */
const notDetail =
  /(?:报|称|说|电话|发生|出现|有人|有|被|正在|已|请|需|派|调|受|死|伤|火|塌|滑|淹|翻|撞|到|去)/

/** 小琴村桥被水冲了: the bridge is what happened, not where. */
const builtThing = /(?:大桥|桥|水库|山塘|公路|乡道|村道|县道|路|河堤|隧道)$/
const broken =
  /^(?:大坝|坝脚|坝体|坝|面|基|头)?(?:都|已|已经|又|全)?(?:被.{0,3}(?:冲|淹|堵|压)|给.{0,3}冲|冲|垮|塌|断|漏|渗|决|漫|堵|裂|管涌)/

function detailEnd(sheet: Sheet, end: number): number {
  const behind = sheet.rest().slice(end).split('\ue000')[0] ?? ''
  const match = detail.exec(behind)
  if (!match) return end
  const bad = notDetail.exec(match[0])
  const thing = broken.test(behind.slice(match[0].length)) && builtThing.exec(match[0])
  if (thing) return end + match[0].length - thing[0].length
  if (!bad) return end + match[0].length
  const cut = detail.exec(match[0].slice(0, bad.index))
  return cut ? end + cut[0].length : end
}

function combined(sheet: Sheet, chain: readonly Hit[]): FoundPlace | undefined {
  const first = chain[0]
  const last = chain.at(-1)
  if (!first || !last) return undefined
  const township = first.places.find(({ kind }) => kind === 'township')
  const inside = township
    ? last.places.filter((place) => place.township?.code === township.id)
    : last.places
  const ordered = (inside.length > 0 ? inside : last.places).toSorted(
    (one, other) => order(one) - order(other) || (one.id < other.id ? -1 : 1),
  )
  const end = detailEnd(sheet, last.end)
  const road = roadBefore.exec(sheet.rest().slice(0, first.start))?.[0].length ?? 0
  const start = first.start - road
  const behind = sheet.said(last.end, end).replaceAll(/\s/g, '')
  const before = sheet.said(start, first.start).replaceAll(/\s/g, '')
  // Said in short, a village is written with its whole name: the officer sees which one is meant.
  const short = chain.some(({ bare }) => bare)
  const said = sheet.said(start, end).replaceAll(/\s/g, '')
  const made = ordered.map((place) => {
    const full =
      place.kind === 'township' ? place.name : `${place.township?.name ?? ''}${place.name}`
    return commandPlace(
      place,
      short && place.kind !== 'township' ? `${before}${full}${behind}` : said,
    )
  })
  const place = made[0]
  if (!place) return undefined
  // 屏山, said alone, is the township: its village of the same name is said with 村.
  const others = ordered[0]?.kind === 'township' ? [] : made.slice(1, 4)
  return { place, others, known: true, bare: chain.every(({ bare }) => bare), start, end }
}

function order(place: KnownPlace): number {
  return ['own', 'township', 'village', 'residents'].indexOf(place.kind)
}

/** 县城, 石城县: the seat's township at most. */
function countyPlace(sheet: Sheet, index: PlaceIndex): FoundPlace | undefined {
  const match = new RegExp(`(?:${index.county})?(?:县城|城区|老城区|县城区)`).exec(sheet.rest())
  if (!match) return undefined
  const start = match.index
  const end = detailEnd(sheet, start + match[0].length)
  const text = sheet.said(start, end)
  return {
    place: { text, township: index.seatTownship, precision: 'township-only' },
    others: [],
    known: true,
    bare: false,
    start,
    end,
  }
}

const unknownPlace =
  /(?:(?<![a-z])[gsx]\d{2,4}(?:国道|省道|县道|线|高速)?|\d{3}(?:国道|省道|县道)|[\p{Script=Han}]{2,8}?(?:村小组|自然村|村|镇|乡|社区|国道|省道|县道|高速|水库|大桥|隧道|小学|中学|幼儿园|加油站|工业园|园区|小区|广场|医院|敬老院|市场|超市|林场|山场|采石场|煤矿|公园|酒店|宾馆|河边|桥头|大道|路口|街|岭|坳|顶))/u
const heads =
  /^.*(?:返回|到达|抵达|撤离|撤回|出动|出发|赶往|前往|回到|送往|送到|在|位于|从|往|去|到|于|有人|发生|经过|过|是|称|报|说|讲|的|派|请|让)(?=..)/u

/** A place nobody entered: its words, without a point. */
function unknown(sheet: Sheet): FoundPlace | undefined {
  const match = unknownPlace.exec(sheet.rest())
  if (!match) return undefined
  const head = heads.exec(match[0])?.[0].length ?? 0
  const start = match.index + head
  if (match[0].length - head < 2) return undefined
  const end = detailEnd(sheet, match.index + match[0].length)
  const text = sheet.said(start, end).replaceAll(/\s/g, '').slice(0, 120)
  if (/^(?:各|全|本|该|这|那|几|两|每|哪|同)/.test(text)) return undefined
  return {
    place: { text, precision: 'unknown' },
    others: [],
    known: false,
    bare: false,
    start,
    end,
  }
}

/** Names that stand next to each other are one address. */
function chains(found: readonly Hit[], words: string): Hit[][] {
  const made: Hit[][] = []
  for (const hit of found) {
    const open = made.at(-1)
    const last = open?.at(-1)
    const between = last ? words.slice(last.end, hit.start) : ''
    const joins =
      last &&
      (between === '' ||
        between === '的' ||
        between === ',' ||
        (/^[到至往]$/.test(between) && /^.{0,4}(?:路|公路|路段|道)/.test(words.slice(hit.end)))) &&
      last.places.some(({ kind }) => kind === 'township')
    if (open && joins && !hit.places.every(({ kind }) => kind === 'township')) open.push(hit)
    else made.push([hit])
  }
  return made
}

function takeFound(sheet: Sheet, found: FoundPlace): boolean {
  if (!sheet.isFree(found.start, found.end)) return false
  const { precision } = found.place
  const how =
    precision === 'township-only'
      ? '仅知乡镇'
      : precision === 'unknown'
        ? '无坐标'
        : precision === 'surveyed'
          ? '已测'
          : '概略'
  sheet.take(
    found.start,
    found.end,
    'place',
    `地点 ${found.place.text}（${found.known ? how : '地名库没有'}）`,
  )
  return true
}

/** Addresses with their kind said (镇, 村 …) or behind a township. */
export function findPlaces(sheet: Sheet, index: PlaceIndex): FoundPlace[] {
  return chains(hits(sheet, index, false), sheet.words)
    .map((chain) => combined(sheet, chain))
    .filter((found) => found !== undefined)
    .filter((found) => takeFound(sheet, found))
}

/** Where nothing better was found: short names, the county town, names nobody entered. */
export function findMorePlaces(sheet: Sheet, index: PlaceIndex): FoundPlace[] {
  const bare = chains(hits(sheet, index, true), sheet.words)
    .map((chain) => combined(sheet, chain))
    .filter((found) => found !== undefined)
    .filter((found) => takeFound(sheet, found))
  if (bare.length > 0) return bare
  const other = countyPlace(sheet, index) ?? unknown(sheet)
  return other && takeFound(sheet, other) ? [other] : []
}

/** Places by pinyin or initials. */
export function placesBySpelling(index: PlaceIndex, letters: string): readonly KnownPlace[] {
  let best = 2
  let fits: KnownPlace[] = []
  for (const { place, spelling } of index.spellings().get(letters.slice(0, 1)) ?? []) {
    const rank = spellingRank(spelling, letters)
    if (rank === undefined || rank >= best + (fits.length > 0 ? 1 : 0) || rank > 1) continue
    if (rank < best) {
      best = rank
      fits = []
    }
    if (!fits.includes(place)) fits.push(place)
  }
  return fits
}
