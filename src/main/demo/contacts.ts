/** The example's directory: offices, townships with their people, villages; invented, like everything here. */
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../core/api.ts'
import type { CoreContext } from '../../core/module.ts'
import type { ContactFields } from '../../core/modules/contacts/contract.ts'
import type { OrganizationKind } from '../../core/modules/people/contract.ts'

type Api = ContractRouterClient<Contract>

const offices: readonly (readonly [string, OrganizationKind, number])[] = [
  ['县应急管理局', 'department', 5_700_119],
  ['县水利局', 'department', 5_700_201],
  ['县自然资源局', 'department', 5_700_202],
  ['县林业局', 'department', 5_700_203],
  ['县气象局', 'department', 5_700_204],
  ['县交通运输局', 'department', 5_700_205],
  ['县公安局', 'department', 5_700_110],
  ['县消防救援大队', 'team', 5_700_206],
  ['县人民医院', 'hospital', 5_700_120],
  ['县供电公司', 'enterprise', 5_700_207],
]

const surnames = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高'
const givenNames = ['建国', '志强', '秀英', '海燕', '文斌', '丽华', '永福', '水生', '春兰', '伟']

/** The same name for the same place on every start, each once for two hundred places. */
const nameOf = (place: number): string => {
  const round = Math.floor(place / surnames.length)
  const given = givenNames[(place * 3 + round) % givenNames.length] ?? ''
  return `${surnames[place % surnames.length] ?? ''}${given}`
}
const mobileOf = (place: number): string => `1380797${String(4000 + place).padStart(4, '0')}`

/** Posts of a township, with what each answers for in the county's nets. */
const posts = [
  ['党委书记', []],
  ['副镇长', ['防汛责任人', '山洪灾害责任人']],
  ['自然资源所所长', ['地灾责任人']],
  ['林业站站长', ['森林防火责任人']],
  ['民政办主任', ['灾害信息员']],
] as const

function personOf(
  place: number,
  post: string,
  organization: string | null,
  nets: ContactFields['nets'] = [],
): ContactFields {
  return {
    name: nameOf(place),
    post,
    organization,
    ways: [{ purpose: 'mobile', number: mobileOf(place), note: '' }],
    nets,
  }
}

/** Fills the directory of a new example folder. */
export async function seedContacts(api: Api, context: CoreContext): Promise<void> {
  let place = 0
  const add = async (set: ContactFields) => {
    const { id } = await api.contacts.save({ set })
    place += 1
    return id
  }
  for (const [name, kind, phone] of offices) {
    const { id } = await api.people.registerOrganization({ name, kind, dutyPhone: `0797-${phone}` })
    await add(personOf(place, kind === 'hospital' ? '院长' : '负责人', id))
  }
  for (const [at, { code, name, kind }] of context.county.townships.entries()) {
    const { id: town } = await api.people.registerOrganization({
      name: `${name}人民政府`,
      kind: 'township',
      dutyPhone: `0797570${String(at + 10).padStart(4, '0')}`,
      fax: `0797571${String(at + 10).padStart(4, '0')}`,
      township: code,
    })
    const ids: string[] = []
    for (const [post, nets] of posts) {
      const word = kind === '乡' ? post.replace('镇长', '乡长') : post
      ids.push(
        await add(
          personOf(
            place,
            word,
            town,
            nets.map((net) => ({ net, area: code })),
          ),
        ),
      )
    }
    const [, deputyHead = '', , , civil = ''] = ids
    await api.contacts.save({ person: deputyHead, set: { deputies: [civil] } })
    await api.contacts.verify({
      subjects: ids.slice(0, 3).map((id) => ({ kind: 'person', id })),
      how: 'phone',
    })
    const villages = context.county.villages.filter(({ township }) => township === code)
    for (const { code: village, name: villageName } of villages.slice(0, 3)) {
      const nets = ['群测群防员', '护林员'].map((net) => ({ net, area: village }))
      await add(personOf(place, `${villageName}支书`, null, nets))
    }
  }
  const { people } = await api.contacts.list()
  const gone = people.find(({ organizationName }) => organizationName === '县林业局')
  if (gone) await api.contacts.doubt({ kind: 'person', id: gone.id, reason: '手机停机' })
}
