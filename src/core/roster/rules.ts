/**
 * Every rule that a roster breaks, in words. It looks at nothing but the roster, so it may be asked
 * about one made by hand, imported, generated or changed after publishing.
 */
import { addDays } from './calendar.ts'
import { dutiesOf } from './duties.ts'
import type { Duty } from './duties.ts'
import type {
  Assignment,
  RosterAsk,
  RosterPerson,
  RosterPost,
  RuleKey,
  ShiftSpec,
  Violation,
} from './model.ts'
import { alwaysHard } from './rule-words.ts'
import { dayWords, shiftWords, timeWords } from './words.ts'

export interface CheckedRoster extends Pick<
  RosterAsk,
  'shifts' | 'posts' | 'people' | 'around' | 'rules'
> {
  readonly assignments: readonly Assignment[]
}

const hourMs = 3_600_000

interface Breach {
  readonly rule: RuleKey
  readonly shift: string
  readonly words: string
  readonly person?: string | undefined
  readonly post?: string | undefined
  readonly other?: string | undefined
}

interface Book {
  readonly roster: CheckedRoster
  readonly shiftById: ReadonlyMap<string, ShiftSpec>
  readonly personById: ReadonlyMap<string, RosterPerson>
  readonly postByKey: ReadonlyMap<string, RosterPost>
  /** Of the shifts at hand; a breach elsewhere was there before. */
  readonly atHand: ReadonlySet<string>
}

/** In order of the shifts. The neighbours' own breaches are not repeated. */
export function checkRoster(roster: CheckedRoster): Violation[] {
  const { shifts, around, posts, people, assignments, rules } = roster
  const all = [...around.shifts, ...shifts].toSorted((one, other) => one.from - other.from)
  const book: Book = {
    roster,
    shiftById: new Map(all.map((shift) => [shift.id, shift])),
    personById: new Map(people.map((person) => [person.id, person])),
    postByKey: new Map(posts.map((post) => [post.key, post])),
    atHand: new Set(shifts.map(({ id }) => id)),
  }
  const placed = [...around.assignments, ...assignments]
  const duties = dutiesOf({ shifts: all, posts, assignments: placed })
  const breaches = [
    ...unknowns(book),
    ...gaps(book),
    ...uncovered(all),
    ...perAssignment(book),
    ...wholeDays(book),
    ...wishesMissed(book),
    ...[...Map.groupBy(duties, ({ person }) => person)].flatMap(([person, own]) => [
      ...perPerson(person, own, placed, book),
    ]),
  ].filter(({ shift, other, rule }) => {
    return rule === 'unknown' || book.atHand.has(shift) || (other && book.atHand.has(other))
  })
  const order = new Map(all.map(({ id }, index) => [id, index]))
  return breaches
    .map((breach) => violationOf(breach, [...alwaysHard, ...rules.hard]))
    .toSorted((one, other) => (order.get(one.shift) ?? 0) - (order.get(other.shift) ?? 0))
}

function violationOf({ rule, shift, words, person, post, other }: Breach, hard: RuleKey[]) {
  return {
    key: [rule, shift, person ?? '', post ?? '', other ?? ''].join('|'),
    rule,
    hard: hard.includes(rule),
    person: person ?? null,
    post: post ?? null,
    shift,
    other: other ?? null,
    words,
  } satisfies Violation
}

const nameOf = (book: Book, person: string) => book.personById.get(person)?.name ?? '（名册外）'
const wordOf = (book: Book, post: string) => book.postByKey.get(post)?.word ?? post
const wordsOf = (book: Book, id: string) => {
  const shift = book.shiftById.get(id)
  return shift ? shiftWords(shift) : id
}

function* unknowns(book: Book): Generator<Breach> {
  for (const { shift, post, person } of book.roster.assignments) {
    const at = { rule: 'unknown', shift, post, person } as const
    const place = `${wordsOf(book, shift)}${wordOf(book, post)}`
    if (!book.atHand.has(shift))
      yield { ...at, words: `${nameOf(book, person)}排在一个不存在的班次上，请改排。` }
    else if (!book.personById.has(person))
      yield { ...at, words: `${place}排的人不在值班人员名册里，请改排或先登记。` }
    else if (!book.postByKey.has(post))
      yield { ...at, words: `${place}不是已登记的岗位，请改排或先登记岗位。` }
  }
}

