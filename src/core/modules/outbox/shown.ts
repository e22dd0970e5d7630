/** Rows as seats see them. */
import { meansWord } from '../../gateway/means.ts'
import { stateWord } from '../../kernel/state-machine.ts'
import type { CoreContext } from '../../module.ts'
import { textState } from '../radio/index.ts'
import { isGroup } from './apply.ts'
import type { ShownMessage, ShownRecipient, ShownRung } from './contract.ts'
import type { Rung } from './facts.ts'
import { isOwn } from './queries.ts'
import type { MessageRow, RecipientRow } from './tables.ts'
import { ackWayWord, needsPerson, recipientMachine } from './words.ts'

export function shownRung({ means, gateway, gatewayName, address, group }: Rung): ShownRung {
  return {
    means,
    meansWord: meansWord(means),
    gateway: gateway ?? null,
    gatewayName: gatewayName ?? null,
    address,
    group,
  }
}

function shownRecipient(context: CoreContext, row: RecipientRow): ShownRecipient {
  const { key, name, unit, state, since, cause, rung, ladder, order, acks } = row
  const under = order === null ? undefined : textState(context, order)
  return {
    key,
    name,
    unit: unit ?? null,
    group: isGroup(row),
    state,
    stateWord: stateWord(recipientMachine, state),
    since,
    cause,
    rung,
    rungs: ladder.map(shownRung),
    retries: under?.retries ?? 0,
    waitingUntil: under?.waitingUntil ?? null,
    acks: acks.map(({ who, how, note, at, byName }) => ({
      who,
      how: ackWayWord(how),
      note,
      at,
      by: byName ?? null,
    })),
    waits: needsPerson(state),
  }
}

export function shownMessage(context: CoreContext, row: MessageRow): ShownMessage {
  const { id, kind, body, urgent, at, byName, incident, assignment, corrects, status } = row
  return {
    id,
    kind,
    body,
    urgent,
    at,
    byName,
    incident,
    assignment,
    corrects,
    status,
    own: isOwn(context, id),
    recipients: row.recipients.map((one) => shownRecipient(context, one)),
  }
}
