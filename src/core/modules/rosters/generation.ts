/**
 * Generation beside everything else: the console suggests, a person takes it. What it was asked is
 * kept, so that a result whose ground has moved is not taken.
 */
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { addDays } from '../../roster/calendar.ts'
import type { GeneratedRoster, RosterAsk, RosterRun } from '../../roster/model.ts'
import type { Generation } from './contract.ts'
import type { Stored } from './allowing.ts'
import { cellKey, changedCells } from './cells.ts'
import type { StoredCell } from './facts.ts'
import { fillingFacts, plannedSheets, type PlannedSheet } from './laying.ts'
import { members } from './members.ts'
import { monthDays, monthsBetween } from './months.ts'
import { assignmentsOf, neighbours, rosterPeople, servedBefore } from './rulebook.ts'
import { posts, rules } from './settings.ts'
import { shiftShower } from './shown.ts'

export interface GenerateInput {
  readonly from: string
  readonly to: string
  readonly keep: boolean
  readonly seed: number
}

interface Job {
  readonly id: string
  readonly input: GenerateInput
  /** What it was asked, to see whether that still holds. */
  readonly asked: string
  state: Generation['state']
  progress: number
  words: string
  run?: RosterRun
  roster?: GeneratedRoster
}

const mostMonths = 12
const jobs = new WeakMap<CoreContext, Job>()

function sheetsOf(context: CoreContext, { from, to }: GenerateInput): Map<string, PlannedSheet> {
  return plannedSheets(context, monthsBetween(from, to))
}

function askOf(
  context: CoreContext,
  input: GenerateInput,
  sheets: ReadonlyMap<string, PlannedSheet>,
): RosterAsk {
  const months = [...sheets.keys()]
  const all = [...sheets.values()]
  const { from } = monthDays(input.from)
  const { to } = monthDays(input.to)
  const fixed = input.keep ? all.flatMap(({ cells }) => assignmentsOf(cells)) : []
  const standing = new Set(fixed.map(({ person }) => person))
  const year = from.slice(0, 4)
  const served = servedBefore(context, `${year}-01-01`, `${year}-12-31`, new Set(months))
  const who = members(context).filter(({ id, serves }) => serves || standing.has(id))
  return {
    shifts: all.flatMap(({ shifts }) => shifts),
    posts: posts(context),
    people: rosterPeople(context, who, addDays(from, -1), to, served),
    fixed,
    around: neighbours(context, months),
    rules: rules(context),
    seed: input.seed,
  }
}

type StartRefusal =
  | Refusal<'published', { readonly month: string }>
  | Refusal<'running'>
  | Refusal<'too-long'>
  | Refusal<'no-people'>
  | Refusal<'no-pattern'>

export function startGeneration(
  context: CoreContext,
  seat: Seat,
  input: GenerateInput,
): Result<{ readonly job: string }, StartRefusal> {
  requireRight(seat, 'roster.write')
  if (jobs.get(context)?.state === 'running') return refuse('running')
  const months = monthsBetween(input.from, input.to)
  if (months.length === 0 || months.length > mostMonths) return refuse('too-long')
  const sheets = sheetsOf(context, input)
  const published = months.find((month) => sheets.get(month)?.published)
  if (published !== undefined) return refuse('published', { month: published })
  const ask = askOf(context, input, sheets)
  if (ask.shifts.length === 0) return refuse('no-pattern')
  if (ask.people.length === 0) return refuse('no-people')
  const job: Job = {
    id: newId(context.world.clock, context.world.random),
    input,
    asked: JSON.stringify(ask),
    state: 'running',
    progress: 0,
    words: '正在排班',
  }
  jobs.set(context, job)
  const run = context.rosterEngine.generate(ask, ({ done, hard, soft, spread }) => {
    job.progress = done
    job.words = `还有 ${hard} 处必须改、${soft} 处可变通，最大差 ${spread}`
  })
  job.run = run
  run.roster.then(
    (roster) => {
      job.roster = roster
      job.state = roster.stopped ? 'stopped' : 'done'
      job.progress = 1
      job.words = roster.stopped ? '已停止，这是到停止时最好的结果' : '已排好'
      context.changed('rosters', [])
    },
    (error: unknown) => {
      context.logger.error('roster.generation-failed', { error: String(error) })
      job.state = 'failed'
      job.words = '自动排班没有完成，请重试；再不行请手工排班并导出日志给维护人员。'
      context.changed('rosters', [])
    },
  )
  context.changed('rosters', [])
  return accept({ job: job.id })
}

