/** Whom a line of a list means, where two may have one name. */
import type { Contact, KeptWay } from '../contacts/index.ts'

export interface LinePerson {
  /** Of our own export; empty elsewhere. */
  readonly id: string
  readonly name: string
  readonly post: string
  readonly organization: { readonly id: string; readonly name: string } | undefined
  readonly numbers: readonly KeptWay[]
}

export type Which =
  | { readonly kind: 'known'; readonly person: Contact; readonly warning: string | null }
  | { readonly kind: 'new'; readonly warning: string | null }
  | { readonly kind: 'unclear'; readonly problem: string }

const whereOf = ({ organizationName, post, name }: Contact): string =>
  [organizationName ?? '', post].filter(Boolean).join(' ') || name

function only(people: readonly Contact[]): Contact | undefined {
  return people.length === 1 ? people[0] : undefined
}

export function whichPerson(
  line: LinePerson,
  named: readonly Contact[],
  byId: Contact | undefined,
): Which {
  if (byId) {
    const warning =
      byId.name === line.name ? null : `编号是“${byId.name}”的，姓名将改为“${line.name}”`
    return { kind: 'known', person: byId, warning }
  }
  const found = (person: Contact, warning: string | null = null): Which => ({
    kind: 'known',
    person,
    warning,
  })
  const shares = named.filter(({ ways }) =>
    ways.some(({ number }) => line.numbers.some((own) => own.number === number)),
  )
  const samePost = named.filter(({ post }) => line.post !== '' && post === line.post)
  if (line.organization === undefined) {
    const meant = only(named) ?? only(shares) ?? only(samePost)
    if (meant) return found(meant)
    return named.length === 0 ? { kind: 'new', warning: null } : unclear(line, named)
  }
  const house = line.organization.id
  const colleagues = named.filter(({ organization }) => organization === house)
  if (colleagues.length > 0) {
    const meant =
      only(colleagues) ??
      only(colleagues.filter((one) => samePost.includes(one))) ??
      only(colleagues.filter((one) => shares.includes(one)))
    return meant ? found(meant) : unclear(line, colleagues)
  }
  const moved = only(shares)
  if (moved) {
    return found(
      moved,
      `单位由“${moved.organizationName ?? '无'}”改为“${line.organization.name}”，请核对是不是同一人`,
    )
  }
  const homeless = only(named.filter(({ organization }) => organization === null))
  if (homeless && named.length === 1) return found(homeless)
  const warning =
    named.length === 0 ? null : `已有同名的${named.map(whereOf).join('、')}，这一行按另一人登记`
  return { kind: 'new', warning }
}

function unclear({ name }: LinePerson, people: readonly Contact[]): Which {
  const who = people.map(whereOf).join('、')
  return {
    kind: 'unclear',
    problem: `通讯录里有 ${people.length} 位“${name}”（${who}），请写明单位和职务，或填电话`,
  }
}
