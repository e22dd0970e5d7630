import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  callLogged,
  commandOrdered,
  commandResult,
  emergencyCleared,
  emergencyRaised,
  statusReceived,
  textReceived,
  textResult,
  textSent,
  radioFacts,
  type CallLogged,
  type CommandOrdered,
  type Emergency,
  type OrderResult,
  type StatusReceived,
  type TextReceived,
  type TextSent,
} from './facts.ts'
import { trafficTable, type TrafficRow } from './tables.ts'
import { callKindWord, isFinal, radioCommands } from './words.ts'

interface Common {
  readonly gateway: string
  readonly gatewayName: string
  readonly unit?: string | undefined
  readonly callSign?: string | undefined
  readonly incident?: string | undefined
}

type Own = Pick<TrafficRow, 'kind' | 'at' | 'direction' | 'body'> & Partial<TrafficRow>

function rowOf(fact: Fact, common: Common, own: Own): TrafficRow {
  const { gateway, gatewayName, unit, callSign, incident } = common
  return {
    id: fact.entity,
    gateway,
    gatewayName,
    radio: null,
    unit: unit ?? null,
    callSign: callSign ?? null,
    incident: incident ?? null,
    target: null,
    targetIsGroup: false,
    durationMs: null,
    outcome: null,
    cause: '',
    causeWord: '',
    retries: 0,
    by: null,
    status: fact.status,
    ...own,
  }
}

function textIn(fact: Fact, body: TextReceived): TrafficRow {
  const { from, to, group, at } = body
  return rowOf(fact, body, {
    kind: 'text-in',
    at,
    direction: 'in',
    body: body.body,
    radio: from,
    target: to,
    targetIsGroup: group,
  })
}

function textOut(fact: Fact, body: TextSent): TrafficRow {
  return rowOf(fact, body, {
    kind: 'text-out',
    at: body.at,
    direction: 'out',
    body: body.body,
    radio: body.group ? null : body.to,
    target: body.to,
    targetIsGroup: body.group,
    outcome: 'waiting',
    by: body.byName,
  })
}

/** Who spoke, by call sign, each once. */
function talkerNames(body: CallLogged): string {
  return [...new Set(body.talkers.map(({ callSign, radio }) => callSign ?? radio))].join('、')
}

function callRow(fact: Fact, body: CallLogged): TrafficRow {
  const isGroup = body.type !== 'private' && body.type !== 'phone'
  const talkers = talkerNames(body)
  const radio = body.caller ?? body.talkers[0]?.radio ?? (isGroup ? null : body.target)
  return rowOf(fact, body, {
    kind: 'call',
    at: body.startAt,
    direction: body.direction,
    body: talkers === '' ? callKindWord(body.type) : `${callKindWord(body.type)} · 讲话 ${talkers}`,
    radio,
    target: body.target,
    targetIsGroup: isGroup,
    durationMs: Math.max(0, body.endAt - body.startAt),
    cause: body.cause,
    causeWord: body.cause === 'ended' ? '' : body.causeWord,
  })
}

function emergencyRow(fact: Fact, body: Emergency, words: string): TrafficRow {
  return rowOf(fact, body, {
    kind: 'emergency',
    at: body.at,
    direction: 'in',
    body: `${words} · ${body.howWord}`,
    radio: body.radio,
  })
}

function statusRow(fact: Fact, body: StatusReceived): TrafficRow {
  const { at, code, from } = body
  return rowOf(fact, body, {
    kind: 'status',
    at,
    direction: 'in',
    body: `状态码 ${code}`,
    radio: from,
  })
}

function commandRow(fact: Fact, body: CommandOrdered): TrafficRow {
  const word = radioCommands.find(([key]) => key === body.command)?.[1] ?? body.command
  return rowOf(fact, body, {
    kind: 'command',
    at: body.at,
    direction: 'out',
    body: body.detail === '' ? word : `${word} · ${body.detail}`,
    radio: body.group || body.target === '' ? null : body.target,
    target: body.target === '' ? null : body.target,
    targetIsGroup: body.group,
    outcome: 'waiting',
    by: body.byName,
  })
}

function firstRow(fact: Fact): TrafficRow | undefined {
  switch (fact.kind) {
    case textReceived.kind:
      return textIn(fact, fact.body as TextReceived)
    case textSent.kind:
      return textOut(fact, fact.body as TextSent)
    case callLogged.kind:
      return callRow(fact, fact.body as CallLogged)
    case emergencyRaised.kind:
      return emergencyRow(fact, fact.body as Emergency, '紧急求救')
    case emergencyCleared.kind:
      return emergencyRow(fact, fact.body as Emergency, '电台取消紧急')
    case statusReceived.kind:
      return statusRow(fact, fact.body as StatusReceived)
    case commandOrdered.kind:
      return commandRow(fact, fact.body as CommandOrdered)
    default:
      return undefined
  }
}

/** The first final result stands; only "unknown" gives way to one that is known. */
function withResult(
  row: TrafficRow,
  { result, cause, causeWord, retries }: OrderResult,
): TrafficRow {
  const ended = row.outcome !== null && isFinal(row.outcome)
  if (ended && !(row.outcome === 'unknown' && isFinal(result))) return row
  return { ...row, outcome: result, cause: cause ?? '', causeWord: causeWord ?? '', retries }
}

/** One entity's row; `undefined` while only results of it have arrived. */
export function foldTraffic(facts: readonly Fact[]): TrafficRow | undefined {
  const row = facts.map(firstRow).find((made) => made !== undefined)
  if (!row) return undefined
  return facts
    .filter(({ kind }) => kind === textResult.kind || kind === commandResult.kind)
    .reduce((before, fact) => withResult(before, fact.body as OrderResult), row)
}

export const trafficProjection: Projection = {
  name: 'radio.traffic',
  version: 1,
  tables: [trafficTable],
  kinds: radioFacts,
  fold(db: Database, entity: string, facts: readonly Fact[]) {
    const row = foldTraffic(facts)
    db.tables.delete(trafficTable).where(eq(trafficTable.id, entity)).run()
    if (row) db.tables.insert(trafficTable).values(row).run()
  },
}
