/** Folds the facts of roll calls, nets, schedules and repairs into their rows. */
import { eq } from 'drizzle-orm'
import { resolveCell, type CellWrite } from '../../oplog/cell.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  netFacts,
  netSet,
  repairFacts,
  repairFixed,
  repairNoted,
  repairOpened,
  rollAnswered,
  rollAsked,
  rollFacts,
  rollOpened,
  rollStepped,
  scheduleSet,
  slotSkipped,
  type NetSet,
  type RepairNoted,
  type RepairOpened,
  type RollAnswered,
  type RollAsked,
  type RollOpened,
  type RollStepped,
  type ScheduleSet,
  type SlotSkipped,
  type Station,
} from './facts.ts'
import {
  netTable,
  repairTable,
  rollTable,
  scheduleTable,
  skippedTable,
  type RollLine,
  type RollRow,
  type StoredAnswer,
} from './tables.ts'
import type { RollState } from './words.ts'

function bodiesOf<Body>(facts: readonly Fact[], kind: string): Fact<Body>[] {
  return facts.filter((fact) => fact.kind === kind) as Fact<Body>[]
}

function strangerOf({ station, said, unit }: StoredAnswer): Station {
  return {
    key: station,
    unit,
    place: null,
    name: said,
    callSign: said,
    number: null,
    means: 'radio370',
  }
}

function linesOf(
  stations: readonly Station[],
  told: readonly Fact<RollAnswered>[],
): readonly RollLine[] {
  const answers = new Map<string, StoredAnswer[]>()
  for (const { body } of told) {
    for (const answer of body.answers) {
      const one = { ...answer, at: body.at, by: body.by }
      answers.set(answer.station, [...(answers.get(answer.station) ?? []), one])
    }
  }
  const listed = stations.map((station) => ({
    ...station,
    extra: false,
    answers: answers.get(station.key) ?? [],
  }))
  const known = new Set(stations.map(({ key }) => key))
  const strangers = [...answers].flatMap(([key, given]) => {
    const [first] = given
    return known.has(key) || !first ? [] : [{ ...strangerOf(first), extra: true, answers: given }]
  })
  return [...listed, ...strangers]
}

/** One that goes on must not look done. */
const weight: Readonly<Record<RollState, number>> = {
  skipped: 0,
  scheduled: 0,
  summarized: 1,
  retry: 2,
  calling: 3,
}

/** The roll call as its facts tell it; `undefined` while the opening has not arrived. */
export function foldRoll(id: string, facts: readonly Fact[]): RollRow | undefined {
  const [opening] = bodiesOf<RollOpened>(facts, rollOpened.kind)
  if (!opening) return undefined
  const { title, net, group, stations, schedule, slotAt, at, by, line } = opening.body
  const answered = bodiesOf<RollAnswered>(facts, rollAnswered.kind)
  const stepped = bodiesOf<RollStepped>(facts, rollStepped.kind)
  const first: CellWrite<RollState> = {
    ref: opening.ref,
    hlc: opening.hlc,
    base: [],
    value: 'calling',
  }
  const writes = stepped.map(({ ref, hlc, base, body }) => ({ ref, hlc, base, value: body.to }))
  const cell = resolveCell([first, ...writes], { danger: (state) => weight[state] })
  if (!cell) throw new Error('a cell with one write has a value')
  const newest = answered.at(-1)
  return {
    id,
    title,
    net,
    group,
    schedule,
    slotAt,
    startedAt: at,
    by,
    state: cell.value,
    stateSince: stepped.findLast(({ body }) => body.to === cell.value)?.body.at ?? at,
    stateSeen: cell.siblings.map(({ ref }) => ref),
    conflict: cell.conflict,
    lines: linesOf(stations, answered),
    asked: bodiesOf<RollAsked>(facts, rollAsked.kind).map(({ body }) => body),
    steps: stepped.map(({ body }) => body),
    line: newest ? newest.body.line : line,
    status: opening.status,
  }
}

export const rollProjection: Projection = {
  name: 'rollcall',
  version: 1,
  tables: [rollTable],
  kinds: rollFacts,
  fold(db, entity, facts) {
    db.tables.delete(rollTable).where(eq(rollTable.id, entity)).run()
    const row = foldRoll(entity, facts)
    if (row) db.tables.insert(rollTable).values(row).run()
  },
}

/** The newest setting of a net or a schedule stands. */
export const netProjection: Projection = {
  name: 'rollcall.nets',
  version: 1,
  tables: [netTable, scheduleTable, skippedTable],
  kinds: netFacts,
  fold(db, entity, facts) {
    db.tables.delete(netTable).where(eq(netTable.id, entity)).run()
    db.tables.delete(scheduleTable).where(eq(scheduleTable.id, entity)).run()
    db.tables.delete(skippedTable).where(eq(skippedTable.id, entity)).run()
    const net = bodiesOf<NetSet>(facts, netSet.kind).at(-1)
    if (net)
      db.tables
        .insert(netTable)
        .values({ id: entity, ...net.body })
        .run()
    const schedule = bodiesOf<ScheduleSet>(facts, scheduleSet.kind).at(-1)
    if (schedule)
      db.tables
        .insert(scheduleTable)
        .values({ id: entity, ...schedule.body })
        .run()
    // Passed over twice, apart: the first reason stands.
    const [skipped] = bodiesOf<SlotSkipped>(facts, slotSkipped.kind)
    if (skipped)
      db.tables
        .insert(skippedTable)
        .values({ id: entity, ...skipped.body })
        .run()
  },
}

export const repairProjection: Projection = {
  name: 'rollcall.repairs',
  version: 1,
  tables: [repairTable],
  kinds: repairFacts,
  fold(db, entity, facts) {
    db.tables.delete(repairTable).where(eq(repairTable.id, entity)).run()
    const [opened] = bodiesOf<RepairOpened>(facts, repairOpened.kind)
    if (!opened) return
    const notes = bodiesOf<RepairNoted>(facts, repairNoted.kind).map(({ body }) => body)
    const [fixed] = bodiesOf<RepairNoted>(facts, repairFixed.kind)
    const { station, fault, who, roll, line, by, at } = opened.body
    const named = [...notes, ...(fixed ? [fixed.body] : [])].findLast((note) => note.who !== '')
    db.tables
      .insert(repairTable)
      .values({
        id: entity,
        station,
        stationKey: station.key,
        fault,
        who: named?.who ?? who,
        roll,
        line,
        openedBy: by,
        openedAt: at,
        notes,
        fixedAt: fixed?.body.at ?? null,
        fixedBy: fixed?.body.by ?? null,
        fixedNote: fixed?.body.note ?? null,
        status: opened.status,
      })
      .run()
  },
}
