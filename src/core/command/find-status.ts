/** Status words of a team, read from the end; whether it has happened is read around them. */
import type { Sheet } from './sheet.ts'
import { contactWords, notAfter, notHappened, notYet, question, statusWords } from './words.ts'

export interface FoundStatus {
  /** Key of `unit-status.json`, `released`, or `contact`. */
  readonly status: string
  readonly word: string
  /** `happened`, or why it did not: denied, still to come, asked, wished. */
  readonly sense: 'happened' | 'denied' | 'coming' | 'asked'
  readonly start: number
  readonly end: number
}

interface Candidate {
  readonly status: string
  readonly start: number
  readonly end: number
}

const patterns = [
  ...statusWords.map(([status, words]) => [status, new RegExp(`(?:${words})`, 'g')] as const),
  ['contact', new RegExp(`(?:${contactWords})`, 'g')] as const,
]

/** Words that say a status only of a team that is named before them. */
const weak = /^(?:完成|走了|停用|安全|正常|收到|明白|到了|已到|撤离|集合|撤出|休息|路上|信号好)$/

function candidates(rest: string): Candidate[] {
  const all = patterns.flatMap(([status, pattern]) =>
    [...rest.matchAll(pattern)].map((match) => ({
      status,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
  // The longest word at a place counts: 未到达现场 is no 到达, 到达现场 no 到达.
  const longest = all.toSorted((one, other) => other.end - other.start - (one.end - one.start))
  const kept: Candidate[] = []
  for (const one of longest) {
    if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one)
  }
  return kept.toSorted((one, other) => one.start - other.start)
}

function senseOf(words: string, { status, start, end }: Candidate): FoundStatus['sense'] {
  const before = words.slice(Math.max(0, start - 14), start)
  const after = words.slice(end)
  if (notYet.test(before)) return 'denied'
  // 休息够了: it is over.
  if (status === 'resting' && /^(?:够|好了|完|过|结束)/.test(after)) return 'denied'
  if (notAfter.test(after) || (question.test(words) && !/^[^?]*[.;]/.test(after))) return 'asked'
  if (status !== 'request_support' && status !== 'emergency' && notHappened.test(before))
    return 'coming'
  if (
    status === 'request_support' &&
    /(?:是否|要不要|如果|如|若|假如|万一|问|看)[^,;.]{0,6}$/.test(before)
  )
    return 'asked'
  return 'happened'
}

/** 还有十分钟到: it says when, so it is not there yet. */
const soon =
  /(?:还有|还要|再有|再过|大约|大概|约|预计|估计)*(?:半|\d{1,3}|[一二两三四五六七八九十]{1,3})(?:来|多|几)?个?(?:分钟|小时|钟头)(?:左右|之后|以后|后|之内|以内|内)?(?:可以|能|可|就|才|将|会)*(?:到达现场|到现场|到达|到场|赶到|抵达|到位|到(?!了))|(?:马上|就要|快要?|即将)(?:就|要|能)?到(?:达|场|位|了)?|(?:预计|估计|大约|大概|争取)[^,;.]{1,8}?(?:可以|能|可|就|才)?到(?:达|场|位)?(?![了\u4e00-\u9fff])/g

/** All status words of the sentence, in order; nothing is taken yet. */
export function findStatuses(sheet: Sheet): FoundStatus[] {
  const { words } = sheet
  const coming = [...words.matchAll(soon)].map((match): FoundStatus => ({
    status: 'arrived',
    word: match[0],
    sense: 'coming',
    start: match.index,
    end: match.index + match[0].length,
  }))
  const said = candidates(sheet.rest())
    .filter((one) => !coming.some(({ start, end }) => one.start < end && start < one.end))
    .map((one): FoundStatus => ({
      ...one,
      word: words.slice(one.start, one.end),
      sense: senseOf(words, one),
    }))
  return [...coming, ...said].toSorted((one, other) => one.start - other.start)
}

/** The one that counts: the last that happened; a weak word only where there is no other. */
export function lastStatus(found: readonly FoundStatus[]): FoundStatus | undefined {
  const happened = found.filter(({ sense }) => sense === 'happened')
  const strong = happened.filter(({ status, word }) => status !== 'contact' && !weak.test(word))
  // Asking for help outweighs what else was said: it must not be overlooked.
  const pressing =
    happened.find(({ status }) => status === 'emergency') ??
    happened.find(({ status }) => status === 'request_support')
  const usual = happened.filter(({ status }) => status !== 'contact')
  return pressing ?? strong.at(-1) ?? usual.at(-1) ?? happened.at(-1)
}
