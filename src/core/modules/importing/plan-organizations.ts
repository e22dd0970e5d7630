/** Organisations of the county with their duty telephones; known by their name. */
import { phonesIn } from '../../county/phone.ts'
import { beijingDate } from '../../kernel/beijing-time.ts'
import { newId } from '../../kernel/id.ts'
import { bookNow, verifiedDraft } from '../contacts/index.ts'
import { organizationFieldSet, organizationRegistered, organizations } from '../people/index.ts'
import { organizationKinds, type OrganizationKind } from '../people/contract.ts'
import { parseBeijingDay } from './day-cell.ts'
import { problemPlan, townshipCode, type MakePlanner } from './plan.ts'

/** What most names say about themselves. */
const kindByName: readonly (readonly [RegExp, OrganizationKind])[] = [
  [/[镇乡]人民政府$|^.{2,4}[镇乡]$|街道办/, 'township'],
  [/村民委员会|村委|居委|社区$|村$/, 'village'],
  [/医院|卫生院/, 'hospital'],
  [/学校|中学|小学|幼儿园/, 'school'],
  [/公司|厂$|矿$/, 'enterprise'],
  [/大队$|中队$|救援队/, 'team'],
  [/^(?:省|市|赣州)/, 'superior'],
  [/县委|县政府|县人民政府|人大|政协/, 'county_gov'],
]

function kindOf(word: string, name: string): OrganizationKind | undefined {
  if (word !== '')
    return organizationKinds.find(([key, text]) => key === word || text === word)?.[0]
  return kindByName.find(([form]) => form.test(name))?.[1] ?? 'department'
}

export const planOrganizations: MakePlanner = (context) => {
  const known = new Map(organizations(context.db).map((one) => [one.name, one]))
  const verifiedAt = new Map(bookNow(context).offices.map((one) => [one.id, one.verifiedAt ?? 0]))
  const at = context.world.clock.nowMs()
  const { phoneAreaCode } = context.county.county
  return (read, by) => {
    const name = read('name')
    const label = name || '（空行）'
    if (name === '') return problemPlan(label, '缺单位名称')
    if (name.length > 60) return problemPlan(label, '单位名称太长，最多 60 个字')
    const kind = kindOf(read('kind'), name)
    if (!kind) {
      const words = organizationKinds.map(([, word]) => word).join('、')
      return problemPlan(label, `没有“${read('kind')}”这种类别，可写：${words}`)
    }
    for (const [word, cell] of [
      ['值班电话', read('dutyPhone')],
      ['传真', read('fax')],
    ] as const) {
      const isNumber = cell === '' || phonesIn(cell, phoneAreaCode).length > 0
      if (!isNumber || cell.length > 60)
        return problemPlan(label, `${word}“${cell}”不像号码，请改正`)
    }
    const townshipName = read('township')
    const named = townshipName === '' ? name.replace(/人民政府$|政府$/, '') : townshipName
    const township = townshipCode(context, named)
    if (townshipName !== '' && township === undefined) {
      return problemPlan(label, `本县没有“${townshipName}”`)
    }
    const superiorName = read('superior')
    const superior = known.get(superiorName)
    if (superiorName !== '' && !superior) {
      return problemPlan(
        label,
        `没有“${superiorName}”这个上级单位，请先登记，或把它放在另一个表里先导入`,
      )
    }
    const verified = read('verified')
    const day = verified === '' ? undefined : parseBeijingDay(verified)
    if (verified !== '' && (day === undefined || day > at)) {
      return problemPlan(label, `核对日期“${verified}”不对，请写成 2026-11-30，不晚于今天`)
    }
    const before = known.get(name)
    const entity = before?.id ?? newId(context.world.clock, context.world.random)
    const isNewer = day !== undefined && day > (verifiedAt.get(entity) ?? 0)
    const verifies = isNewer ? [verifiedDraft(entity, { how: 'list', onAt: day, by, at })] : []
    const isSaid = { kind: read('kind') !== '', township: townshipName !== '' }
    const fields = [
      ['kind', '类别', before?.kind ?? '', before && !isSaid.kind ? '' : kind],
      ['dutyPhone', '值班电话', before?.dutyPhone ?? '', read('dutyPhone')],
      ['fax', '传真', before?.fax ?? '', read('fax')],
      ['superior', '上级单位', before?.superior ?? '', superior?.id ?? ''],
      [
        'township',
        '乡镇',
        before?.township ?? '',
        before && !isSaid.township ? '' : (township ?? ''),
      ],
    ] as const
    const changed = fields.filter(([, , from, to]) => to !== '' && from !== to)
    const shown = (field: string, value: string) => {
      if (field === 'kind') return organizationKinds.find(([key]) => key === value)?.[1] ?? value
      if (field === 'superior') {
        return [...known.values()].find(({ id }) => id === value)?.name ?? value
      }
      return field === 'township'
        ? (context.county.townships.find(({ code }) => code === value)?.name ?? value)
        : value
    }
    const changes = [
      ...changed.map(([field, word, from, to]) => ({
        word,
        from: from === '' ? '无' : shown(field, from),
        to: shown(field, to),
      })),
      ...(isNewer ? [{ word: '核对日期', from: '', to: beijingDate(day) }] : []),
    ]
    if (!before) {
      const body = {
        name,
        kind,
        dutyPhone: read('dutyPhone'),
        by,
        ...(read('fax') === '' ? {} : { fax: read('fax') }),
        ...(superior ? { superior: superior.id } : {}),
        ...(township === undefined ? {} : { township }),
      }
      const drafts = [{ kind: organizationRegistered.kind, entity, body }, ...verifies]
      return { label, identity: name, action: 'add', problem: null, changes, drafts }
    }
    const drafts = [
      ...changed.map(([field, , , value]) => ({
        kind: organizationFieldSet.kind,
        entity,
        body: { field, value, by },
      })),
      ...verifies,
    ]
    return {
      label,
      identity: name,
      action: drafts.length > 0 ? 'update' : 'same',
      problem: null,
      changes,
      drafts,
    }
  }
}
