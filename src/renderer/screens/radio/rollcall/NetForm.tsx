import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { meansWords, type Means } from '../../../../core/modules/reach/contract.ts'
import type { RollNet } from '../../../../core/modules/rollcall/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import styles from './RollCall.module.css'

type Station = RollNet['stations'][number]

/** Name, group on the air, means, and the stations in the order they are called. */
export function NetForm({
  net,
  onDone,
}: {
  readonly net: RollNet | undefined
  readonly onDone: () => void
}) {
  const known = useQuery(queries.rollcall.candidates.queryOptions()).data ?? []
  const [name, setName] = useState(net?.name ?? '')
  const [group, setGroup] = useState(net?.group ?? '')
  const [means, setMeans] = useState<Means>(net?.means ?? 'radio370')
  const [stations, setStations] = useState<readonly Station[]>(net?.stations ?? [])
  const set = useMutation(queries.rollcall.setNet.mutationOptions({ onSuccess: onDone }))
  const remove = useMutation(queries.rollcall.removeNet.mutationOptions({ onSuccess: onDone }))
  const all = new Map([...known, ...stations].map((station) => [station.key, station]))
  const error = set.error ?? remove.error
  const save = () => {
    if (name.trim() === '' || set.isPending) return
    set.mutate({
      net: net?.id ?? null,
      name,
      group: group.trim() === '' ? null : group.trim(),
      means,
      stations: [...stations],
    })
  }
  return (
    <section className={styles.scroll} aria-label={net ? `改 ${net.name}` : '新网'}>
      <div className={styles.form}>
        <Field label="网名" required>
          {(control) => (
            <Input
              {...control}
              autoFocus
              maxLength={30}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="组号">
          {(control) => (
            <Input
              {...control}
              maxLength={24}
              value={group}
              onChange={(event) => setGroup(event.target.value)}
            />
          )}
        </Field>
        <Field label="手段">
          {({ id }) => (
            <Select
              id={id}
              value={means}
              options={meansWords.map(([value, label]) => ({ value, label }))}
              onChange={setMeans}
            />
          )}
        </Field>
        <div className={styles.wide}>
          <Field label={`台站 ${stations.length}`} hint="按点名的先后选；重新选一遍即改顺序">
            {({ id }) => (
              <Select
                id={id}
                mode="multiple"
                className={styles.wide ?? ''}
                optionFilterProp="label"
                placeholder="队伍、乡镇电台"
                value={stations.map(({ key }) => key)}
                options={[...all.values()].map(({ key, callSign, name: unit, number }) => ({
                  value: key,
                  label: `${callSign} ${unit}${number === null ? '' : ` ${number}`}`,
                }))}
                onChange={(keys: string[]) =>
                  setStations(keys.map((key) => all.get(key)).filter((one) => one !== undefined))
                }
              />
            )}
          </Field>
        </div>
        <span className={styles.line}>
          <ActionButton
            kind="primary"
            busy={set.isPending}
            refusedBecause={name.trim() === '' ? '请填写网名。' : undefined}
            onPress={save}
          >
            保存
          </ActionButton>
          <ActionButton kind="quiet" hotkey="Escape" onPress={onDone}>
            取消
          </ActionButton>
          {net && (
            <ActionButton
              kind="danger"
              busy={remove.isPending}
              onPress={() => remove.mutate({ net: net.id })}
            >
              撤销这个网
            </ActionButton>
          )}
        </span>
        {error !== null && (
          <span className={styles.wide} role="alert">
            <span className={styles.bad}>没有保存。{describeError(error)}</span>
          </span>
        )}
      </div>
    </section>
  )
}
