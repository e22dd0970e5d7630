import {
  airNumberOf,
  changeDrafts,
  changedFields,
  contactPoints,
  hiddenNumber,
  keptNumber,
  namesBehind,
  numberHints,
  pointKinds,
  pointKindWord,
  similarBook,
  spokenForm,
  type ContactPoint,
  type PointFields,
  type PointKind,
} from '../directory/index.ts'
import type { CoreContext } from '../../module.ts'
import { unitList } from '../teams/index.ts'
import {
  problemPlan,
  townshipCode,
  type ImportRecord,
  type MakePlanner,
  type RowPlan,
} from './plan.ts'

const fieldWords: readonly (readonly [keyof PointFields, string])[] = [
  ['callSign', '呼号'],
  ['holder', '持有人'],
  ['aliases', '别名'],
  ['unit', '队伍'],
  ['place', '乡镇'],
  ['person', '人员'],
  ['note', '备注'],
  ['model', '型号'],
  ['serial', '序列号'],
  ['disabled', '停用原因'],
]

const alsoKinds: Readonly<Record<string, PointKind>> = {
  手台: 'radio',
  对讲机: 'radio',
  车台: 'radio',
  '370M': 'radio',
  组: 'group',
  群组: 'group',
  手机: 'phone',
  座机: 'phone',
  固话: 'phone',
  天通: 'satphone',
  北斗: 'beidou',
  车载: 'vehicle',
}

/** Without a kind a list of radios is meant. */
function kindOf(word: string): PointKind | undefined {
  if (word === '') return 'radio'
  return pointKinds.find(([key, name]) => key === word || name === word)?.[0] ?? alsoKinds[word]
}

interface Books {
  readonly units: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, readonly string[]>
}

/** Ids by what a list calls them; a person's name may belong to two. */
function booksOf(context: CoreContext): Books {
  const units = unitList(context.db, context.county).flatMap(({ id, name, callSign }) =>
    [name, callSign, `${callSign} ${name}`].map((word): [string, string] => [word, id]),
  )
  const people = new Map<string, string[]>()
  for (const [id, name] of namesBehind(context).people) {
    people.set(name, [...(people.get(name) ?? []), id])
  }
  return { units: new Map(units), people }
}

/** What the cells of a line say; a text is why they cannot be taken. */
function fieldsOf(context: CoreContext, read: ImportRecord, books: Books): PointFields | string {
  const [unitName, townshipName, personName] = [read('unit'), read('township'), read('person')]
  const unit = unitName === '' ? undefined : books.units.get(unitName)
  if (unitName !== '' && unit === undefined) return `没有“${unitName}”这支队伍，请先登记队伍`
  const place = townshipName === '' ? undefined : townshipCode(context, townshipName)
  if (townshipName !== '' && place === undefined) return `本县没有“${townshipName}”`
  const persons = books.people.get(personName) ?? []
  if (personName !== '' && persons.length === 0) return `通讯录里没有“${personName}”`
  if (persons.length > 1) return `通讯录里有 ${persons.length} 位“${personName}”，请在号簿里指定`
  const aliases = read('aliases')
    .split(/[、,，;；/]+/)
    .filter((alias) => alias.trim() !== '')
  const [person] = persons
  // Cells that are empty change nothing: a list with fewer columns takes nothing away.
  const cells: PointFields = {
    callSign: read('callSign'),
    holder: read('holder'),
    note: read('note'),
    model: read('model'),
    serial: read('serial'),
    disabled: read('disabled'),
    ...(unit === undefined ? {} : { unit }),
    ...(place === undefined ? {} : { place }),
    ...(person === undefined ? {} : { person }),
    ...(aliases.length === 0 ? {} : { aliases }),
  }
  const long = fieldWords.find(([field]) => String(cells[field] ?? '').length > 80)
  if (long) return `${long[1]}太长，最多 80 个字`
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== ''))
}

