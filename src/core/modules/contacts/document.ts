/** 应急通讯录 (domain §13 no. 36): who is reached how, by organisation, on paper for the dark hours. */
import { beijingDate } from '../../kernel/beijing-time.ts'
import type { DocumentKind } from '../../documents/kind.ts'
import type { PrintDocument, TableRow } from '../../documents/model.ts'
import { accept, refuse } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import type { Book } from './book.ts'
import { wayCell } from './cells.ts'
import type { Contact, Office, Way } from './contract.ts'
import { isTelephone } from './words.ts'

const all = 'all'
const townsmen = 'town:'

interface Group {
  readonly title: string
  readonly office: Office | undefined
  readonly people: readonly Contact[]
}

/** Organisations in the directory's order, then those of none. */
function groupsOf({ people, offices }: Book, township: string | undefined): Group[] {
  const inUse = people.filter(
    (one) => one.disabledReason === null && (township === undefined || one.township === township),
  )
  const houses = offices
    .filter((one) => township === undefined || one.township === township)
    .map((office) => ({
      title: office.name,
      office,
      people: inUse.filter(({ organization }) => organization === office.id),
    }))
  const known = new Set(houses.flatMap((group) => group.people.map(({ id }) => id)))
  const others = inUse.filter(({ id }) => !known.has(id))
  return [
    ...houses.filter(({ office, people: own }) => own.length > 0 || office.ways.length > 0),
    ...(others.length === 0
      ? []
      : [{ title: '村、网格和其他人员', office: undefined, people: others }]),
  ]
}

const cell = (ways: readonly Way[], wanted: (way: Way) => boolean, words = true): string =>
  ways
    .filter(wanted)
    .map((way) =>
      words && way.purpose !== 'mobile' ? `${way.word} ${wayCell(way)}` : wayCell(way),
    )
    .join('\n')

const isSatellite = ({ purpose }: Way) => purpose === 'satphone' || purpose === 'beidou'

function personRow(one: Contact): TableRow {
  const nets = one.nets.map(({ net, area, areaName }) => (area ? `${areaName}${net}` : net))
  return [
    one.name,
    [one.post, ...nets].filter(Boolean).join('\n'),
    cell(one.ways, (way) => isTelephone(way.purpose) && !isSatellite(way)),
    one.callSign,
    cell(one.ways, isSatellite),
    one.deputies.map(({ name }) => name).join('、'),
    one.doubt ? '存疑' : one.verifiedAt === null ? '' : beijingDate(one.verifiedAt),
  ]
}

function groupRows({ title, office, people }: Group): TableRow[] {
  const numbers = office ? office.ways.map((way) => `${way.word} ${way.shown}`).join('　') : ''
  return [
    { band: [{ text: title, bold: true }, { text: `　${numbers}` }] },
    ...people.map(personRow),
  ]
}

function contactBookDocument(
  context: CoreContext,
  book: Book,
  township: { readonly code: string; readonly name: string } | undefined,
): PrintDocument {
  const now = context.world.clock.nowMs()
  const groups = groupsOf(book, township?.code)
  const people = groups.reduce((sum, group) => sum + group.people.length, 0)
  const where = township?.name ?? context.county.county.name
  const title = '应急通讯录'
  return {
    title,
    subtitle: `${where}　共 ${groups.filter(({ office }) => office).length} 个单位 ${people} 人　更新日期 ${beijingDate(now)}`,
    fileName: `${title} ${where}`,
    paper: 'A4',
    status: context.status,
    madeAt: now,
    foot: '内部使用，含个人电话，妥善保管，过期回收',
    blocks: [
      {
        kind: 'table',
        small: true,
        columns: [
          { title: '姓名', width: 1.2 },
          { title: '职务和身份', width: 3 },
          { title: '电话', width: 3 },
          { title: '呼号', width: 1.2 },
          { title: '卫星、北斗', width: 2.2 },
          { title: '代班人', width: 1.2 },
          { title: '核对', width: 1.5 },
        ],
        rows: groups.flatMap(groupRows),
      },
    ],
  }
}

/** @param bookNow the directory as it stands when it is printed */
export function contactDocuments(bookNow: (context: CoreContext) => Book): readonly DocumentKind[] {
  return [
    {
      key: 'contact_book',
      number: 36,
      title: '应急通讯录',
      formats: ['pdf', 'docx'],
      subjects: ({ county }, incident) =>
        incident === null
          ? [
              { id: all, title: '全县' },
              ...county.townships.map(({ code, name }) => ({
                id: `${townsmen}${code}`,
                title: name,
              })),
            ]
          : [],
      compose(context, subject) {
        const code = subject.startsWith(townsmen) ? subject.slice(townsmen.length) : undefined
        const township = context.county.townships.find((one) => one.code === code)
        if (subject !== all && subject !== '' && !township) return refuse('not-found', undefined)
        return accept(contactBookDocument(context, bookNow(context), township))
      },
    },
  ]
}
