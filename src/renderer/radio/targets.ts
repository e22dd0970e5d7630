/** Whom a text goes to, as the picker names them: `radio:101`, `group:12`. */
import type { contract } from '../../core/api.ts'
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { WhomInput } from '../../core/modules/outbox/contract.ts'

export type Targets = InferContractRouterOutputs<typeof contract>['radio']['targets']

export interface TextTarget {
  readonly to: string
  readonly group: boolean
}

export interface TargetOption {
  readonly value: string
  readonly label: string
  /** What the search looks in. */
  readonly words: string
}

export function targetKey({ to, group }: TextTarget): string {
  return `${group ? 'group' : 'radio'}:${to}`
}

/** Whom the core is asked to write to: a number, a group, or a team, place or person by id. */
export function whomOf(key: string): WhomInput {
  const [what = '', ...rest] = key.split(':')
  const id = rest.join(':')
  if (what === 'unit' || what === 'place' || what === 'person') return { kind: what, id }
  return { kind: what === 'group' ? 'group' : 'number', number: id }
}

type Others = InferContractRouterOutputs<typeof contract>['outbox']['people']

/** Teams without a radio, townships and persons, behind the numbers. */
export function otherOptions(others: Others): TargetOption[] {
  return others.flatMap(({ whom, name, words }) =>
    'id' in whom ? [{ value: `${whom.kind}:${whom.id}`, label: name, words }] : [],
  )
}

export function parseTarget(key: string): TextTarget {
  const [what, to = ''] = key.split(':')
  return { to, group: what === 'group' }
}

function options({ radios, groups }: Targets): TargetOption[] {
  const named = (callSign: string, number: string) =>
    callSign === number ? number : `${callSign} ${number}`
  return [
    ...groups.map(({ number, name }) => ({
      value: `group:${number}`,
      label: name.endsWith(` ${number}`) ? name : `${name} ${number}`,
      words: `组 ${name} ${number}`,
    })),
    ...radios
      .toSorted(
        (a, b) =>
          Number(b.online) - Number(a.online) ||
          a.callSign.localeCompare(b.callSign, 'zh-CN', { numeric: true }),
      )
      .map(({ number, callSign, holder, online }) => ({
        value: `radio:${number}`,
        label: `${named(callSign, number)}${online ? ' · 在线' : ''}`,
        words: `${callSign} ${number} ${holder}`,
      })),
  ]
}

/** Known targets; digits nobody knows yet are offered as a radio and as a group. */
export function targetOptions(targets: Targets, typed: string): TargetOption[] {
  const known = options(targets)
  const number = typed.trim()
  if (!/^\d{1,10}$/.test(number)) return known
  const added = [
    { value: `radio:${number}`, label: `电台 ${number}`, words: number },
    { value: `group:${number}`, label: `组 ${number}`, words: number },
  ].filter(({ value }) => !known.some((one) => one.value === value))
  return [...known, ...added]
}

export function targetLabel(targets: Targets | undefined, key: string, others?: Others): string {
  const other = others && otherOptions(others).find(({ value }) => value === key)
  if (other) return other.label
  const { to, group } = parseTarget(key)
  if (group) return targets?.groups.find(({ number }) => number === to)?.name ?? `组 ${to}`
  return targets?.radios.find(({ number }) => number === to)?.callSign ?? to
}

/** More than one net or group is told in words first and asks for Enter a second time. */
export function needsSecondEnter(keys: readonly string[]): boolean {
  return keys.filter((key) => parseTarget(key).group).length > 1 || keys.length > 1
}
