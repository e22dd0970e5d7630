import { Input, Select } from 'antd'
import { purposes, type Purpose } from '../../../../core/modules/contacts/contract.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { nextKey, type WayDraft } from './contact-draft.ts'
import styles from './Contacts.module.css'

const options = purposes.map(([value, label]) => ({ value, label }))

/** Numbers by purpose, in the order in which they are tried. */
export function WayLines({
  ways,
  onChange,
}: {
  readonly ways: readonly WayDraft[]
  readonly onChange: (ways: readonly WayDraft[]) => void
}) {
  const change = (key: number, more: Partial<WayDraft>) =>
    onChange(ways.map((way) => (way.key === key ? { ...way, ...more } : way)))
  return (
    <fieldset className={styles.lines}>
      <legend>号码（按先打的顺序）</legend>
      {ways.map((way, at) => (
        <div key={way.key} className={styles.row}>
          <Select<Purpose>
            aria-label={`第 ${at + 1} 个号码的用途`}
            value={way.purpose}
            onChange={(purpose) => change(way.key, { purpose })}
            options={options}
          />
          <Input
            aria-label={`第 ${at + 1} 个号码`}
            maxLength={40}
            value={way.note === '' ? way.number : `${way.number}（${way.note}）`}
            placeholder="号码，可写“转 801”"
            onChange={({ target }) => change(way.key, { number: target.value, note: '' })}
          />
          <ActionButton
            kind="quiet"
            name={`删去第 ${at + 1} 个号码`}
            onPress={() => onChange(ways.filter(({ key }) => key !== way.key))}
          >
            ×
          </ActionButton>
        </div>
      ))}
      <ActionButton
        hotkey="Alt+N"
        onPress={() =>
          onChange([...ways, { key: nextKey(ways), purpose: 'mobile', number: '', note: '' }])
        }
      >
        加一个号码
      </ActionButton>
    </fieldset>
  )
}
