import { useState } from 'react'
import { Input, Select } from 'antd'
import { parseTypedTime } from '../../../../core/kernel/beijing-time.ts'
import type { InstructionDetail } from '../../../../core/modules/instructions/contract.ts'
import { entryChannels, type EntryChannel } from '../../../../core/modules/logbook/contract.ts'
import { Field } from '../../../ui/Field.tsx'
import { Form } from '../../../ui/Form.tsx'
import { coreNow } from '../../../ui/now.ts'
import { acts, unitsFor, type Act } from './acts.ts'
import { useAct } from './use-act.ts'
import styles from './Instructions.module.css'

/** One step of an instruction: with whom, how, when, in whose words. */
export function ActForm({
  act,
  detail,
  onClose,
}: {
  readonly act: Act
  readonly detail: InstructionDetail
  readonly onClose: () => void
}) {
  const asked = acts[act]
  const units = unitsFor(act, detail)
  const [unit, setUnit] = useState(units[0]?.key ?? '')
  const [who, setWho] = useState(act === 'close' ? detail.from.name : '')
  const [means, setMeans] = useState<EntryChannel>('landline')
  const [time, setTime] = useState('')
  const [words, setWords] = useState('')
  const [evidence, setEvidence] = useState('')
  const { run, busy, error } = useAct(act, detail.id, onClose)
  const now = Math.floor(coreNow())
  const read = time.trim() === '' ? undefined : parseTypedTime(time, now)
  const badTime = read !== undefined && !read.ok
  const missing =
    asked.who !== undefined && who.trim() === ''
      ? `请填${asked.who}`
      : asked.needed && words.trim() === ''
        ? `请填${asked.words}`
        : badTime
          ? '时间写成 14:02'
          : undefined
  const save = () => {
    run({ unit, who, means, at: read?.ok ? read.value : now, words, evidence })
  }
  return (
    <Form
      label={asked.title}
      act={asked.button}
      busy={busy}
      missing={missing}
      error={error}
      onAct={save}
      onClose={onClose}
    >
      <b>{asked.title}</b>
      {asked.units && units.length > 1 && (
        <Field label="承办单位">
          {(control) => (
            <Select
              {...control}
              value={unit}
              options={units.map(({ key, name, phone }) => ({
                value: key,
                label: `${name} ${phone}`,
              }))}
              onChange={setUnit}
            />
          )}
        </Field>
      )}
      {asked.who !== undefined && (
        <div className={styles.pair}>
          <Field label={asked.who} required>
            {(control) => (
              <Input
                {...control}
                autoFocus
                value={who}
                maxLength={40}
                onChange={({ target }) => setWho(target.value)}
              />
            )}
          </Field>
          <Field label="方式">
            {(control) => (
              <Select<EntryChannel>
                {...control}
                value={means}
                options={entryChannels.map(([value, label]) => ({ value, label }))}
                onChange={setMeans}
              />
            )}
          </Field>
        </div>
      )}
      <Field label={asked.words} required={asked.needed}>
        {(control) => (
          <Input
            {...control}
            autoFocus={asked.who === undefined}
            value={words}
            maxLength={act === 'feedBack' ? 2000 : 200}
            onChange={({ target }) => setWords(target.value)}
          />
        )}
      </Field>
      {asked.time && (
        <div className={styles.pair}>
          {act === 'feedBack' && (
            <Field label="佐证">
              {(control) => (
                <Input
                  {...control}
                  value={evidence}
                  maxLength={300}
                  placeholder="文号、照片名"
                  onChange={({ target }) => setEvidence(target.value)}
                />
              )}
            </Field>
          )}
          <Field label="时间" problem={badTime ? '时间写成 14:02' : undefined}>
            {(control) => (
              <Input
                {...control}
                value={time}
                maxLength={20}
                placeholder="现在"
                onChange={({ target }) => setTime(target.value)}
              />
            )}
          </Field>
        </div>
      )}
    </Form>
  )
}
