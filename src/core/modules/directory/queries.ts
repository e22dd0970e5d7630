/** The directory as it is shown: names behind ids, and call signs that are taken for each other. */
import type { CoreContext } from '../../module.ts'
import { personRows } from '../people/index.ts'
import { ownPlaces } from '../places/index.ts'
import { unitList } from '../teams/index.ts'
import type { ContactPoint, ShownPoint } from './contract.ts'
import { pointKindKeys, pointKindWord } from './kinds.ts'
import { contactPoints } from './points.ts'
import { callSignLike, likenessOf, likenessWords, type CallSignLike } from './similar.ts'

type Reading = Pick<CoreContext, 'db' | 'county'>

const sourceWords: Readonly<Record<ContactPoint['source'], string>> = {
  directory: '号簿',
  team: '队伍',
  person: '人员',
  organization: '单位',
}

/** Names by id, read once for a list. */
export function namesBehind({ db, county }: Reading) {
  return {
    units: new Map(
      unitList(db, county).map(({ id, name, callSign }) => [id, `${callSign} ${name}`]),
    ),
    places: new Map([
      ...county.townships.map(({ code, name }): [string, string] => [code, name]),
      ...ownPlaces(db).map(({ id, name }): [string, string] => [id, name]),
    ]),
    people: new Map(personRows(db).map(({ id, name }) => [id, name])),
  }
}

/** One thing with a call sign: a team and each of its radios are one and the same. */
interface Signed {
  readonly owner: string
  readonly callSign: string
  readonly holder: string
  readonly like: CallSignLike
}

const ownerOf = ({ id, unit, person, callSign }: ContactPoint, unitSign: string | undefined) =>
  unit !== null && callSign === unitSign ? `unit:${unit}` : (person ?? id)

function signedOf(reading: Reading, points: readonly ContactPoint[]): Signed[] {
  const units = unitList(reading.db, reading.county)
  const signs = new Map(units.map(({ id, callSign }) => [id, callSign]))
  const ofUnits = units.map(({ id, callSign, name }) => ({
    owner: `unit:${id}`,
    callSign,
    holder: name,
  }))
  const ofPoints = points
    .filter(({ disabled }) => !disabled)
    .flatMap((point) => {
      const owner = ownerOf(point, signs.get(point.unit ?? ''))
      return [point.callSign, ...point.aliases]
        .filter((callSign) => callSign !== '')
        .map((callSign) => ({ owner, callSign, holder: point.holder }))
    })
  return [...ofUnits, ...ofPoints].map((one) => ({ ...one, like: callSignLike(one.callSign) }))
}

/** Grouped by how they are written and spoken, so that thousands are compared once each. */
function byLikeness(all: readonly Signed[]): ReadonlyMap<string, readonly Signed[]> {
  const groups = new Map<string, Signed[]>()
  for (const one of all) {
    for (const key of new Set([`w ${one.like.written}`, `s ${one.like.spoken}`])) {
      const group = groups.get(key)
      if (group) group.push(one)
      else groups.set(key, [one])
    }
  }
  return groups
}

function mistakableFor(
  groups: ReadonlyMap<string, readonly Signed[]>,
  { owner, callSign, holder }: Pick<Signed, 'owner' | 'callSign' | 'holder'>,
): Signed[] {
  const like = callSignLike(callSign)
  const found = [
    ...(groups.get(`w ${like.written}`) ?? []),
    ...(groups.get(`s ${like.spoken}`) ?? []),
  ]
  // One holder answers by one call sign on the radio, the telephone and the card.
  const isOwn = (one: Signed) =>
    one.owner === owner || (one.callSign === callSign && one.holder === holder && holder !== '')
  const others = found.filter((one) => !isOwn(one) && like.written !== '')
  // Of one owner's the first one, which is the team's own.
  return [
    ...new Map(others.toReversed().map((one) => [`${one.owner} ${one.callSign}`, one])).values(),
  ].toReversed()
}

/** Radios first, as the list's own name says; then by number. */
const inListOrder = (a: ContactPoint, b: ContactPoint): number =>
  pointKindKeys.indexOf(a.kind) - pointKindKeys.indexOf(b.kind) ||
  a.number.localeCompare(b.number, 'zh-CN', { numeric: true })

/** Everything there is, with names; in the order of the list. */
export function shownPoints(reading: Reading): ShownPoint[] {
  const points = contactPoints(reading, { disabled: true })
  const { units, places, people } = namesBehind(reading)
  const signs = new Map(
    unitList(reading.db, reading.county).map(({ id, callSign }) => [id, callSign]),
  )
  const groups = byLikeness(signedOf(reading, points))
  return points.toSorted(inListOrder).map((point) => {
    const owner = ownerOf(point, signs.get(point.unit ?? ''))
    const { callSign, holder } = point
    const others = point.disabled ? [] : mistakableFor(groups, { owner, callSign, holder })
    return {
      ...point,
      kindWord: pointKindWord(point.kind),
      sourceWord: sourceWords[point.source],
      unitName: units.get(point.unit ?? '') ?? null,
      placeName: places.get(point.place ?? '') ?? null,
      personName: people.get(point.person ?? '') ?? null,
      mistakable: others.map(({ callSign, holder }) => `${callSign} ${holder}`.trim()),
    }
  })
}

interface Similar {
  readonly callSign: string
  readonly holder: string
  readonly how: string
}

export interface SimilarQuery {
  /** The point it belongs to. */
  readonly id: string
  readonly callSign: string
  /** Its team, whose own call sign it may carry. */
  readonly unit?: string | null | undefined
}

/** Tells whom a call sign may be taken for; made once for many questions. */
export function similarBook(reading: Reading): (query: SimilarQuery) => Similar[] {
  const points = new Map(contactPoints(reading).map((point) => [point.id, point]))
  const groups = byLikeness(signedOf(reading, [...points.values()]))
  const signs = new Map(unitList(reading.db, reading.county).map((one) => [one.id, one.callSign]))
  return ({ id, callSign, unit }) => {
    const own = points.get(id)
    const owner = own ? ownerOf(own, signs.get(own.unit ?? '')) : id
    const team = `unit:${unit ?? own?.unit ?? ''}`
    const like = callSignLike(callSign)
    return mistakableFor(groups, { owner, callSign, holder: own?.holder ?? '' })
      .filter((one) => one.owner !== team)
      .map((one) => ({
        callSign: one.callSign,
        holder: one.holder,
        how:
          one.callSign === callSign.trim()
            ? likenessWords.same
            : likenessWords[likenessOf(like, one.like) ?? 'spoken'],
      }))
  }
}
