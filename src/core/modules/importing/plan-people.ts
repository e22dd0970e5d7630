import { newId } from '../../kernel/id.ts'
import { personDirectory, personFieldSet, personRegistered } from '../people/index.ts'
import { unitList } from '../teams/index.ts'
import { memberAdded } from '../teams/index.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { problemPlan, type MakePlanner } from './plan.ts'

/** People, contacts and members of teams; a person is known by name, as in the directory. */
export const planPeople: MakePlanner = (context) => {
  const known = new Map(personDirectory(context).map((person) => [person.name, person]))
  const teams = unitList(context.db, context.county)
  return (read, by) => {
    const name = read('name')
    const label = name || '（空行）'
    if (name === '') return problemPlan(label, '缺姓名')
    const teamName = read('team')
    const team = teams.find((unit) => unit.callSign === teamName || unit.name === teamName)
    if (teamName !== '' && !team)
      return problemPlan(label, `没有“${teamName}”这支队伍，请先登记队伍`)
    const phones = read('phone')
      .split(/[\s,，、;；/]+/)
      .filter((text) => text !== '')
    const odd = phones.find((phone) => !/^\+?[\d-]{3,20}$/.test(phone))
    if (odd) return problemPlan(label, `电话“${odd}”不像电话号码`)
    const person = known.get(name)
    const joins = (id: string): FactDraft[] =>
      team && !team.members.includes(id)
        ? [{ kind: memberAdded.kind, entity: team.id, body: { person: id, by } }]
        : []
    if (!person) {
      const entity = newId(context.world.clock, context.world.random)
      const [post, callSign] = [read('post'), read('callSign')]
      const body = {
        name,
        phones,
        by,
        ...(post ? { post } : {}),
        ...(callSign ? { callSign } : {}),
      }
      const drafts = [{ kind: personRegistered.kind, entity, body }, ...joins(entity)]
      return { label, identity: name, action: 'add', problem: null, changes: [], drafts }
    }
    const fields = [
      ['post', '职务', person.post, read('post')],
      ['phones', '电话', person.phones.join(' '), phones.join(' ')],
      ['callSign', '呼号', person.callSign, read('callSign')],
    ] as const
    const changed = fields.filter(([, , from, to]) => to !== '' && from !== to)
    const joining = joins(person.id)
    const changes = changed.map(([, word, from, to]) => ({ word, from: from || '无', to }))
    return {
      label,
      identity: name,
      action: changes.length + joining.length > 0 ? 'update' : 'same',
      problem: null,
      changes:
        joining.length > 0 ? [...changes, { word: '队伍', from: '无', to: teamName }] : changes,
      drafts: [
        ...changed.map(([field, , , value]) => ({
          kind: personFieldSet.kind,
          entity: person.id,
          body: { field, value, by },
        })),
        ...joining,
      ],
    }
  }
}
