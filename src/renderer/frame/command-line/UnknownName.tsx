import { useState } from 'react'
import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import styles from './Proposal.module.css'

/** A call sign nobody has is asked about once: for this sentence, or for ever. */
export function UnknownName({
  name,
  onName,
}: {
  readonly name: string
  readonly onName: (name: string, unit: string, remember: boolean) => void
}) {
  const units = useQuery(queries.command.words.queryOptions()).data?.units ?? []
  const [unit, setUnit] = useState<string>()
  const refused = unit === undefined ? '先选是哪支队伍' : undefined
  const answer = (remember: boolean) => {
    if (unit !== undefined) onName(name, unit, remember)
  }
  return (
    <div className={styles.unknown}>
      <span>“{name}”是</span>
      <Select
        aria-label={`“${name}”是哪支队伍`}
        showSearch
        className={styles.choose ?? ''}
        placeholder="选队伍：呼号、队名或首字母"
        value={unit}
        onChange={setUnit}
        filterOption={(typed, option) =>
          option?.search.includes(typed.trim().toLowerCase()) ?? false
        }
        options={units.map(({ id, callSign, name: full, initials }) => ({
          value: id,
          label: callSign === full ? callSign : `${callSign} ${full}`,
          search: `${callSign} ${full} ${initials}`.toLowerCase(),
        }))}
      />
      <ActionButton hotkey="Alt+Z" refusedBecause={refused} onPress={() => answer(false)}>
        这次
      </ActionButton>
      <ActionButton hotkey="Alt+X" refusedBecause={refused} onPress={() => answer(true)}>
        记住
      </ActionButton>
    </div>
  )
}