function numberOf(
  context: CoreContext,
  kind: PointKind,
  read: ImportRecord,
): { readonly number: string } | { readonly problem: string } {
  const [typed, dialled] = [read('number'), read('userNumber')]
  if (typed === hiddenNumber) return { problem: '号码在导出时已隐去，不能导回' }
  const air = dialled === '' ? undefined : airNumberOf(context.county, kind, dialled)
  if (typed === '') {
    return air === undefined ? { problem: '缺号码' } : { number: air }
  }
  const number = keptNumber(context.county, kind, typed)
  if (number === undefined) return { problem: `号码“${typed}”不对：${numberHints[kind]}` }
  if (air !== undefined && air !== number) {
    return { problem: `号码 ${number} 与用户号 ${dialled} 对不上（该用户号是 ${air}）` }
  }
  return { number }
}

export const planContacts: MakePlanner = (context) => {
  const books = booksOf(context)
  const points = new Map<string, ContactPoint>(
    contactPoints(context, { disabled: true }).map((point) => [point.id, point]),
  )
  const { units, places, people } = namesBehind(context)
  const similar = similarBook(context)
  /** Call signs of this file, by how they are read aloud. */
  const inFile = new Map<string, string>()
  const warningOf = (id: string, callSign: string, unit: string | null | undefined) => {
    const key = spokenForm(callSign)
    const other = inFile.get(key)
    inFile.set(key, callSign)
    const [like] = similar({ id, callSign, unit })
    if (like) return `呼号与 ${like.callSign} ${like.holder} ${like.how}`
    // Several radios of one team may carry its call sign.
    return other === undefined || other === callSign ? null : `呼号与本表的 ${other} 容易混淆`
  }
  const shown = (field: keyof PointFields, value: unknown): string => {
    const id = typeof value === 'string' ? value : ''
    if (Array.isArray(value)) return value.join('、') || '无'
    if (field === 'unit') return units.get(id) ?? '无'
    if (field === 'place') return places.get(id) ?? '无'
    if (field === 'person') return people.get(id) ?? '无'
    return id === '' ? '无' : id
  }
  const before = (point: ContactPoint, field: keyof PointFields): unknown =>
    field === 'disabled' ? point.disabledReason : point[field]

  return (cell, by): RowPlan => {
    // Our own CSV marks cells that a spreadsheet would take for a formula.
    const read: ImportRecord = (key) => cell(key).replace(/^'(?=[=+\-@])/, '')
    const label = [read('callSign'), read('number')].filter(Boolean).join(' ') || '（空行）'
    if (['队伍', '人员', '单位'].includes(read('source'))) {
      return problemPlan(label, `这一行出自${read('source')}资料，请在那里更改`)
    }
    const kind = kindOf(read('kind'))
    if (!kind) return problemPlan(label, `没有“${read('kind')}”这种类别`)
    const found = numberOf(context, kind, read)
    if ('problem' in found) return problemPlan(label, found.problem)
    const fields = fieldsOf(context, read, books)
    if (typeof fields === 'string') return problemPlan(label, fields)
    const { number } = found
    const id = `${kind}:${number}`
    const point = points.get(id)
    if (!point && !fields.callSign && !fields.holder && !fields.unit) {
      return problemPlan(label, '缺呼号、持有人或队伍')
    }
    const changed = changedFields(point, fields)
    const told = fieldWords
      .filter(([field]) => field in changed)
      .map(([field, word]) => ({
        word,
        from: point ? shown(field, before(point, field)) : '无',
        to: shown(field, changed[field]),
      }))
    // Of a new number everything is new; the call sign is said by the name of the row.
    const changes = point
      ? told
      : [
          { word: '类别', from: '无', to: pointKindWord(kind) },
          ...told.filter(({ word }) => word !== '呼号'),
        ]
    const touched = Object.keys(changed).length > 0
    const warning =
      touched && changed.callSign ? warningOf(id, changed.callSign, fields.unit) : null
    return {
      label,
      identity: id,
      action: point ? (touched ? 'update' : 'same') : 'add',
      problem: null,
      changes,
      warning,
      drafts: touched
        ? changeDrafts(context, { kind, number }, point, changed, { by, how: 'imported' })
        : [],
    }
  }
}
