/** People of a list or of vCards: who is meant, what changes, and what cannot be taken. */
import { beijingDate } from '../../kernel/beijing-time.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext } from '../../module.ts'
import {
  areaNames,
  bookNow,
  changedContact,
  changeDrafts,
  isTelephone,
  keptOf,
  shownWay,
  signsIn,
  verifiedDraft,
  wayCell,
  type Contact,
  type KeptFields,
  type KeptWay,
} from '../contacts/index.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { organizations } from '../people/index.ts'
import { memberAdded, unitList } from '../teams/index.ts'
import { readPersonCells, type PersonBooks, type PersonCells } from './person-cells.ts'
import { problemPlan, type MakePlanner, type RowPlan } from './plan.ts'
import { whichPerson } from './which-person.ts'

function booksOf(context: CoreContext): PersonBooks {
  const areas = new Map<string, string[]>()
  const areaName = areaNames(context)
  const put = (name: string, code: string) => {
    const codes = areas.get(name) ?? []
    if (!codes.includes(code)) areas.set(name, [...codes, code])
  }
  for (const { code, name } of context.county.townships) {
    for (const word of [name, name.replace(/(?<=..)[镇乡]$/, '')]) put(word, code)
  }
  const town = new Map(context.county.townships.map(({ code, name }) => [code, name]))
  for (const { code, name, township } of context.county.villages) {
    const full = town.get(township) ?? ''
    for (const word of [name, `${full}${name}`, `${full.replace(/[镇乡]$/, '')}${name}`]) {
      put(word, code)
    }
  }
  return { context, organizations: organizations(context.db), areas, areaName }
}

/** A column with a purpose replaces the numbers of that purpose; the mixed one every telephone. */
function waysAfter(
  person: Contact | undefined,
  { phones, ways }: PersonCells,
): KeptWay[] | undefined {
  if (phones.length === 0 && ways.size === 0) return undefined
  const known = keptOf(person).ways
  const mixed = phones.map((way) => known.find(({ number }) => number === way.number) ?? way)
  const kept = known.filter(
    ({ purpose }) => !ways.has(purpose) && !(phones.length > 0 && isTelephone(purpose)),
  )
  const told = [...ways.values()].flat()
  const all = [...mixed, ...told, ...kept]
  const next = all.filter((way, at) => all.findIndex(({ number }) => number === way.number) === at)
  // The same numbers in another order of columns are no change.
  const order = (way: KeptWay) => {
    const at = known.findIndex(({ number }) => number === way.number)
    return at < 0 ? known.length : at
  }
  return next.toSorted((one, other) => order(one) - order(other))
}

const fieldWords: readonly (readonly [keyof KeptFields, string])[] = [
  ['name', '姓名'],
  ['organization', '单位'],
  ['post', '职务'],
  ['ways', '号码'],
  ['callSign', '呼号'],
  ['nets', '身份'],
  ['deputies', '代班人'],
  ['note', '备注'],
]

