import { useRef, useState } from 'react'
import { Checkbox, Input, Select, type InputRef } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { pointKinds, type ShownPoint } from '../../../core/modules/directory/contract.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../ui/DataList.tsx'
import { useHotkey } from '../../ui/hotkeys.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useReturnFocus } from '../../ui/return-focus.ts'
import { EmptyState, FailingState, LoadingState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { ExportNumbers } from './ExportNumbers.tsx'
import { filterPoints, type NumberFilter } from './number-filter.ts'
import { PointForm } from './PointForm.tsx'
import styles from './ResourcesScreen.module.css'

const dash = '—'

const columns: readonly Column<ShownPoint>[] = [
  { key: 'kind', title: '类别', width: '76px', cell: ({ kindWord }) => kindWord },
  { key: 'number', title: '号码', width: '128px', cell: ({ number }) => <b>{number}</b> },
  { key: 'dialled', title: '用户号', width: '84px', cell: ({ userNumber }) => userNumber ?? dash },
  { key: 'callSign', title: '呼号', width: '104px', cell: ({ callSign }) => callSign || dash },
  {
    key: 'holder',
    title: '持有人',
    width: 'minmax(140px, 1.4fr)',
    cell: ({ holder, personName }) => holder || personName || dash,
  },
  {
    key: 'unit',
    title: '队伍',
    width: 'minmax(120px, 1fr)',
    cell: ({ unitName }) => unitName ?? dash,
  },
  { key: 'place', title: '乡镇', width: '88px', cell: ({ placeName }) => placeName ?? dash },
  { key: 'model', title: '型号', width: '88px', cell: ({ model }) => model || dash },
  {
    key: 'source',
    title: '出自',
    width: '56px',
    cell: ({ sourceWord }) => sourceWord,
  },
  {
    key: 'mark',
    title: '留意',
    width: 'minmax(88px, 1fr)',
    cell: ({ disabledReason, mistakable }) =>
      disabledReason !== null ? (
        <Tag>{`停用：${disabledReason}`}</Tag>
      ) : mistakable.length > 0 ? (
        <Tag tone="yellow">{`易混 ${mistakable.join('、')}`}</Tag>
      ) : (
        ''
      ),
  },
]

/** What a form beside the list shows itself, where the desk is small. */
const besideForm = columns.filter(({ key }) => !['model', 'source', 'dialled'].includes(key))

type Side =
  | { readonly kind: 'add' | 'export' }
  /** Choosing a row shows its form; opening it (Enter) goes there to write. */
  | { readonly kind: 'edit'; readonly id: string; readonly write: boolean }

/** Every number somebody can be reached at; radios, groups and cards are kept here, telephones of teams and people where they are. */
export function NumbersPart() {
  const points = useQuery(queries.directory.list.queryOptions())
  const small = useSmallDesk()
  const focus = useReturnFocus()
  const search = useRef<InputRef>(null)
  const [filter, setFilter] = useState<NumberFilter>({ text: '', kind: 'all', disabled: false })
  const [side, setSide] = useState<Side>()
  useHotkey('Ctrl+F', '找号码', () => search.current?.focus())
  if (points.error) {
    return (
      <FailingState title="读不到号簿" error={points.error} onRetry={() => void points.refetch()} />
    )
  }
  if (!points.data) return <LoadingState what="电台号簿" />
  const rows = filterPoints(points.data, filter)
  const selected = side?.kind === 'edit' ? side.id : undefined
  const current = points.data.find(({ id }) => id === selected)
  const show = (next: Side) => {
    focus.remember()
    setSide(next)
  }
  const close = () => {
    setSide(undefined)
    focus.giveBack()
  }
  const isFiltered = filter.text.trim() !== '' || filter.kind !== 'all'
  return (
    <div className={styles.columns}>
      <Panel
        title={`电台号簿 ${rows.length === points.data.length ? rows.length : `${rows.length} / ${points.data.length}`}`}
        fixed
        extra={
          <>
            <Checkbox
              checked={filter.disabled}
              onChange={({ target }) => setFilter({ ...filter, disabled: target.checked })}
            >
              含停用
            </Checkbox>
            <Select<NumberFilter['kind']>
              className={styles.kind ?? ''}
              aria-label="类别"
              value={filter.kind}
              onChange={(kind) => setFilter({ ...filter, kind })}
              options={[
                { value: 'all', label: '全部类别' },
                ...pointKinds.map(([value, label]) => ({ value, label })),
              ]}
            />
            <Input
              ref={search}
              className={styles.search}
              allowClear
              value={filter.text}
              aria-label="找号码"
              placeholder="号码、呼号、持有人、乡镇"
              suffix={<Kbd keys="Ctrl+F" />}
              onChange={({ target }) => setFilter({ ...filter, text: target.value })}
            />
            <ActionButton hotkey="E" onPress={() => show({ kind: 'export' })}>
              导出
            </ActionButton>
            <ActionButton kind="primary" hotkey="N" onPress={() => show({ kind: 'add' })}>
              登记号码
            </ActionButton>
          </>
        }
      >
        <DataList
          label="电台号簿"
          rows={rows}
          columns={side !== undefined && small ? besideForm : columns}
          rowKey={({ id }) => id}
          rowTone={({ disabled }) => (disabled ? 'stale' : undefined)}
          selectedKey={selected}
          onSelect={({ id }) => show({ kind: 'edit', id, write: false })}
          onOpen={({ id }) => show({ kind: 'edit', id, write: true })}
          empty={
            isFiltered ? (
              <EmptyState title="没有找到" hint="换个词，或清空查找；停用的要先勾选“含停用”。" />
            ) : (
              <EmptyState title="号簿还是空的" hint="按“登记号码”逐个录入，或从表格导入。" />
            )
          }
        />
      </Panel>
      {side?.kind === 'add' && (
        <PointForm
          point={undefined}
          write
          onClose={close}
          onStored={(id) => setSide({ kind: 'edit', id, write: true })}
        />
      )}
      {side?.kind === 'export' && <ExportNumbers onClose={close} />}
      {current && (current.source === 'directory' || current.kind === 'radio') && (
        <PointForm
          key={current.id}
          point={current}
          write={side?.kind === 'edit' && side.write}
          onClose={close}
          onStored={() => undefined}
        />
      )}
      {current && current.source !== 'directory' && current.kind !== 'radio' && (
        <KeptElsewhere point={current} onClose={close} />
      )}
    </div>
  )
}

/** A telephone of a team, a person or an office: it is changed there, so that it stays one truth. */
function KeptElsewhere({
  point,
  onClose,
}: {
  readonly point: ShownPoint
  readonly onClose: () => void
}) {
  const where = {
    team: '“队伍”里改这支队伍的电话',
    person: '“设置 · 人员”里改这个人的电话',
    organization: '“设置 · 单位”里改这个单位的值班电话',
    directory: '号簿里改',
  }[point.source]
  return (
    <Panel title={`${point.kindWord} ${point.number}`} className={styles.side}>
      <div className={styles.form}>
        <div>{point.holder}</div>
        <div>{`这个号码出自${point.sourceWord}资料。要改请到${where}，这里随之更新。`}</div>
        <div className={styles.actions}>
          <ActionButton hotkey="Escape" onPress={onClose}>
            关闭
          </ActionButton>
        </div>
      </div>
    </Panel>
  )
}
