/** Posts, patterns, rules, days and who is on the roster: each a fact, none changes an issued month. */
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import type { DayKind } from '../../roster/calendar.ts'
import type { RosterRules } from '../../roster/model.ts'
import { patternProblems } from '../../roster/patterns.ts'
import type { RosterPattern, PatternUse, ShownPost } from './contract.ts'
import type { Stored } from './allowing.ts'
import { dayCorrected, memberSet, patternsSet, postsSet, rulesSet } from './facts.ts'
import { dutiesOfPerson, type ShiftWords } from './leave.ts'
import { members } from './members.ts'
import { neededPosts, postUses } from './post-uses.ts'
import { posts } from './settings.ts'

function record(context: CoreContext, seat: Seat, kind: string, entity: string, body: object) {
  const { person: by, name } = requireRight(seat, 'roster.write')
  const at = context.world.clock.nowMs()
  return recordFor(context, seat, [{ kind, entity, body: { ...body, by, name, at } }])
}

/**
 * Posts in the order of the sheet. One that a pattern asks for, or that stands on a month's sheet,
 * is kept: its column would leave a sheet that was issued.
 */
export function setPosts(
  context: CoreContext,
  seat: Seat,
  {
    posts: given,
    seen,
  }: {
    readonly posts: readonly (Omit<ShownPost, 'key'> & { readonly key?: string | undefined })[]
    /** As the officer found them. */
    readonly seen: readonly ShownPost[]
  },
): Result<
  Stored,
  | Refusal<'in-use', { readonly sentences: string[] }>
  | Refusal<'named-twice', { readonly word: string }>
  | Refusal<'posts-changed'>
> {
  requireRight(seat, 'roster.write')
  const { clock, random } = context.world
  const standing = posts(context)
  const told = (list: readonly ShownPost[]) =>
    list.map(({ key, word, onSite, wholeDay }) => [key, word, onSite, wholeDay].join(' ')).join()
  if (told(seen) !== told(standing)) return refuse('posts-changed')
  const known = new Set<string>(standing.map(({ key }) => key))
  const list = given.map(({ key, ...post }) => ({
    ...post,
    word: post.word.normalize('NFKC').trim(),
    key: key !== undefined && known.has(key) ? key : newId(clock, random),
  }))
  const words = list.map(({ word }) => word)
  const twice = words.find((word, at) => words.indexOf(word) !== at)
  if (twice !== undefined) return refuse('named-twice', { word: twice })
  const kept = new Set<string>(list.map(({ key }) => key))
  const uses = postUses(context)
  const sentences = standing.flatMap(({ key, word }) => {
    const where = kept.has(key) ? [] : (uses.get(key) ?? [])
    return where.length === 0 ? [] : [`“${word}”：${where.join('、')}。`]
  })
  if (sentences.length > 0) return refuse('in-use', { sentences })
  return accept(record(context, seat, postsSet.kind, 'posts', { posts: list }))
}

export function setPatterns(
  context: CoreContext,
  seat: Seat,
  input: { readonly patterns: readonly RosterPattern[]; readonly uses: readonly PatternUse[] },
): Result<
  Stored,
  Refusal<'unknown-post'> | Refusal<'bad-pattern', { readonly sentences: string[] }>
> {
  requireRight(seat, 'roster.write')
  const known = new Set(posts(context).map(({ key }) => key))
  if ([...neededPosts(input.patterns)].some((post) => !known.has(post)))
    return refuse('unknown-post')
  const keys = new Set(input.patterns.map(({ key }) => key))
  const sentences = [
    ...input.patterns.flatMap((pattern) =>
      patternProblems(pattern).map((problem) => `${pattern.word}：${problem}`),
    ),
    ...input.uses.flatMap(({ pattern, from, to }) => [
      ...(keys.has(pattern) ? [] : ['启用的时段里有一种没有登记的班制，请改选。']),
      ...(from <= to ? [] : [`${from} 到 ${to}：结束日期早于开始日期，请改正。`]),
    ]),
  ]
  if (sentences.length > 0) return refuse('bad-pattern', { sentences })
  return accept(record(context, seat, patternsSet.kind, 'patterns', input))
}

export function setRules(context: CoreContext, seat: Seat, rules: RosterRules): Stored {
  return record(context, seat, rulesSet.kind, 'rules', { ...rules, hard: [...rules.hard] })
}

export function setCalendarDay(
  context: CoreContext,
  seat: Seat,
  input: { readonly day: string; readonly kind: DayKind | null; readonly name: string },
): Stored {
  const holiday = input.kind === 'holiday' ? input.name.trim() || '节假日' : null
  return record(context, seat, dayCorrected.kind, input.day, { kind: input.kind, holiday })
}

/** What a person may no longer do while they stand on an issued roster. */
export function setMember(
  context: CoreContext,
  seat: Seat,
  input: {
    readonly person: string
    readonly serves: boolean
    readonly posts: readonly string[]
    readonly share: number
  },
): Result<
  Stored,
  | Refusal<'unknown-person'>
  | Refusal<'unknown-post'>
  | Refusal<'over-published', { readonly shifts: ShiftWords[] }>
> {
  requireRight(seat, 'roster.write')
  const { person, serves, share } = input
  if (!members(context).some(({ id }) => id === person)) return refuse('unknown-person')
  const known = new Set<string>(posts(context).map(({ key }) => key))
  if (input.posts.some((post) => !known.has(post))) return refuse('unknown-post')
  const held = new Set(serves ? input.posts : [])
  const now = context.world.clock.nowMs()
  const lost = dutiesOfPerson(context, person, now, Number.MAX_SAFE_INTEGER).filter(
    ({ post }) => !held.has(post),
  )
  if (lost.length > 0) {
    return refuse('over-published', { shifts: lost.map(({ shift, words }) => ({ shift, words })) })
  }
  const body = { serves, posts: [...new Set(input.posts)], share }
  return accept(record(context, seat, memberSet.kind, person, body))
}
