/** Incident numbers, telephone numbers, who tells it, people and vehicles, nets. */
import type { CommandContext, KnownIncident, KnownNet } from './context.ts'
import { hanNumber } from './numbers.ts'
import type { Sheet } from './sheet.ts'
import { roleWords } from './words.ts'

export interface FoundIncident {
  /** `undefined`: `#99` names no open incident. */
  readonly incident: KnownIncident | undefined
  readonly number: string
  /** 12号, without 事件: it may be a date or a house. */
  readonly unsure: boolean
  readonly start: number
  readonly end: number
}

const incidentPattern =
  /#\s*(\p{Script=Han}?\d{1,6})(?:号)?(?:事件|警情)?|(?<![\d.])(\d{1,4})号(?:事件|警情|案)/gu

/** 12号 火线 …: at the very beginning, of an open incident, and no house, no car, no date. */
const numberAlone =
  /(?:^(?:续报|补充|更新|进展)?|(?<=起草|[写拟出编给])(?=\d{1,4}号的?(?:首报|初报|续报|终报|快报|专报)))(\d{1,4})号(?![楼栋门桌机线车井台岗路仓坑段桥院厂房晚早上下凌点中午夜店铺电手库人])/

export function findIncidents(sheet: Sheet, context: CommandContext): FoundIncident[] {
  const alone = numberAlone.exec(sheet.rest())
  const meant = alone && context.incidents.find(({ number }) => number === `#${alone[1] ?? ''}`)
  if (alone && meant) {
    const { number } = meant
    const end = alone.index + alone[0].length
    const start = end - `${alone[1] ?? ''}号`.length
    sheet.take(start, end, 'incident', `${number} ${meant.title}`)
    return [{ incident: meant, number, unsure: true, start, end }]
  }
  return [...sheet.rest().matchAll(incidentPattern)].map((match) => {
    const number = `#${match[1] ?? match[2] ?? ''}`
    const incident = context.incidents.find((known) => known.number === number)
    const start = match.index
    const end = start + match[0].length
    sheet.take(
      start,
      end,
      'incident',
      incident ? `${number} ${incident.title}` : `${number} 没有在办的这一起`,
    )
    return { incident, number, unsure: false, start, end }
  })
}

const phonePattern =
  /(?:(?:联系)?电话|手机号?|tel|号码)?[:：]?(?:\+?86-?)?((?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d))|(?:(?:联系)?电话|手机号?|tel|号码)[:：]?(\d{7,12})(?!\d)/g

export function findPhone(sheet: Sheet): string {
  let phone = ''
  sheet.takeAll(phonePattern, 'phone', (match) => {
    const number = (match[1] ?? match[2] ?? '').replaceAll(/[- ]/g, '')
    phone ||= number
    return `电话 ${number}`
  })
  return phone
}

const surname =
  '[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹喻柏窦章苏潘葛范彭郎鲁韦昌马苗方俞任袁柳史唐费廉岑薛雷贺倪汤罗毕郝安常乐于傅齐康伍余元卜顾孟黄穆萧尹邵汪祁毛贝臧计成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝季贾路江童颜郭梅林钟徐邱骆高夏蔡田樊胡霍万柯管卢莫房解丁邓洪包石崔吉龚程嵇刑裴陆荣翁荀甄曲封储靳段侯全班秋仲伊宁仇甘武符刘景龙叶黎白怀温赖曾廖谭池乔曹翟熊聂巫]'
const telling =
  '(?:来电话?报告?|打电话来?说?|电话报告|电话告知|来电称|来电|报警称?|报案|报告说?|报告称|反映|上报|报称|告知|反馈|电话称|电话说|称|说|报)'
const sourcePattern = new RegExp(
  `(?:接到?|据|由)?((?:[\\p{Script=Han}]{2,4}(?:镇|乡|村|局|所|院|公司|站))?(?:${roleWords})(?:${surname}(?:某某|某|\\p{Script=Han}{1,2}(?=报|来|电|反|说|称|打))?)?(?:同志|先生|女士)?|${surname}(?:某某|某|先生|女士|老师|书记|主任|支书|队长|师傅|\\p{Script=Han}{1,2})(?=${telling}))(?:等人)?(${telling})?`,
  'gu',
)
const personTells = new RegExp(`(?:接到?|据|由)([\\p{Script=Han}]{2,12}?)(?:的)?(${telling})`, 'gu')