function* gaps({ roster, ...book }: Book): Generator<Breach> {
  const placed = new Map<string, Set<string>>()
  for (const { shift, post, person } of roster.assignments) {
    const key = `${shift}|${post}`
    placed.set(key, (placed.get(key) ?? new Set()).add(person))
  }
  for (const shift of roster.shifts) {
    for (const { post, count } of shift.needs) {
      const missing = count - (placed.get(`${shift.id}|${post}`)?.size ?? 0)
      if (missing <= 0) continue
      const word = wordOf({ roster, ...book }, post)
      const words = `${shiftWords(shift)}缺${word} ${missing} 人。`
      yield { rule: 'gap', shift: shift.id, post, words }
    }
  }
}

/** Times of day that no shift covers, between the first and the last. */
function* uncovered(all: readonly ShiftSpec[]): Generator<Breach> {
  let last = all[0]
  for (const shift of all) {
    if (!last) return
    if (shift.from > last.to) {
      const words = `${shiftWords(last)}之后，${timeWords(last.to)} 到 ${timeWords(shift.from)} 没有班次，值班中断。`
      yield { rule: 'gap', shift: last.id, other: shift.id, words }
    }
    if (shift.to > last.to) last = shift
  }
}

function* perAssignment(book: Book): Generator<Breach> {
  const seen = new Map<string, string>()
  for (const { shift: id, post, person } of book.roster.assignments) {
    const shift = book.shiftById.get(id)
    const who = book.personById.get(person)
    if (!shift || !who) continue
    const at = { shift: id, post, person }
    const [name, word, place] = [who.name, wordOf(book, post), shiftWords(shift)]
    if (!who.posts.includes(post)) {
      yield {
        ...at,
        rule: 'qualification',
        words: `${name}没有${word}资格，不能排${place}${word}。`,
      }
    }
    const twice = seen.get(`${id}|${person}`)
    if (twice !== undefined) {
      const words = `${name}在${place}同时排了${wordOf(book, twice)}和${word}。`
      yield { ...at, rule: 'double-booking', words }
    }
    seen.set(`${id}|${person}`, post)
    const leave = who.leave.find(({ from, to }) => from < shift.to && shift.from < to)
    if (leave) {
      const span = `${timeWords(leave.from)} 至 ${timeWords(leave.to)}`
      yield {
        ...at,
        rule: 'leave',
        words: `${name}${span} 请假（${leave.word}），不能排${place}。`,
      }
    }
    const off = who.wishes.find((wish) => wish.fixed && wish.want === 'off' && meets(shift, wish))
    if (off) {
      yield {
        ...at,
        rule: 'fixed-wish',
        words: `${name}已约定${dayWords(shift.day)}不值班，却排了${place}。`,
      }
    }
  }
}

const meets = ({ id, day }: ShiftSpec, { target }: { readonly target: string }) =>
  target === id || target === day

function* wishesMissed({ roster }: Book): Generator<Breach> {
  const placed = Map.groupBy(roster.assignments, ({ person }) => person)
  for (const { id, name, wishes } of roster.people) {
    const own = new Set(placed.get(id)?.map(({ shift }) => shift))
    for (const wish of wishes) {
      if (!wish.fixed || wish.want === 'off') continue
      const wished = roster.shifts.filter((shift) => meets(shift, wish))
      const [first] = wished
      if (!first || wished.some((shift) => own.has(shift.id))) continue
      const target = wish.target === first.id ? shiftWords(first) : dayWords(first.day)
      const words = `${name}已约定${target}值班，却没有排上。`
      yield { rule: 'fixed-wish', shift: first.id, person: id, words }
    }
  }
}

/** Who joins a whole-day post in a later shift of a day while enough people held it before. */
function* wholeDays(book: Book): Generator<Breach> {
  const { assignments, shifts } = book.roster
  const whole = assignments.filter(({ post }) => book.postByKey.get(post)?.wholeDay)
  const byDay = Map.groupBy(whole, ({ shift, post }) => {
    return `${book.shiftById.get(shift)?.day ?? ''}|${post}`
  })
  const start = (id: string) => book.shiftById.get(id)?.from ?? 0
  for (const held of byDay.values()) {
    const [{ post, shift } = { post: '', shift: '' }] = held
    const day = book.shiftById.get(shift)?.day
    const counts = shifts.flatMap((one) =>
      one.day === day ? one.needs.filter((need) => need.post === post) : [],
    )
    const most = Math.max(0, ...counts.map(({ count }) => count))
    const known = new Set<string>()
    for (const at of held.toSorted((one, other) => start(one.shift) - start(other.shift))) {
      if (!known.has(at.person) && known.size >= most && most > 0) {
        const words = `${dayWords(day ?? '')}${wordOf(book, post)}应由同一人承担全天，${wordsOf(book, at.shift)}却换成了${nameOf(book, at.person)}。`
        yield { ...at, rule: 'whole-day', words }
      }
      known.add(at.person)
    }
  }
}

