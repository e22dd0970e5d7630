/** 找谁: one search answers whom to call for a matter in an area at an hour. */
import { createNameIndex, type NameIndex } from '../../../county/name-index.ts'
import { keptUntil } from '../../../kept-until.ts'
import type { CoreContext } from '../../../module.ts'
import { localReadings, placeSearch, readingProjection } from '../../places/index.ts'
import { modeNow } from '../../reach/index.ts'
import { corrections } from '../../rosters/index.ts'
import { unitList } from '../../teams/index.ts'
import { bookTopics, contactBook, keptBook, netsInUse, verifyDays } from '../book.ts'
import type { Whom } from '../contract.ts'
import { pointWays } from '../points.ts'
import { awayAt, onDutyAt } from '../roster.ts'
import { rankAnswers } from './answers.ts'
import { hourOf } from './hour.ts'
import type { Matter } from './matters.ts'
import { askedWords, readQuestion, type Lexicon, type Named, type Question } from './question.ts'

interface Indexes {
  readonly matters: NameIndex<Matter>
  readonly names: NameIndex<Named>
}

const indexesOf = keptUntil([...bookTopics, readingProjection.name], (context): Indexes => {
  const { people, offices } = keptBook(context)
  const local = localReadings(context.db)
  // 水利局 is how everybody calls 石城县水利局 and 县水利局.
  const ofCounty = new RegExp(`^(?:${context.county.county.name}|县)`)
  const asked = askedWords(netsInUse(context))
  const matters = asked.map(([value, names], at) => ({
    value,
    names,
    rank: 0,
    order: String(at).padStart(3, '0'),
  }))
  const names = [
    ...people
      .filter(({ disabledReason }) => disabledReason === null)
      .map(({ id, name, post, callSign, ways, label, organization }) => ({
        value: { kind: 'person' as const, id, name: label, organization },
        names: [name, post, callSign, ...ways.map(({ number }) => number)].filter(
          (one) => one.length > 1,
        ),
        rank: 0,
        order: `${name} ${id}`,
      })),
    ...offices.map(({ id, name, ways }) => ({
      value: { kind: 'organization' as const, id, name },
      names: [name, name.replace(ofCounty, ''), ...ways.map(({ number }) => number)],
      rank: 1,
      order: `${name} ${id}`,
    })),
  ]
  return { matters: createNameIndex(matters, local), names: createNameIndex<Named>(names, local) }
})

function lexiconOf(context: CoreContext): Lexicon {
  const { matters, names } = indexesOf(context)
  const places = placeSearch(context)
  return {
    areas: (typed) =>
      places.rankPlaces(typed, 4).flatMap(({ value: { kind, id, name, township }, penalty }) => {
        // A place of the county's own stands for the township it lies in.
        const area =
          kind === 'own' || kind === 'township'
            ? township
            : { code: id, name: `${township?.name ?? ''}${name}` }
        return area ? [{ value: { code: area.code, name: area.name }, penalty }] : []
      }),
    matters: (typed) => matters.find(typed, 3),
    names: (typed) => names.find(typed, 8),
  }
}

function nobodyWords({ matter, area, names }: Question, query: string): string {
  if (query.trim() === '')
    return '写乡镇或村，加要办的事，如“小松 防汛”；也可写姓名、单位、职务，拼音首字母也行。'
  if (!matter && !area && names.length === 0) {
    return '没有认出乡镇、事项或名字。请换个词，如“小松 防汛”“xsfx”，或写姓名、单位。'
  }
  const where = area ? area.name : '全县'
  const what = matter ? `“${matter.word}”的责任人` : '联系人'
  return `${where}还没有登记${what}。请清空查找、按 N 登记，或先打该乡镇、县总值班室。`
}

/**
 * Whom to call, best first, with the reasons.
 * @param at UTC epoch milliseconds: who is away or on duty then, whether offices are open
 */
export function whom(
  context: CoreContext,
  { query, at, limit }: { readonly query: string; readonly at: number; readonly limit: number },
): Whom {
  const book = contactBook(context, at, awayAt(context, at))
  const hour = hourOf(at, corrections(context))
  const { ofUnit } = pointWays(context)
  const question = readQuestion(query, lexiconOf(context))
  const answers = rankAnswers(
    question,
    {
      book,
      units: unitList(context.db, context.county),
      onDuty: onDutyAt(context, at),
      hour,
      isTripleCut: modeNow(context) === 'triple_cut',
      verifyDays: verifyDays(context),
      unitWays: ({ id }) => ofUnit.get(id) ?? [],
    },
    limit,
  )
  return {
    matter: question.matter?.word ?? null,
    area: question.area ?? null,
    name: question.names[0]?.value.name ?? null,
    at,
    hour: hour.word,
    answers,
    nobody: answers.length === 0 ? nobodyWords(question, query) : null,
  }
}
