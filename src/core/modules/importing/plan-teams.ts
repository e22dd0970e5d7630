import { fieldDraft, registerDraft, unitList } from '../teams/index.ts'
import type { TeamField } from '../teams/index.ts'
import type { Unit } from '../teams/contract.ts'
import type { CoreContext } from '../../module.ts'
import {
  problemPlan,
  readPoint,
  townshipCode,
  type MakePlanner,
  type ImportRecord,
  type RowPlan,
} from './plan.ts'

const radioPattern = /^\d{1,10}$/

function typeKey(
  context: CoreContext,
  typed: string,
): { readonly key: string; readonly group: string } | undefined {
  return context.county.teamTypes.find(
    ({ key, label }) => key === typed || label === typed || label.includes(typed),
  )
}

interface Wanted {
  readonly name: string
  readonly callSign: string
  readonly type: string
  readonly group: string
  readonly strength: number | null
  readonly leader: string
  readonly phone: string
}

/** Cells that are empty change nothing: a list with fewer columns takes nothing away. */
function changesOf(unit: Unit, wanted: Wanted) {
  const fields: readonly (readonly [
    TeamField,
    string,
    string | number | null,
    string | number | null,
  ])[] = [
    ['name', '队伍名称', unit.name, wanted.name],
    ['type', '类型', unit.type, wanted.type],
    ['group', '来源', unit.group, wanted.group],
    ['strength', '人数', unit.strength, wanted.strength],
    ['leader', '负责人', unit.leader, wanted.leader || null],
    ['phone', '电话', unit.phone, wanted.phone || null],
  ]
  return fields.filter(([, , from, to]) => to !== null && from !== to)
}

/** A value as the operator reads it: types and sources have words. */
function shown(context: CoreContext, field: TeamField, value: string | number | null): string {
  if (value === null) return '无'
  if (field === 'type') {
    return context.county.teamTypes.find(({ key }) => key === value)?.label ?? String(value)
  }
  const groups = field === 'group' ? context.county.enums.get('team_group')?.rows : undefined
  return groups?.find(({ key }) => key === value)?.label ?? String(value)
}

function refused(context: CoreContext, read: ImportRecord, label: string): RowPlan | undefined {
  if (read('name') === '') return problemPlan(label, '缺队伍名称')
  if (read('callSign') === '') return problemPlan(label, '缺呼号')
  if (read('type') === '') return problemPlan(label, '缺类型')
  if (!typeKey(context, read('type')))
    return problemPlan(label, `没有“${read('type')}”这种队伍类型`)
  const strength = read('strength')
  if (strength !== '' && !/^\d{1,5}$/.test(strength))
    return problemPlan(label, `人数“${strength}”不是数字`)
  if (read('township') !== '' && !townshipCode(context, read('township'))) {
    return problemPlan(label, `本县没有“${read('township')}”`)
  }
  return undefined
}

export const planTeams: MakePlanner = (context) => {
  const known = new Map(unitList(context.db, context.county).map((unit) => [unit.callSign, unit]))
  return (read, by) => {
    const label = read('callSign') || read('name') || '（空行）'
    const problem = refused(context, read, label)
    if (problem) return problem
    const { point, problem: pointProblem } = readPoint(context, read)
    if (pointProblem) return problemPlan(label, pointProblem)
    const radios = read('radios')
      .split(/[\s,，、;；/]+/)
      .filter((text) => text !== '')
    const odd = radios.find((radio) => !radioPattern.test(radio))
    if (odd) return problemPlan(label, `电台号“${odd}”不是数字`)
    const type = typeKey(context, read('type'))
    if (!type) return problemPlan(label, '缺类型')
    const wanted: Wanted = {
      name: read('name'),
      callSign: read('callSign'),
      type: type.key,
      group: type.group,
      strength: read('strength') === '' ? null : Number(read('strength')),
      leader: read('leader'),
      phone: read('phone'),
    }
    const identity = wanted.callSign
    const unit = known.get(wanted.callSign)
    if (unit) {
      const changed = changesOf(unit, wanted)
      return {
        label,
        identity,
        action: changed.length > 0 ? 'update' : 'same',
        problem: null,
        changes: changed.map(([field, word, from, to]) => ({
          word,
          from: shown(context, field, from),
          to: shown(context, field, to),
        })),
        drafts: changed.map(([field, , , to]) => fieldDraft(context, unit.id, field, to, by)),
      }
    }
    const input = {
      ...wanted,
      township: townshipCode(context, read('township')),
      baseText: read('baseText'),
      point,
      radios,
    }
    return {
      label,
      identity,
      action: 'add',
      problem: null,
      changes: [],
      drafts: [registerDraft(context, input, by)],
    }
  }
}
