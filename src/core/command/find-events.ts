/** What happened, in everyday words, as a category of the county's list. */
import type { CountyWords } from './context.ts'
import type { Sheet } from './sheet.ts'
import { bareFire, carNear, categoryWords, deniedEvent, houseNear, woodNear } from './words.ts'

export interface FoundEvent {
  readonly code: string
  readonly name: string
  /** Other categories the words fit as well. */
  readonly others: readonly { readonly code: string; readonly name: string }[]
  readonly word: string
  readonly denied: boolean
  readonly start: number
  readonly end: number
}

/** The standard's 境内 (within the border) is never said. */
const spoken = (name: string) => name.replace(/^境内/, '')

export interface EventIndex {
  readonly names: ReadonlyMap<string, string>
  readonly patterns: readonly (readonly [string, RegExp])[]
}

export function prepareEvents(county: CountyWords): EventIndex {
  const names = new Map(county.categories.map(({ code, name }) => [code, spoken(name)]))
  // A county that does not have the subtype has the category it belongs to.
  const known = (code: string) => (names.has(code) ? code : `${code.slice(0, 3)}00`)
  const patterns = categoryWords.map(
    ([code, words]) => [known(code), new RegExp(`(?:${words})`, 'g')] as const,
  )
  // The names of the list itself, as far as they say what they are.
  const official = county.categories
    .map(({ code, name }) => [code, spoken(name)] as const)
    .filter(
      ([code, name]) =>
        name.length >= 3 && !name.startsWith('其他') && !/^(?:10000|1\d000)$/.test(code),
    )
    .filter(([, name]) => !/^(?:未发生|已消灭|新发|非职业)/.test(name))
    .map(([code, name]) => [code, new RegExp(escaped(name), 'g')] as const)
  return { names, patterns: [...patterns, ...official] }
}

function escaped(text: string): string {
  return text.toLowerCase().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

const fireCodes = ['11G01', '12G00'] as const

function bareFireEvent(sheet: Sheet, index: EventIndex): FoundEvent | undefined {
  const match = bareFire.exec(sheet.rest())
  if (!match) return undefined
  const start = match.index
  const end = start + match[0].length
  // 明火已扑灭: that is news of a fire, not a fire.
  if (/^.{0,5}(?:扑灭|熄灭|已灭|灭了|控制)/.test(sheet.words.slice(end))) return undefined
  // 高田镇 is no field, 小松村 no wood.
  const bare = (said: string) => said.replaceAll(/\p{Script=Han}{1,3}(?:镇|乡|村|社区)/gu, ' ')
  const near = `${bare(sheet.words.slice(0, start)).slice(-8)} ${bare(sheet.words.slice(end)).slice(0, 6)}`
  const code = carNear.test(near) ? '12H04' : houseNear.test(near) ? '12G00' : '11G01'
  const smoke = !/[火烧着]/.test(match[0])
  const sure = smoke ? false : carNear.test(near) || houseNear.test(near) || woodNear.test(near)
  const name = index.names.get(code) ?? code
  const others = sure
    ? []
    : fireCodes
        .filter((one) => one !== code)
        .map((one) => ({ code: one, name: index.names.get(one) ?? one }))
  return { code, name, others, word: match[0], denied: denied(sheet.words, start, end), start, end }
}

function denied(words: string, start: number, end: number): boolean {
  return (
    deniedEvent.test(words.slice(Math.max(0, start - 8), start)) ||
    /^(?:已)?(?:排除|系误报|是假的|是误报|不属实)/.test(words.slice(end))
  )
}

/** Every event named; the first is the one that counts. */
export function findEvents(sheet: Sheet, index: EventIndex): FoundEvent[] {
  const found: FoundEvent[] = []
  const keep = (event: FoundEvent) => {
    if (!sheet.isFree(event.start, event.end)) return
    const other = event.others.length > 0 ? '？' : ''
    sheet.take(event.start, event.end, 'category', `类别 ${event.name} ${event.code}${other}`)
    found.push(event)
  }
  for (const [code, pattern] of index.patterns) {
    for (const match of sheet.rest().matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      const name = index.names.get(code) ?? code
      keep({
        code,
        name,
        others: [],
        word: match[0],
        denied: denied(sheet.words, start, end),
        start,
        end,
      })
    }
  }
  if (found.length === 0) {
    const fire = bareFireEvent(sheet, index)
    if (fire) keep(fire)
  }
  return found.toSorted((one, other) => one.start - other.start)
}
