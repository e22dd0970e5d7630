/** Casualties as they are said: 2人受伤, 死亡1人, 无人被困, 三个失联, 一死两伤. */
import { countPattern, readCount } from './numbers.ts'
import { casualtyFields, type CasualtyCounts, type CasualtyField } from './proposal.ts'
import { taken, type Sheet } from './sheet.ts'

export interface FoundCasualties {
  readonly counts: CasualtyCounts
  /** Fields whose number is only about right, or not said. */
  readonly vague: readonly {
    readonly field: CasualtyField
    readonly start: number
    readonly end: number
  }[]
  /** Numbers were said, or denied. */
  readonly any: boolean
}

const kinds: readonly (readonly [CasualtyField, string])[] = [
  ['serious', '伤势严重|伤得很重|伤得重|重伤|伤重'],
  ['dead', '无生命体征|没有生命体征|没了生命体征|死亡|遇难|身亡|牺牲|丧生|溺亡|死了|死'],
  ['missing', '下落不明|失踪|失联|联系不上|联系不到|找不到|没找到|走失|走丢|不见了'],
  [
    'trapped',
    '被困|受困|困住|被埋|埋压|被压|压到|压住|压着|埋住|埋了|卡住|卡在|关在|压在里面|压在|埋在下面|埋下面|埋在里面|埋下面|埋在里面|埋进去|压在下面|压下面|困在|被堵|困',
  ],
  ['atRisk', '涉险|受威胁'],
  ['evacuated', '紧急转移|已转移|转移|已疏散|疏散|紧急避险'],
  [
    'injured',
    '轻微伤|轻伤|受了伤|受伤|伤者|伤员|烧伤|烫伤|摔伤|砸伤|骨折|负伤|扭伤|刮伤|灼伤|伤了|伤',
  ],
]
const kindPattern = kinds.map(([, words]) => words).join('|')
const labels = new Map<string, string>(casualtyFields)
const fieldOf = (said: string) => kinds.find(([, words]) => words.split('|').includes(said))?.[0]

const who =
  '(?:个|名|位|口|号)?(?:[\\p{Script=Han}]{1,4}的)?(?:(?:人员|人|群众|村民|老人|小孩|孩子|学生|队员|游客|司机|工人|老乡|老百姓|驴友|儿童|妇女|男子|女子|小朋友|乘客|路人|老师|同志|男孩|女孩|大人|伤员|伤者|员工|矿工|农民|居民|学员)(?:们)?)?'
const place = '(?:(?:被|均|都|已|已经|还|仍|正|在[^,;.\\ue000]{1,8}?|疑似|可能)){0,3}'
const before = new RegExp(`(${countPattern})${who}(?:左右|以上)?${place}(${kindPattern})`, 'gu')
const after = new RegExp(
  `(${kindPattern})(?:了)?(?:人员|群众|村民|人数|者)?[::约有]?(?:大概|约|共|达)?(?:\\d+户)?(${countPattern})(?:个|名|位|口)?人?`,
  'g',
)
const mixed = new RegExp(`(?:${before.source})|(?:${after.source})`, 'gu')
const denied = new RegExp(
  `(?:暂时?无|暂没有?|均无|无|没有|没(?=[人有])|未造成|未发现有?|未有|尚无|暂未发现有?|未接到)(?:任何)?(?:人员|群众|村民|人|老百姓)*(伤亡|${kindPattern})(?:[、和或及]{0,2}(?:人员)?(伤亡|${kindPattern})(?!了?(?:人员|群众|村民)?\\d|了?(?:人员|群众|村民)?[一二两三四五六七八九十百]))*(?:情况|报告)?`,
  'g',
)
const unknown = new RegExp(
  `(?:(?:不清楚|不知道?|不确定|未知|不明确)?(?:有没有|有无|是否有?|可能有没有)(?:人员|群众|村民|人)*(?:${kindPattern}|伤亡)(?:不详|不清楚|不明|未知|待查|待核)?|(?:人员)?(?:伤亡|被困|失联)(?:人数|情况|人员)?(?:不详|不明|未知|不清楚|待核实?|待查))`,
  'g',
)
const some = new RegExp(
  `有(?:人员|群众|村民|人|老人|小孩|学生|队员|老百姓|游客)+(?:员)?${place}(${kindPattern})`,
  'g',
)
/** 司机当场死亡: one of them, though no number was said. */
const oneOf = new RegExp(
  `(?<![\\d一二两三四五六七八九十个名位])(?:司机|驾驶员|骑车人|骑手|老人|男子|女子|妇女|小孩|孩子|学生|工人|老板|业主|户主|乘客|行人|村民|队员|队长)(?:当场|已经?|不幸|现场|确认|均)?(${kindPattern})(?!人|情况|的(?:事|话)|[\\d一二两三])`,
  'g',
)
/** 老人还在里面没出来 */
const inside =
  /(?:有人|老人|小孩|孩子|大人|群众|村民|工人|学生|司机|老两口|老太太|老头|人)(?:好像|可能|也|都|还|仍|正)*(?:在(?:里面|屋里|屋内|房里|楼上|火里|车里|车内|下面)|没(?:跑|逃|爬|救)?出来|出不来|跑不出来|关在里面)/g
