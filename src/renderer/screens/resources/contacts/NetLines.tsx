import { useState } from 'react'
import { AutoComplete, Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { nextKey, type NetDraft } from './contact-draft.ts'
import styles from './Contacts.module.css'

interface Named {
  readonly code: string
  readonly name: string
}

const everywhere = ''

/** Roles in the county's nets, each with the township or village it is for. */
export function NetLines({
  nets,
  known,
  townships,
  onChange,
}: {
  readonly nets: readonly NetDraft[]
  readonly known: readonly string[]
  readonly townships: readonly Named[]
  readonly onChange: (nets: readonly NetDraft[]) => void
}) {
  const change = (key: number, more: Partial<NetDraft>) =>
    onChange(nets.map((net) => (net.key === key ? { ...net, ...more } : net)))
  return (
    <fieldset className={styles.lines}>
      <legend>身份和负责区域</legend>
      {nets.map((net, at) => (
        <div key={net.key} className={styles.net}>
          <AutoComplete
            aria-label={`第 ${at + 1} 项身份`}
            value={net.net}
            maxLength={20}
            placeholder="灾害信息员"
            onChange={(word: string) => change(net.key, { net: word })}
            showSearch={{
              filterOption: (typed, option) => (option?.value ?? '').includes(typed),
            }}
            options={known.map((value) => ({ value }))}
          />
          <AreaChoice
            label={`第 ${at + 1} 项身份负责的区域`}
            area={net.area}
            areaName={net.areaName}
            townships={townships}
            onChange={({ code, name }) =>
              change(net.key, { area: code === everywhere ? null : code, areaName: name })
            }
          />
          <ActionButton
            kind="quiet"
            name={`删去第 ${at + 1} 项身份`}
            onPress={() => onChange(nets.filter(({ key }) => key !== net.key))}
          >
            ×
          </ActionButton>
        </div>
      ))}
      <ActionButton
        hotkey="Alt+U"
        onPress={() =>
          onChange([...nets, { key: nextKey(nets), net: '', area: null, areaName: '全县' }])
        }
      >
        加一项身份
      </ActionButton>
    </fieldset>
  )
}

/** Townships at once, villages when something is typed. */
function AreaChoice({
  label,
  area,
  areaName,
  townships,
  onChange,
}: {
  readonly label: string
  readonly area: string | null
  readonly areaName: string
  readonly townships: readonly Named[]
  readonly onChange: (area: Named) => void
}) {
  const [typed, setTyped] = useState('')
  const found = useQuery({
    ...queries.contacts.areas.queryOptions({ input: { query: typed } }),
    enabled: typed.trim() !== '',
    placeholderData: (previous) => previous,
  }).data
  const whole = { code: everywhere, name: '全县' }
  const now = area === null ? [] : [{ code: area, name: areaName }]
  const offered = typed.trim() === '' ? [whole, ...townships] : (found ?? [])
  const choices = [...new Map([...now, ...offered].map((one) => [one.code, one])).values()]
  return (
    <Select
      aria-label={label}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={area ?? everywhere}
      onChange={(code: string) => {
        const chosen = choices.find((one) => one.code === code)
        if (chosen) onChange(chosen)
        setTyped('')
      }}
      options={(typed.trim() === '' && area === null ? [whole, ...townships] : choices).map(
        ({ code, name }) => ({ value: code, label: name }),
      )}
    />
  )
}