export function stopGeneration(context: CoreContext, seat: Seat, id: string): void {
  requireRight(seat, 'roster.write')
  const job = jobs.get(context)
  if (job?.id === id && job.state === 'running') job.run?.stop()
}

/** Every cell of the months as the result has it, also those that become empty. */
function cellsOf(roster: GeneratedRoster, { shifts, cells: standing }: PlannedSheet): StoredCell[] {
  const people = new Map<string, string[]>()
  for (const { shift, post, person } of roster.assignments) {
    const key = cellKey({ shift, post })
    people.set(key, [...(people.get(key) ?? []), person])
  }
  const known = new Set(shifts.map(({ id }) => id))
  const places = [
    ...shifts.flatMap(({ id, needs }) => needs.map(({ post }) => ({ shift: id, post }))),
    ...standing.filter(({ shift }) => known.has(shift)),
    ...roster.assignments.filter(({ shift }) => known.has(shift)),
  ]
  const cells = new Map<string, StoredCell>()
  for (const { shift, post } of places) {
    const key = cellKey({ shift, post })
    cells.set(key, { shift, post, people: people.get(key) ?? [] })
  }
  return [...cells.values()]
}

export function shownGeneration(context: CoreContext): Generation | null {
  const job = jobs.get(context)
  if (!job) return null
  const { id, state, progress, words, input, roster } = job
  const shown = { job: id, state, progress, words, from: input.from, to: input.to }
  if (!roster) return { ...shown, result: null }
  const show = shiftShower(context)
  const names = new Map(members(context).map(({ id: person, name }) => [person, name]))
  const sheets = [...sheetsOf(context, input).values()]
  const cells = sheets.map((sheet) => cellsOf(roster, sheet))
  const byShift = Map.groupBy(cells.flat(), ({ shift }) => shift)
  return {
    ...shown,
    result: {
      shifts: sheets.flatMap(({ shifts }) =>
        shifts.map((shift) =>
          show({ shift, cells: byShift.get(shift.id) ?? [], published: false }),
        ),
      ),
      violations: [...roster.violations],
      balance: roster.balance.map((row) => ({ ...row, name: names.get(row.person) ?? '—' })),
      pools: roster.pools.map((pool) => ({ ...pool, people: [...pool.people] })),
      spread: { ...roster.spread },
      why: [...roster.why],
      changed: sheets.reduce(
        (sum, sheet, at) => sum + changedCells(sheet.cells, cells[at] ?? []).length,
        0,
      ),
    },
  }
}

/** The result becomes the draft, as long as nothing it was made from has changed. */
export function takeGeneration(
  context: CoreContext,
  seat: Seat,
  id: string,
): Result<Stored, Refusal<'expired'> | Refusal<'no-change'>> {
  const session = requireRight(seat, 'roster.write')
  const job = jobs.get(context)
  const roster = job?.roster
  if (!job || job.id !== id || !roster) return refuse('expired')
  const sheets = sheetsOf(context, job.input)
  const issued = [...sheets.values()].some(({ published }) => published)
  if (issued || JSON.stringify(askOf(context, job.input, sheets)) !== job.asked) {
    return refuse('expired')
  }
  const cells = new Map([...sheets].map(([month, sheet]) => [month, cellsOf(roster, sheet)]))
  const facts = fillingFacts(context, session, sheets, { kind: 'generated', reason: '', cells })
  if (facts.length === 0) return refuse('no-change')
  const stored = recordFor(context, seat, facts)
  jobs.delete(context)
  return accept(stored)
}