export interface FoundSource {
  readonly text: string
  /** It says that somebody tells it (报, 来电), not only who is there. */
  readonly tells: boolean
  readonly start: number
  readonly end: number
}

/** The last teller of the sentence; `people` are names of the directory. */
export function findSource(sheet: Sheet, people: readonly string[]): FoundSource | undefined {
  const rest = sheet.rest()
  const found: FoundSource[] = []
  const note = (text: string, tells: boolean, start: number, end: number) => {
    if (!sheet.isFree(start, end)) return
    if (found.some((other) => start < other.end && other.start < end)) return
    found.push({ text, tells, start, end })
  }
  for (const match of rest.matchAll(sourcePattern)) {
    note(
      match[1] ?? match[0],
      match[2] !== undefined || /^(?:接|据|由)/.test(match[0]),
      match.index,
      match.index + match[0].length,
    )
  }
  for (const match of rest.matchAll(personTells)) {
    note(match[1] ?? '', true, match.index, match.index + match[0].length)
  }
  for (const name of people) {
    const start = name.length < 2 ? -1 : rest.indexOf(name)
    if (start < 0) continue
    const tells = new RegExp(`^${telling}`).exec(rest.slice(start + name.length))
    note(name, tells !== null, start, start + name.length + (tells?.[0].length ?? 0))
  }
  const told = found.filter(({ tells }) => tells)
  const chosen = told.at(-1) ?? found.at(-1)
  if (chosen) {
    const said = sheet.said(chosen.start, chosen.end).replaceAll(/\s/g, '')
    const text = said
      .replace(/^(?:接到?|据|由)/, '')
      .replace(new RegExp(`的?${telling}$`), '')
      .slice(0, 60)
    sheet.take(chosen.start, chosen.end, 'source', `来源 ${text}`)
    return { ...chosen, text }
  }
  return undefined
}

const number = '(\\d{1,4}|[一二两三四五六七八九十百]{1,4})'
const peoplePattern = new RegExp(`${number}(?:个|名)?(?:人|队员|同志)(?![受被失死伤遇困])`, 'g')
const vehiclePattern = new RegExp(`${number}(?:辆|台|部)?(?:车|消防车|指挥车|运兵车|皮卡)`, 'g')

/** 22人2车 */
export function findForce(sheet: Sheet): {
  readonly people: number | null
  readonly vehicles: number | null
} {
  let people: number | null = null
  let vehicles: number | null = null
  sheet.takeAll(peoplePattern, 'count', (match) => {
    people ??= hanNumber(match[1] ?? '') ?? null
    return `人数 ${match[1] ?? ''}`
  })
  sheet.takeAll(vehiclePattern, 'count', (match) => {
    vehicles ??= hanNumber(match[1] ?? '') ?? null
    return `车辆 ${match[1] ?? ''}`
  })
  return { people, vehicles }
}

export interface FoundNet {
  readonly net: KnownNet
  readonly known: boolean
}

/** `g12`, `12组`, `12`, or the name of a net; as a word of a command. */
export function netOf(said: string, nets: readonly KnownNet[]): FoundNet | undefined {
  const number = /^(?:g|组)?(\d{1,10})(?:组|网|群)?$/.exec(said)?.[1]
  if (number !== undefined) {
    const known = nets.find((net) => net.number === number)
    return { net: known ?? { number, name: `组 ${number}` }, known: known !== undefined }
  }
  const bare = said.replace(/(?:网|组|群)$/, '')
  if (bare.length < 2) return undefined
  const named =
    nets.find(({ name }) => name.toLowerCase() === said) ??
    nets.find(({ name }) => name.toLowerCase().startsWith(bare)) ??
    nets.find(({ name }) => name.toLowerCase().includes(bare))
  return named && { net: named, known: true }
}
