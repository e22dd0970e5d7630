import { useState, type ReactNode } from 'react'
import { InputNumber, Select, Switch } from 'antd'
import type { InputSettings, Level } from '../../../../core/modules/recordings/contract.ts'
import { api } from '../../../client.ts'
import { startSound, usePlayer } from '../../../recordings/player.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Field } from '../../../ui/Field.tsx'
import { LevelMeter } from './LevelMeter.tsx'
import section from '../Section.module.css'
import styles from './Recording.module.css'

const channels = [
  { value: 'mix', label: '单声道（合并）' },
  { value: 'left', label: '左声道' },
  { value: 'right', label: '右声道' },
] as const

type Device = InputSettings['device']

/** What is set but not plugged in stays in the list: it is not lost by looking. */
function deviceOptions(devices: readonly Device[], chosen: Device | undefined) {
  const known = devices.map(({ id, label }) => ({ value: id, label }))
  const isThere = chosen === undefined || devices.some(({ id }) => id === chosen.id)
  return isThere ? known : [...known, { value: chosen.id, label: `${chosen.label}（没有插上）` }]
}

export function InputForm({
  gateway,
  settings,
  devices,
  level,
  ready,
  trying,
  onTrying,
  saving,
  onSave,
  children,
}: {
  readonly gateway: string
  readonly settings: InputSettings | null
  readonly devices: readonly Device[]
  readonly level: Level | undefined
  readonly ready: boolean
  readonly trying: boolean
  readonly onTrying: (trying: boolean) => void
  readonly saving: boolean
  readonly onSave: (settings: InputSettings) => void
  /** What came of it. */
  readonly children: ReactNode
}) {
  const [device, setDevice] = useState<Device | undefined>(settings?.device)
  const [enabled, setEnabled] = useState(settings?.enabled ?? true)
  const [channel, setChannel] = useState<InputSettings['channel']>(settings?.channel ?? 'mix')
  const [gainDb, setGain] = useState(settings?.gainDb ?? 0)
  const [preRollMs, setPreRoll] = useState(settings?.preRollMs ?? 300)
  const trial = usePlayer(`trial:${gateway}`)
  const tryOut = async () => {
    onTrying(true)
    await startSound(`trial:${gateway}`, async () => (await api.recordings.test({ gateway })).path)
    onTrying(false)
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (device) onSave({ gateway, enabled, device, channel, gainDb, preRollMs })
      }}
    >
      <Field label="声卡输入" hint={devices.length === 0 ? '录音页打开并得到许可后列在这里' : ''}>
        {(control) => (
          <Select
            {...control}
            value={device?.id ?? null}
            placeholder="选择输入"
            options={deviceOptions(devices, device)}
            onChange={(id) => {
              const found = devices.find((one) => one.id === id)
              if (found) setDevice(found)
            }}
          />
        )}
      </Field>
      <Field label="声道" hint="两个网关可共用一块立体声声卡">
        {(control) => (
          <Select {...control} value={channel} options={[...channels]} onChange={setChannel} />
        )}
      </Field>
      <Field label="增益（分贝）">
        {(control) => (
          <InputNumber
            {...control}
            controls={false}
            min={-20}
            max={30}
            value={gainDb}
            onChange={(value) => setGain(value ?? 0)}
          />
        )}
      </Field>
      <Field label="提前（毫秒）" hint="开头的字不被切掉，0 到 500">
        {(control) => (
          <InputNumber
            {...control}
            controls={false}
            min={0}
            max={500}
            step={50}
            precision={0}
            value={preRollMs}
            onChange={(value) => setPreRoll(value ?? 0)}
          />
        )}
      </Field>
      <Field label="录这个网关">
        {({ id }) => <Switch id={id} checked={enabled} onChange={setEnabled} />}
      </Field>
      <div className={styles.keys}>
        <ActionButton
          kind="primary"
          submit
          busy={saving}
          refusedBecause={device ? undefined : '请先选声卡输入'}
        >
          保存录音设置
        </ActionButton>
        <ActionButton
          busy={trying}
          refusedBecause={ready ? undefined : '输入没有打开，先保存并等到“待录音”'}
          onPress={() => void tryOut()}
        >
          {trying ? '正在试录 3 秒' : '试录 3 秒并回放'}
        </ActionButton>
        <LevelMeter level={level} />
        {trial.kind === 'failed' && (
          <span className={section.bad} role="alert">
            {trial.why}
          </span>
        )}
        {children}
      </div>
    </form>
  )
}
