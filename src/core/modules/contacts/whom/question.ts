/** Reads a question such as `小松 防汛`, `xsfx`, `屏山镇滑坡找谁`, `张伟`: which matter, where, who. */
import type { Found } from '../../../county/name-index.ts'
import { matters, type Matter } from './matters.ts'

export interface Area {
  /** Code of a township (9 digits) or village (12). */
  readonly code: string
  readonly name: string
}

/** What a name may mean: a person or an organisation of the book. */
export interface Named {
  readonly kind: 'person' | 'organization'
  readonly id: string
  readonly name: string
  /** Of a person. */
  readonly organization?: string | null
}

/** Searches by name, pinyin or initials; each gives best first. */
export interface Lexicon {
  readonly areas: (typed: string) => readonly Found<Area>[]
  readonly matters: (typed: string) => readonly Found<Matter>[]
  readonly names: (typed: string) => readonly Found<Named>[]
}

export interface Question {
  readonly matter: Matter | undefined
  readonly area: Area | undefined
  /** Persons and organisations meant by name, best first. */
  readonly names: readonly Found<Named>[]
}

type Part = 'area' | 'matter' | 'name'

interface Reading {
  readonly matter?: Matter
  readonly area?: Area
  readonly names: readonly Found<Named>[]
  readonly penalty: number
}

const filler =
  /应该|请问|打给谁|打给|找谁|联系谁|联系|叫谁|谁负责|谁管|是谁|的电话|电话|号码|现在|今晚|怎么|的|谁|[，。？?！!]/g
/** Two parts written without a blank are a little less sure than two with one. */
const joined = 1
/** What was not understood: more than the worst of any find. */
const unread = 60
const longestToken = 24

export function readQuestion(query: string, lexicon: Lexicon): Question {
  const find = remembered(lexicon)
  const tokens = query
    .normalize('NFKC')
    .replaceAll(filler, ' ')
    .split(/[\s,、;/]+/)
    .filter((token) => token !== '')
    .slice(0, 5)
  let readings: Reading[] = [{ names: [], penalty: 0 }]
  for (const token of tokens) {
    const options = readingsOf(token.slice(0, longestToken), find)
    readings = readings
      .flatMap((before) => options.flatMap((option) => withOption(before, option)))
      .toSorted((one, other) => one.penalty - other.penalty)
      .slice(0, 6)
  }
  const [best] = readings
  return { matter: best?.matter, area: best?.area, names: best?.names ?? [] }
}

/** Of two areas the second must lie in the first: a township and its village. */
function withOption(before: Reading, option: Reading): Reading[] {
  const penalty = before.penalty + option.penalty
  if (before.matter && option.matter) return []
  if (before.names.length > 0 && option.names.length > 0) {
    const names = narrowed(before.names, option.names)
    return names.length === 0 ? [] : [{ ...before, names, penalty }]
  }
  const areas = [before.area, option.area].filter((area) => area !== undefined)
  const [one, other] = areas.toSorted((a, b) => a.code.length - b.code.length)
  if (one && other && !other.code.startsWith(one.code)) return []
  const area = other ?? one
  const matter = before.matter ?? option.matter
  return [
    {
      ...(area ? { area } : {}),
      ...(matter ? { matter } : {}),
      names: before.names.length > 0 ? before.names : option.names,
      penalty,
    },
  ]
}

/** `水利局 张伟`: of two names the persons of the organisation; else what both may mean. */
function narrowed(one: readonly Found<Named>[], other: readonly Found<Named>[]) {
  const inHouse = (people: readonly Found<Named>[], houses: readonly Found<Named>[]) =>
    people.filter(({ value: { organization } }) =>
      houses.some(({ value }) => value.kind === 'organization' && value.id === organization),
    )
  const both = other.filter(({ value }) => one.some((known) => known.value.id === value.id))
  return [...new Set([...inHouse(one, other), ...inHouse(other, one), ...both])]
}

interface Finds {
  readonly area: readonly Found<Area>[]
  readonly matter: readonly Found<Matter>[]
  readonly name: readonly Found<Named>[]
}

function remembered(lexicon: Lexicon): (typed: string) => Finds {
  const known = new Map<string, Finds>()
  return (typed) => {
    const before = known.get(typed)
    if (before) return before
    const made = {
      area: lexicon.areas(typed),
      matter: lexicon.matters(typed),
      name: lexicon.names(typed),
    }
    known.set(typed, made)
    return made
  }
}

/** One token as one part or as two that were written together. */
function readingsOf(token: string, find: (typed: string) => Finds): Reading[] {
  const whole = find(token)
  const one: Reading[] = [
    ...whole.area.slice(0, 3).map(({ value, penalty }) => ({ area: value, names: [], penalty })),
    ...whole.matter
      .slice(0, 2)
      .map(({ value, penalty }) => ({ matter: value, names: [], penalty })),
    ...(whole.name[0] ? [{ names: whole.name, penalty: whole.name[0].penalty }] : []),
  ]
  const letters = Array.from(token)
  const two = letters.slice(1).flatMap((_, before) => {
    const head = letters.slice(0, before + 1).join('')
    const tail = letters.slice(before + 1).join('')
    return splits.flatMap(([first, second]) => pair(find(head), first, find(tail), second))
  })
  return [...one, ...two, { names: [], penalty: unread }]
    .toSorted((a, b) => a.penalty - b.penalty)
    .slice(0, 8)
}

const splits: readonly (readonly [Part, Part])[] = [
  ['area', 'matter'],
  ['matter', 'area'],
  ['area', 'name'],
  ['name', 'matter'],
]

function pair(head: Finds, first: Part, tail: Finds, second: Part): Reading[] {
  const one = partOf(head, first)
  const other = partOf(tail, second)
  if (!one || !other) return []
  return withOption(one, other).map((both) => ({ ...both, penalty: both.penalty + joined }))
}

function partOf(finds: Finds, part: Part): Reading | undefined {
  switch (part) {
    case 'area': {
      const [best] = finds.area
      return best && { area: best.value, names: [], penalty: best.penalty }
    }
    case 'matter': {
      const [best] = finds.matter
      return best && { matter: best.value, names: [], penalty: best.penalty }
    }
    case 'name': {
      const [best] = finds.name
      return best && { names: finds.name, penalty: best.penalty }
    }
  }
}

/** A role of the county's nets asked by its own name: exactly those who hold it. */
export function netMatter(net: string): Matter {
  return {
    key: `net:${net}`,
    word: net,
    also: [],
    nets: [net],
    offices: undefined,
    posts: undefined,
    teams: [],
  }
}

/** Every matter with the words it is asked by. */
export function askedWords(
  nets: readonly string[],
): readonly (readonly [Matter, readonly string[]])[] {
  return [
    ...matters.map((one) => [one, [one.word, ...one.also]] as const),
    ...nets.map((net) => [netMatter(net), [net]] as const),
  ]
}