/** Right before: the number is not sure, or it has not happened. */
const unsureBefore =
  /(?:(?:疑似|可能|估计|据说|听说|好像|大概|大约|约|至少|最少|怀疑|预计)[^,;.]{0,3}|新增|又有|再有|另有|又|需要?|准备|计划|将要?|拟|正在|正|-)$/
/** Right after: it is over. */
const overAfter = /^(?:[^,;.]{0,4}(?:出院|治愈|获救|救出|脱困|脱险|找到|已救|解救))/

/** 救出被困群众3人: who is safe is no casualty any more. */
const rescued = new RegExp(
  `(?:救出|找到|解救出?|营救出?|搜救到|救下|救起|接出|转出)了?(?:全部|所有)?(?:${kindPattern})?(?:的)?(?:人员|群众|村民|老人|小孩|学生|游客|人)*(?:${countPattern})(?:个|名|位)?人?`,
  'g',
)
/** 由2人增加到3人 */
const risen = new RegExp(
  `(${kindPattern})(?:人数|人员)?(?:(?:从|由)(?:${countPattern})人?)?(?:增加|上升|升|增|变|改|减少|降)(?:到|至|为|成)(${countPattern})人?`,
  'g',
)
/** 受伤不是2人是3人 */
const corrected = new RegExp(
  `(${kindPattern})(?:人数|人员)?(?:不是|非)(?:${countPattern})(?:个|名)?人?[,]?(?:而?应?该?是|应为|改为)(${countPattern})(?:个|名)?人?`,
  'g',
)
/** 死1失2伤5: the word first, and more than one of it. */
const short: Readonly<Record<string, CasualtyField>> = {
  死: 'dead',
  亡: 'dead',
  失: 'missing',
  重: 'serious',
  伤: 'injured',
  轻: 'injured',
  困: 'trapped',
  转: 'evacuated',
}
const shortPair =
  '(?:死亡|失联|失踪|重伤|轻伤|受伤|被困|转移|死|亡|失|重|轻|伤|困|转)(?:\\d{1,4}|[一二两三四五六七八九十]{1,2})(?:个|名)?人?'
const shortRun = new RegExp(`(?<![\\d一二两三四五六七八九十人个名])(?:${shortPair}[、,]?){2,}`, 'g')
const onePair =
  /(死亡|失联|失踪|重伤|轻伤|受伤|被困|转移|死|亡|失|重|轻|伤|困|转)(\d{1,4}|[一二两三四五六七八九十]{1,2})/g
/** Who was found is not alive. */
const foundDead = /(?:无|没有|没了)生命体征|死亡|遇难|身亡|遗体|尸体|没救/

/** The sentence speaks of a number that was and one that is. */
const changing = /(?:变|转为|改为|更正|增加到|增至|上升到|降到|降为|减少|而是|误|不是)/
const ownCount = new RegExp(`^(${countPattern})(?:个|名)?人?(?!${kindPattern})`)
/** So many at once is heard wrong more often than true. */
const hardlySo = 1000

