/**
 * A roll call as far as it goes here: called, answered, who is missing stays on the open-items
 * list. Schedule, sheet and second round are not here (docs/gaps.md).
 */
import { desc } from 'drizzle-orm'
import { newId } from '../../kernel/id.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import type { ProposalOf } from '../../command/proposal.ts'
import { contactDraft } from '../dispatch/index.ts'
import { actionClosed, logLines, type EntryId, type NewLine } from '../logbook/index.ts'
import { rollCallAnswered, rollCallOpened, type RollCallAnswered } from './facts.ts'
import { rollCallTable, type RollCallRow, type Station } from './tables.ts'

/** A roll call of this morning is not answered tonight. */
const openForMs = 4 * 3_600_000

export function openRollCall(context: CoreContext): RollCallRow | undefined {
  const row = context.db.tables
    .select()
    .from(rollCallTable)
    .orderBy(desc(rollCallTable.startedAt))
    .limit(1)
    .get()
  if (!row || context.world.clock.nowMs() - row.startedAt > openForMs) return undefined
  return row.missing.length === 0 && row.stations.length > 0 ? undefined : row
}

const most = 40
function names(stations: readonly Station[]): string {
  const named = stations.slice(0, most).map(({ callSign }) => callSign)
  return `${named.join('、')}${stations.length > most ? ` 等 ${stations.length} 台` : ''}`
}

function comm(seat: Seat, text: string, more: Partial<NewLine> = {}): NewLine {
  const { name, person } = requireRight(seat, 'log.write')
  const source = { kind: 'person', id: person, text: name } as const
  return { kind: 'comm', source, channel: 'radio370', text, recorder: name, ...more }
}

export function openRoll(
  context: CoreContext,
  seat: Seat,
  { net, title, stations: units }: ProposalOf<'rollCall'>,
): Recorded {
  const { name } = requireRight(seat, 'log.write')
  const at = context.world.clock.nowMs()
  const stations = units.map(({ id, callSign }) => ({ unit: id, callSign }))
  const called = net?.name ?? title
  const line: EntryId = newId(context.world.clock, context.world.random)
  const entity = newId(context.world.clock, context.world.random)
  const body = { title: called, net: net?.number ?? null, stations, at, by: name, line }
  const group = net ? { group: net.number } : {}
  return recordFor(context, seat, () => {
    const write = logLines(context)
    return [
      { kind: rollCallOpened.kind, entity, body },
      write(comm(seat, `点名 ${called} 开始，应到 ${stations.length} 台`, group)),
      ...(stations.length === 0
        ? []
        : [
            write(
              comm(seat, `点名 ${called} 待应答 ${stations.length} 台：${names(stations)}`, {
                id: line,
                needsAction: true,
                ...group,
              }),
            ),
          ]),
    ]
  })
}

const words = {
  answered: '应答',
  poor: '应答，质差',
  relayed: '代答',
  absent: '未应答',
  excused: '请假',
} as const

/** Each answer is a line and a sign of life; who is still missing is one line to be dealt with. */
export function answerRoll(
  context: CoreContext,
  seat: Seat,
  { answers }: ProposalOf<'checkIn'>,
): Recorded {
  const { name } = requireRight(seat, 'log.write')
  const at = context.world.clock.nowMs()
  const roll = openRollCall(context)
  const told: RollCallAnswered['answers'] = answers.map(({ said, unit, result, note }) => ({
    said,
    unit: unit?.id ?? null,
    result,
    note,
  }))
  return recordFor(context, seat, () => {
    const write = logLines(context)
    const lines = answers.flatMap(({ said, unit, result, note }): FactDraft[] => {
      const id: EntryId = newId(context.world.clock, context.world.random)
      const extra = note === '' || note === words[result] ? '' : `（${note}）`
      const text = `${unit?.callSign ?? said} ${words[result]}${extra}`
      const there = result !== 'absent'
      const line = write({
        id,
        kind: 'comm',
        source: unit
          ? { kind: 'unit', id: unit.id, text: unit.callSign }
          : { kind: 'text', text: said },
        channel: 'radio370',
        text,
        ...(unit ? { unit: unit.id, callSign: unit.callSign } : {}),
        generated: false,
        recorder: name,
      })
      if (!unit || !there) return [line]
      return [contactDraft(unit.id, { at, text, channel: 'radio370', line: id, by: name }), line]
    })
    if (!roll) return lines
    return [...lines, ...rollDrafts(context, seat, roll, { answers: told, at, by: name }, write)]
  })
}

function rollDrafts(
  context: CoreContext,
  seat: Seat,
  roll: RollCallRow,
  answered: Omit<RollCallAnswered, 'line'>,
  write: (line: NewLine) => FactDraft,
): FactDraft[] {
  const there = new Set(
    answered.answers
      .filter(({ result }) => result !== 'absent')
      .map(({ unit, said }) => unit ?? said),
  )
  const missing = roll.missing.filter(({ unit }) => !there.has(unit))
  const same = missing.length === roll.missing.length
  const line: EntryId | null =
    missing.length === 0 ? null : newId(context.world.clock, context.world.random)
  const body = { ...answered, line: same ? roll.line : line }
  const fact: FactDraft = { kind: rollCallAnswered.kind, entity: roll.id, body }
  if (same) return [fact]
  const note = missing.length === 0 ? '全部应答' : '有新的应答，见后一条'
  const closed: FactDraft[] =
    roll.line === null
      ? []
      : [{ kind: actionClosed.kind, entity: roll.line, body: { note, by: answered.by } }]
  const total = roll.stations.length
  const text =
    line === null
      ? `点名 ${roll.title} 全部应答，${total} 台`
      : `点名 ${roll.title} 应答 ${total - missing.length}/${total}，未应答 ${missing.length} 台：${names(missing)}`
  const group = roll.net === null ? {} : { group: roll.net }
  const action = line === null ? {} : { id: line, needsAction: true }
  return [fact, ...closed, write(comm(seat, text, { ...action, ...group }))]
}
