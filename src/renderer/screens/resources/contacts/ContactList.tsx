import type { Contact } from '../../../../core/modules/contacts/contract.ts'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { netWords, type ContactFilter } from './contact-rows.ts'
import { Trust } from './Trust.tsx'

const dash = '—'

const columns: readonly Column<Contact>[] = [
  { key: 'name', title: '姓名', width: '88px', cell: ({ name }) => <b>{name}</b> },
  {
    key: 'where',
    title: '单位、职务',
    width: 'minmax(150px, 1.4fr)',
    cell: ({ organizationName, post }) =>
      [organizationName ?? '', post].filter(Boolean).join(' ') || dash,
  },
  {
    key: 'phone',
    title: '先打',
    width: '176px',
    cell: ({ ways: [first] }) => (first ? `${first.word} ${first.shown}` : dash),
  },
  { key: 'callSign', title: '呼号', width: '80px', cell: ({ callSign }) => callSign || dash },
  {
    key: 'nets',
    title: '身份和区域',
    width: 'minmax(150px, 1.6fr)',
    cell: (one) => netWords(one) || one.roles.map(({ word }) => word).join('、') || dash,
  },
  {
    key: 'deputies',
    title: '代班人',
    width: 'minmax(72px, 0.6fr)',
    cell: ({ deputies }) => deputies.map(({ name }) => name).join('、') || dash,
  },
  {
    key: 'trust',
    title: '核对',
    width: '104px',
    cell: (one) =>
      one.disabledReason === null ? (
        <Trust entry={one} />
      ) : (
        <Tag>{`停用：${one.disabledReason}`}</Tag>
      ),
  },
]

const hiddenOnSmallDesk = ['callSign', 'deputies']
const hiddenBesideCard = ['callSign', 'deputies', 'nets']

const emptyWords: Readonly<Record<ContactFilter, readonly [string, string]>> = {
  all: ['通讯录还是空的', '按“登记”逐个录入，或从表格、名片导入。'],
  overdue: ['没有待核对的', '都在期限内核对过。'],
  doubt: ['没有存疑的', '号码打不通时在卡片上记“号码不对”，就会列在这里。'],
  disabled: ['没有停用的', '离开的人在卡片上停用，写过的记录不变。'],
}

/** Everybody the filter leaves. */
export function ContactList({
  rows,
  filter,
  isNarrow,
  selected,
  onShow,
  onOpen,
}: {
  readonly rows: readonly Contact[]
  readonly filter: ContactFilter
  /** A card stands beside it. */
  readonly isNarrow: boolean
  readonly selected: string | undefined
  readonly onShow: (row: Contact) => void
  readonly onOpen: (row: Contact) => void
}) {
  const small = useSmallDesk()
  const hidden = small ? (isNarrow ? hiddenBesideCard : hiddenOnSmallDesk) : []
  const [title, hint] = emptyWords[filter]
  return (
    <DataList
      label="通讯录"
      rows={rows}
      columns={columns.filter(({ key }) => !hidden.includes(key))}
      rowKey={({ id }) => id}
      rowTone={({ disabledReason, away }) =>
        disabledReason !== null || away ? 'stale' : undefined
      }
      selectedKey={selected}
      onSelect={onShow}
      onOpen={onOpen}
      empty={<EmptyState title={title} hint={hint} />}
    />
  )
}
