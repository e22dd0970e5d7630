/**
 * Two-way contacts in the traffic. Hearing somebody proves one direction: it counts where they
 * answered what we sent, or where we answered them and it was delivered.
 */
import type { Means } from '../../gateway/means.ts'
import type { CoreContext } from '../../module.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  callLogged,
  commandResult,
  statusReceived,
  textReceived,
  textResult,
  textSent,
  trafficProjection,
  type CallLogged,
  type OrderResult,
  type StatusReceived,
  type TextReceived,
  type TextSent,
} from '../radio/index.ts'
import { addressBook } from './addresses.ts'
import { checkedOffline } from './checked.ts'
import { meansGateways } from './gateways-by-means.ts'
import { contactFailed, contactProven, type Proof } from './proof.ts'
import { recordSeen } from './record.ts'

/** An answer comes within this time; over slow nets later. */
const answerMs: Partial<Record<Means, number>> = { radio370: 10 * 60_000 }
const slowAnswerMs = 60 * 60_000
/** Talking goes on: one proof is enough for so long. */
const againMs = 5 * 60_000

export interface TrafficWatch {
  take(fact: Fact): void
  /** A person tries this radio now: the result of the order tells. */
  tried(order: string, proof: Omit<Proof, 'at'>): void
}

interface Whom {
  readonly place?: string
  readonly unit?: string
}

function whomOf(key: string): Whom | undefined {
  const [kind, id] = key.split(/:(.*)/)
  if (id === undefined) return undefined
  if (kind === 'place') return { place: id }
  return kind === 'unit' ? { unit: id } : undefined
}

export function trafficWatch(context: CoreContext): TrafficWatch {
  /** `gateway number` → when we heard them; `gateway number` or `gateway g:number` → when we called. */
  const heard = new Map<string, number>()
  const called = new Map<string, number>()
  const provenAt = new Map<string, number>()
  const tries = new Map<string, Omit<Proof, 'at'>>()

  const meansOfGateway = (gateway: string): Means | undefined =>
    meansGateways(context).find(({ id }) => id === gateway)?.means

  function subjectsOf(means: Means, number: string, unit: string | undefined): Whom[] {
    const keys = [...addressBook(context)]
      .filter(([, addresses]) =>
        addresses.some((one) => one.means === means && one.address === number),
      )
      .map(([key]) => key)
    const own = unit === undefined ? [] : [`unit:${unit}`]
    return [...new Set([...own, ...keys])].map(whomOf).filter((whom) => whom !== undefined)
  }

  function prove(
    gateway: string,
    number: string,
    unit: string | undefined,
    at: number,
    note: string,
  ) {
    const means = meansOfGateway(gateway)
    if (means === undefined) return
    const fresh = subjectsOf(means, number, unit).filter((whom) => {
      const key = `${whom.unit ?? whom.place} ${means}`
      if (at - (provenAt.get(key) ?? Number.NEGATIVE_INFINITY) < againMs) return false
      provenAt.set(key, at)
      return true
    })
    if (fresh.length === 0) return
    recordSeen(context, () =>
      fresh.flatMap((whom) =>
        contactProven(context, { ...whom, means, at, how: 'traffic', note: `${number} ${note}` }),
      ),
    )
  }
  const within = (gateway: string, then: number | undefined, at: number): boolean => {
    const means = meansOfGateway(gateway)
    const limit = (means && answerMs[means]) ?? slowAnswerMs
    return then !== undefined && at >= then && at - then <= limit
  }

  function onHeard(
    gateway: string,
    number: string,
    at: number,
    { unit, group, note }: { unit?: string | undefined; group?: string | undefined; note: string },
  ): void {
    heard.set(`${gateway} ${number}`, at)
    const calls = [
      called.get(`${gateway} ${number}`),
      group === undefined ? undefined : called.get(`${gateway} g:${group}`),
    ]
    if (calls.some((then) => within(gateway, then, at))) prove(gateway, number, unit, at, note)
  }
  /** It reached them: what they said before has been answered. */
  function onDelivered(
    gateway: string,
    number: string,
    at: number,
    unit: string | undefined,
    note: string,
  ) {
    called.set(`${gateway} ${number}`, at)
    if (within(gateway, heard.get(`${gateway} ${number}`), at))
      prove(gateway, number, unit, at, note)
  }

  function takeCall({
    gateway,
    direction,
    type,
    target,
    talkers,
    caller,
    unit,
    startAt,
    endAt,
  }: CallLogged) {
    const isGroup = type !== 'private' && type !== 'phone'
    const group = isGroup ? target : undefined
    if (direction === 'out') {
      called.set(`${gateway} ${isGroup ? 'g:' : ''}${target}`, startAt)
      for (const talker of talkers) prove(gateway, talker.radio, talker.unit, talker.at, '通话')
      return
    }
    const spoke =
      talkers.length > 0
        ? talkers
        : caller === undefined
          ? []
          : [{ radio: caller, unit, at: endAt }]
    for (const talker of spoke) {
      onHeard(gateway, talker.radio, talker.at, { unit: talker.unit, group, note: '通话' })
    }
  }
  function takeResult(entity: string, { result, at, causeWord }: OrderResult): void {
    if (result === 'accepted') return
    const tried = tries.get(entity)
    if (tried) {
      tries.delete(entity)
      if (result === 'unknown') return
      const isThere = result === 'confirmed' && !checkedOffline(context, entity)
      const why = result === 'confirmed' ? '不在线' : (causeWord ?? '没有回应')
      const note = `${tried.note ?? ''}${isThere ? '' : ` ${why}`}`
      const proof = { ...tried, at, note: note.trim() }
      recordSeen(context, () =>
        isThere ? contactProven(context, proof) : contactFailed(context, proof),
      )
      return
    }
    if (result !== 'confirmed') return
    const sent = context.log.factsOf(entity).find(({ kind }) => kind === textSent.kind) as
      | Fact<TextSent>
      | undefined
    if (!sent || sent.body.group) return
    onDelivered(sent.body.gateway, sent.body.to, at, sent.body.unit, '短信往来')
  }

  return {
    tried: (order, proof) => void tries.set(order, proof),
    take({ kind, entity, body }) {
      switch (kind) {
        case textSent.kind: {
          const { gateway, to, group, at } = body as TextSent
          called.set(`${gateway} ${group ? 'g:' : ''}${to}`, at)
          return
        }
        case textReceived.kind: {
          const { gateway, from, to, group, unit, at } = body as TextReceived
          onHeard(gateway, from, at, { unit, group: group ? to : undefined, note: '短信' })
          return
        }
        case statusReceived.kind: {
          const { gateway, from, unit, at } = body as StatusReceived
          onHeard(gateway, from, at, { unit, note: '状态' })
          return
        }
        case callLogged.kind:
          return takeCall(body as CallLogged)
        case textResult.kind:
        case commandResult.kind:
          return takeResult(entity, body as OrderResult)
      }
    },
  }
}

const watches = new WeakMap<CoreContext, TrafficWatch>()

export function watchOf(context: CoreContext): TrafficWatch {
  const known = watches.get(context) ?? trafficWatch(context)
  watches.set(context, known)
  return known
}

export function listenToTraffic(context: CoreContext): () => void {
  const watch = watchOf(context)
  return context.log.onChanged((changed) => {
    for (const entity of changed.get(trafficProjection.name) ?? []) {
      const newest = context.log.factsOf(entity).at(-1)
      if (newest) watch.take(newest)
    }
  })
}