function* perPerson(
  person: string,
  duties: readonly Duty[],
  placed: readonly Assignment[],
  book: Book,
): Generator<Breach> {
  const name = nameOf(book, person)
  yield* overlaps(
    name,
    placed.filter((one) => one.person === person),
    book,
  )
  const onSite = duties.filter((duty) => duty.onSite)
  yield* restBroken(name, onSite, book)
  yield* nightsInRow(name, onSite, book)
  yield* tooManyAWeek(name, onSite, book)
}

function* overlaps(name: string, own: readonly Assignment[], book: Book): Generator<Breach> {
  const held = own
    .flatMap((at) => {
      const shift = book.shiftById.get(at.shift)
      return shift ? { ...at, span: shift } : []
    })
    .toSorted((one, other) => one.span.from - other.span.from)
  for (const [index, later] of held.entries()) {
    for (const earlier of held.slice(0, index)) {
      const sameDuty =
        earlier.span.id === later.span.id ||
        (earlier.post === later.post &&
          earlier.span.day === later.span.day &&
          book.postByKey.get(later.post)?.wholeDay === true)
      if (sameDuty || earlier.span.to <= later.span.from) continue
      yield {
        rule: 'double-booking',
        person: later.person,
        post: later.post,
        shift: later.shift,
        other: earlier.shift,
        words: `${name}的${shiftWords(later.span)}与${shiftWords(earlier.span)}时间重叠。`,
      }
    }
  }
}

const at = ({ person, post, shift }: Duty) => ({ person, post, shift })

function* restBroken(name: string, duties: readonly Duty[], book: Book): Generator<Breach> {
  const { restH, restAfterNightH } = book.roster.rules
  for (const [index, later] of duties.entries()) {
    const earlier = duties[index - 1]
    if (!earlier || earlier.to > later.from) continue
    const needed = Math.max(restH ?? 0, (earlier.night ? restAfterNightH : null) ?? 0)
    const restedH = (later.from - earlier.to) / hourMs
    if (restedH >= needed) continue
    const words = `${name}值完${wordsOf(book, earlier.shift)}只休息 ${hours(restedH)} 小时就接${wordsOf(book, later.shift)}，应休息 ${hours(needed)} 小时。`
    yield { ...at(later), rule: 'rest', other: earlier.shift, words }
  }
}

const hours = (value: number) => String(Math.round(value * 10) / 10)

function* nightsInRow(name: string, duties: readonly Duty[], book: Book): Generator<Breach> {
  const most = book.roster.rules.nightsInRow
  if (most === null) return
  const nights = duties.filter(({ night }) => night)
  let run = 0
  for (const [index, duty] of nights.entries()) {
    const before = nights[index - 1]?.day
    if (before !== duty.day) run = before === addDays(duty.day, -1) ? run + 1 : 1
    if (run <= most) continue
    const words = `${name}到${wordsOf(book, duty.shift)}已连续 ${run} 个夜班，最多 ${most} 个。`
    yield { ...at(duty), rule: 'nights-in-row', other: nights[index - 1]?.shift, words }
  }
}

function* tooManyAWeek(name: string, duties: readonly Duty[], book: Book): Generator<Breach> {
  const most = book.roster.rules.perWeek
  if (most === null) return
  for (const [index, duty] of duties.entries()) {
    const since = addDays(duty.day, -6)
    const inWindow = duties.slice(0, index + 1).filter(({ day }) => day >= since)
    if (inWindow.length <= most) continue
    const words = `${name}到${wordsOf(book, duty.shift)}七天内值了 ${inWindow.length} 班，最多 ${most} 班。`
    yield { ...at(duty), rule: 'per-week', other: inWindow[0]?.shift, words }
  }
}