export const planPeople: MakePlanner = (context) => {
  const books = booksOf(context)
  const known = bookNow(context).people
  const byId = new Map(known.map((one) => [one.id, one]))
  const byName = new Map<string, Contact[]>()
  for (const one of known) byName.set(one.name, [...(byName.get(one.name) ?? []), one])
  const teams = unitList(context.db, context.county)
  const at = context.world.clock.nowMs()

  const deputiesOf = (names: readonly string[], own: string | undefined) => {
    const found = names.map((name) => known.find(({ label }) => label === name) ?? oneNamed(name))
    const ids = found.filter((one) => one !== undefined).map(({ id }) => id)
    const missing = names.filter((_, place) => found[place] === undefined)
    return { ids: ids.filter((id) => id !== own), missing }
  }
  const oneNamed = (name: string) => {
    const people = byName.get(name) ?? []
    return people.length === 1 ? people[0] : undefined
  }
  const shown = (field: keyof KeptFields, value: unknown): string => {
    if (field === 'organization') {
      return books.organizations.find(({ id }) => id === value)?.name ?? '无'
    }
    if (field === 'deputies') {
      return (value as readonly string[]).map((id) => byId.get(id)?.label ?? id).join('、') || '无'
    }
    if (field === 'nets') {
      const nets = value as NonNullable<KeptFields['nets']>
      return (
        nets
          .map(({ net, area }) =>
            area === null ? net : `${net}（${books.areaName.get(area) ?? area}）`,
          )
          .join('、') || '无'
      )
    }
    if (field === 'ways') {
      const ways = (value as readonly KeptWay[]).map((way) => shownWay(context.county, way))
      return ways.map((way) => `${way.word} ${wayCell(way)}`).join('、') || '无'
    }
    return (value as string | null) || '无'
  }

  return (read, by): RowPlan => {
    const name = read('name')
    const label = name || '（空行）'
    const damaged = read('damaged')
    if (damaged !== '') return problemPlan('（名片）', damaged)
    if (name === '') return problemPlan(label, '缺姓名')
    if (name.length > 30) return problemPlan(label, '姓名太长，最多 30 个字')
    const teamName = read('team')
    const team = teams.find((unit) => unit.callSign === teamName || unit.name === teamName)
    if (teamName !== '' && !team) {
      return problemPlan(label, `没有“${teamName}”这支队伍，请先登记队伍`)
    }
    const cells = readPersonCells(books, read)
    if (typeof cells === 'string') return problemPlan(label, cells)
    const numbers = [...cells.phones, ...[...cells.ways.values()].flat()]
    const post = read('post')
    const which = whichPerson(
      { id: read('id'), name, post, organization: cells.organization, numbers },
      byName.get(name) ?? [],
      byId.get(read('id')),
    )
    if (which.kind === 'unclear') return problemPlan(label, which.problem)
    const person = which.kind === 'known' ? which.person : undefined
    if (person?.disabledReason != null) {
      return problemPlan(label, `此人已停用（${person.disabledReason}），请先在通讯录里恢复`)
    }
    const ways = waysAfter(person, cells)
    const deputies = deputiesOf(cells.deputies, person?.id)
    const fields: KeptFields = {
      name,
      ...cells.fields,
      ...(ways === undefined ? {} : { ways }),
      ...(deputies.ids.length === 0 ? {} : { deputies: deputies.ids }),
    }
    const changed = changedContact(person, fields)
    if (person && 'name' in changed && signsIn(person)) {
      return problemPlan(
        label,
        `编号是“${person.name}”的，此人可以登录，姓名请系统管理员在“设置 · 人员”里改`,
      )
    }
    const before = keptOf(person)
    const told = fieldWords
      .filter(([field]) => field in changed && !(field === 'name' && !person))
      .map(([field, word]) => ({
        word,
        from: person ? shown(field, before[field]) : '无',
        to: shown(field, changed[field]),
      }))
    const entity = person?.id ?? newId(context.world.clock, context.world.random)
    const { verifiedOn } = cells
    const verifies = verifiedOn !== undefined && verifiedOn > (person?.verifiedAt ?? 0)
    const joins = team !== undefined && !team.members.includes(entity)
    const drafts: FactDraft[] = [
      ...(Object.keys(changed).length > 0
        ? changeDrafts(context, entity, person, changed, { by, how: 'imported' })
        : []),
      ...(joins ? [{ kind: memberAdded.kind, entity: team.id, body: { person: entity, by } }] : []),
      ...(verifies ? [verifiedDraft(entity, { how: 'list', onAt: verifiedOn, by, at })] : []),
    ]
    const changes = [
      ...told,
      ...(joins ? [{ word: '队伍', from: '无', to: teamName }] : []),
      ...(verifies
        ? [{ word: '核对日期', from: dayOf(person?.verifiedAt), to: beijingDate(verifiedOn) }]
        : []),
    ]
    const missing =
      deputies.missing.length === 0
        ? null
        : `通讯录里找不到代班人“${deputies.missing.join('、')}”，这一项没有导入；可在导入后再导一次`
    const warning = [which.warning, missing].filter((one) => one !== null).join('；')
    return {
      label: person?.label ?? name,
      identity: person?.id ?? [name, cells.organization?.id ?? '', post].join(' '),
      action: person ? (drafts.length > 0 ? 'update' : 'same') : 'add',
      problem: null,
      warning: warning === '' ? null : warning,
      changes,
      drafts,
    }
  }
}

const dayOf = (at: number | null | undefined): string => (at == null ? '无' : beijingDate(at))