export function findCasualties(sheet: Sheet): FoundCasualties {
  const counts: Partial<Record<CasualtyField, number>> = {}
  const vague: { field: CasualtyField; start: number; end: number }[] = []
  /** Fields whose whole number was said: the number once more adds nothing. */
  const totals = new Set<CasualtyField>()
  const note = (field: CasualtyField, value: number, start: number, end: number, sure: boolean) => {
    counts[field] = (counts[field] ?? 0) + value
    sheet.take(
      start,
      end,
      'casualties',
      `${labels.get(field) ?? field} ${value}${sure ? '' : '？'}`,
    )
    if (!sure) vague.push({ field, start, end })
  }
  sheet.takeAll(unknown, 'word', () => '伤亡不详')
  sheet.takeAll(rescued, 'word', () => '已救出，写在文字里')
  const afterRescue = sheet.rest().includes(taken) ? foundDead.exec(sheet.rest()) : null
  if (afterRescue && /找到|救出|搜救到|打捞/.test(sheet.words))
    vague.push({
      field: 'dead',
      start: afterRescue.index,
      end: afterRescue.index + afterRescue[0].length,
    })
  for (const match of sheet.rest().matchAll(shortRun)) {
    const said = [...match[0].matchAll(onePair)]
    for (const [at, [pair, word = '', number = '']] of said.entries()) {
      const field = fieldOf(word) ?? short[word]
      const count = readCount(number)
      if (!field || !count || count.value === null) continue
      const start = match.index + (said[at]?.index ?? 0)
      const sure =
        !changing.test(sheet.words) && !unsureBefore.test(sheet.words.slice(0, match.index))
      note(field, count.value, start, start + pair.length, sure)
    }
  }
  for (const match of sheet.rest().matchAll(corrected)) {
    const field = fieldOf(match[1] ?? '')
    const count = readCount(match[2] ?? '')
    if (field && count && count.value !== null)
      note(field, count.value, match.index, match.index + match[0].length, false)
  }
  for (const match of sheet.rest().matchAll(risen)) {
    const field = fieldOf(match[1] ?? '')
    const count = readCount(match[2] ?? '')
    if (field && count && count.value !== null) {
      note(field, count.value, match.index, match.index + match[0].length, false)
      totals.add(field)
    }
  }
  for (const match of sheet.rest().matchAll(denied)) {
    const fields = deniedFields(match[0])
    if (fields.length === 0) continue
    const start = match.index
    for (const field of fields) counts[field] ??= 0
    const said = fields.map((field) => `${labels.get(field) ?? field} 0`).join('，')
    sheet.take(start, start + match[0].length, 'casualties', said)
  }
  for (const match of sheet.rest().matchAll(mixed)) {
    const [all, firstCount, firstKind, lastKind, lastCount] = match
    const field = fieldOf(firstKind ?? lastKind ?? '')
    const count = readCount(firstCount ?? lastCount ?? '')
    if (!field || !count || totals.has(field)) continue
    const start = match.index
    const end = start + all.length
    // 车上17人 伤4人: the word is of the number behind it.
    const other =
      /[人个名].?$/.test(all.slice(0, -1)) && /^[伤死困]$/.test(firstKind ?? '')
        ? ownCount.exec(sheet.words.slice(end))
        : null
    const behind = other && readCount(other[1] ?? '')
    if (other && behind && behind.value !== null) {
      note(field, behind.value, end - 1, end + other[0].length, !behind.about)
      continue
    }
    const sure =
      !count.about &&
      (count.value ?? 0) < hardlySo &&
      !changing.test(sheet.words) &&
      !unsureBefore.test(sheet.words.slice(0, start)) &&
      !/疑似|可能/.test(all) &&
      !overAfter.test(sheet.words.slice(end))
    if (count.value === null) {
      sheet.take(start, end, 'casualties', `${labels.get(field) ?? field} 几人？`)
      vague.push({ field, start, end })
    } else note(field, count.value, start, end, sure)
  }
  for (const match of sheet.rest().matchAll(some)) {
    const field = fieldOf(match[1] ?? '')
    if (!field || !sheet.isFree(match.index, match.index + match[0].length)) continue
    if (/(?:没|是否|有没|可能)$/.test(sheet.words.slice(0, match.index))) continue
    note(field, 1, match.index, match.index + match[0].length, false)
  }
  for (const match of sheet.rest().matchAll(oneOf)) {
    const field = fieldOf(match[1] ?? '')
    if (!field || counts[field] !== undefined) continue
    if (/(?:没有?|无|不|未)$/.test(sheet.words.slice(0, match.index))) continue
    note(field, 1, match.index, match.index + match[0].length, false)
  }
  for (const match of sheet.rest().matchAll(inside)) {
    if (/(?:没有?|无|不)$/.test(sheet.words.slice(0, match.index)) || counts.trapped !== undefined)
      continue
    note('trapped', 1, match.index, match.index + match[0].length, false)
  }
  return { counts, vague, any: Object.keys(counts).length > 0 || vague.length > 0 }
}

function deniedFields(said: string): CasualtyField[] {
  const fields = new Set<CasualtyField>()
  if (said.includes('伤亡')) fields.add('dead').add('injured')
  for (const [field, words] of kinds) {
    if (words.split('|').some((word) => said.replaceAll('伤亡', '').includes(word)))
      fields.add(field)
  }
  if (fields.has('serious') && !said.includes('受伤')) fields.delete('injured')
  return [...fields]
}

/** 死亡 1，受伤 2 */
export function casualtyWords(counts: CasualtyCounts): string {
  return casualtyFields
    .filter(([field]) => counts[field] !== undefined)
    .map(([field, label]) => `${label} ${counts[field]}`)
    .join('，')
}
