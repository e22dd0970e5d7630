/** Writing down what a leader said, and putting right what was written down wrong. */
import { max, and, eq } from 'drizzle-orm'
import type { InputOf } from '../../contract-kit.ts'
import { beijingDate, beijingMinute } from '../../kernel/beijing-time.ts'
import { isAhead } from '../../kernel/clock-grace.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat, Session } from '../../module.ts'
import { recordFor, requireRight, type Stored } from '../../seat-log.ts'
import { lineBy, logLines, type NewLine } from '../logbook/index.ts'
import type { instructionsContract } from './contract.ts'
import {
  assigneeAdded,
  instructionAmended,
  instructionReceived,
  type Assignee,
  type InstructionReceived,
} from './facts.ts'
import { instructionRow, numberOf } from './queries.ts'
import { instructionTable, type InstructionRow } from './tables.ts'
import { amendableWord, instructionMachine, instructionNumber } from './words.ts'
import { whyNot } from '../../kernel/state-machine.ts'

export type Input<Name extends keyof typeof instructionsContract> = InputOf<
  typeof instructionsContract,
  Name
>

/** The console's line about an instruction; with an incident it stands in its log too. */
export function instructionLine(
  incident: string | null,
  who: Pick<Session, 'name' | 'person'>,
  text: string,
  more: Partial<NewLine> = {},
): NewLine {
  return lineBy(who, {
    kind: 'order',
    ...(incident === null ? {} : { incident }),
    text,
    ...more,
  })
}

/** The next number of this site and year; inside the append, so that none is left out. */
function nextNumber({ db, site }: CoreContext, year: number): number {
  const row = db.tables
    .select({ last: max(instructionTable.number) })
    .from(instructionTable)
    .where(and(eq(instructionTable.site, site), eq(instructionTable.year, year)))
    .get()
  return (row?.last ?? 0) + 1
}

export type ReceiveRefusal =
  | Refusal<'in-future' | 'due-before-given'>
  | Refusal<'same-assignee', { readonly name: string }>

export function receiveInstruction(
  context: CoreContext,
  seat: Seat,
  input: Input<'receive'>,
): Result<Stored & { readonly id: string; readonly number: string }, ReceiveRefusal> {
  const { name, person } = requireRight(seat, 'log.write')
  const { givenAt, channel, incident, due } = input
  if (isAhead(givenAt, context.world.clock.nowMs())) return refuse('in-future')
  if (due != null && due <= givenAt) return refuse('due-before-given')
  const names = input.assignees.map((assignee) => assignee.name.trim())
  const twice = names.find((one, place) => names.indexOf(one) !== place)
  if (twice !== undefined) return refuse('same-assignee', { name: twice })
  const { clock, random } = context.world
  const at = clock.nowMs()
  const id = newId(clock, random)
  const assignees = input.assignees.map(({ organization }, place): Assignee => ({
    key: newId(clock, random),
    name: names[place] ?? '',
    ...(organization == null ? {} : { organization }),
  }))
  const year = Number(beijingDate(at).slice(0, 4))
  const from = {
    name: input.from.name.trim(),
    post: input.from.post.trim(),
    ...(input.from.person == null ? {} : { person: input.from.person }),
  }
  let shownNumber = ''
  const { storedAt } = recordFor(context, seat, () => {
    const number = nextNumber(context, year)
    shownNumber = instructionNumber(
      { site: context.site, year, number },
      context.county.county.sites[0]?.prefix,
    )
    const body: InstructionReceived = {
      site: context.site,
      year,
      number,
      from,
      givenAt,
      channel,
      text: input.text.trim(),
      assignees,
      by: name,
      at,
      ...(incident == null ? {} : { incident }),
      ...(due == null ? {} : { due }),
    }
    const limit = due == null ? '' : `，${beijingMinute(due)} 前反馈`
    const words = `登记批示 ${shownNumber}：${from.post}${from.name} ${beijingMinute(givenAt)}：${body.text}；承办：${names.join('、')}${limit}`
    return [
      { kind: instructionReceived.kind, entity: id, body },
      logLines(context)(
        instructionLine(incident ?? null, { name, person }, words, {
          kind: 'decision',
          channel,
        }),
      ),
    ]
  })
  return accept({ id, number: shownNumber, storedAt })
}

export type NotNow = Refusal<'not-found'> | Refusal<'not-allowed', { readonly sentence: string }>

/** An instruction that may still be worked on. */
export function openInstruction(context: CoreContext, id: string): Result<InstructionRow, NotNow> {
  const row = instructionRow(context.db, id)
  if (!row) return refuse('not-found')
  return row.state === 'closed'
    ? refuse('not-allowed', { sentence: whyNot(instructionMachine, 'closed', 'closed') })
    : accept(row)
}

export function addAssignee(
  context: CoreContext,
  seat: Seat,
  input: Input<'addAssignee'>,
): Result<Stored, NotNow | Refusal<'same-assignee', { readonly name: string }>> {
  const { name: by, person } = requireRight(seat, 'log.write')
  const row = openInstruction(context, input.instruction)
  if (!row.ok) return row
  const name = input.name.trim()
  if (row.value.assignees.some((one) => one.name === name)) return refuse('same-assignee', { name })
  const { clock, random } = context.world
  const assignee: Assignee = {
    key: newId(clock, random),
    name,
    ...(input.organization == null ? {} : { organization: input.organization }),
  }
  const words = `批示 ${numberOf(context, row.value)} 加承办单位：${name}`
  const { storedAt } = recordFor(context, seat, () => [
    {
      kind: assigneeAdded.kind,
      entity: row.value.id,
      body: { assignee, by, at: clock.nowMs() },
    },
    logLines(context)(instructionLine(row.value.incident, { name: by, person }, words)),
  ])
  return accept({ storedAt })
}

export type AmendRefusal = NotNow | Refusal<'no-value' | 'same-value' | 'bad-due'>

export function amendInstruction(
  context: CoreContext,
  seat: Seat,
  input: Input<'amend'>,
): Result<Stored, AmendRefusal> {
  const { name: by, person } = requireRight(seat, 'log.write')
  const open = openInstruction(context, input.instruction)
  if (!open.ok) return open
  const row = open.value
  const { field, due } = input
  const value = field === 'due' ? (due == null ? '' : String(due)) : input.text.trim()
  if (field !== 'due' && value === '') return refuse('no-value')
  if (field === 'due' && due != null && due <= row.givenAt) return refuse('bad-due')
  const now = row.amended[field]
  if (now?.value === value) return refuse('same-value')
  const reason = input.reason.trim()
  const shown = field !== 'due' ? value : due == null ? '未定' : beijingMinute(due)
  const words = `更正批示 ${numberOf(context, row)} 的${amendableWord(field)}：${shown}；原因：${reason}`
  const { storedAt } = recordFor(context, seat, () => [
    {
      kind: instructionAmended.kind,
      entity: row.id,
      body: { field, value, reason, by, at: context.world.clock.nowMs() },
      base: now?.seen ?? [],
    },
    logLines(context)(
      instructionLine(row.incident, { name: by, person }, words, { kind: 'change' }),
    ),
  ])
  return accept({ storedAt })
}
