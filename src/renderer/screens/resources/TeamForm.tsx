import { useState, type FormEvent } from 'react'
import { App, Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { clearable } from '../../ui/clearable.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { Field } from '../../ui/Field.tsx'
import { Panel } from '../../ui/Panel.tsx'
import styles from './ResourcesScreen.module.css'

const empty = {
  name: '',
  callSign: '',
  type: '',
  township: '',
  strength: '',
  leader: '',
  phone: '',
  radios: '',
}
type Draft = typeof empty

function splitRadios(text: string): string[] {
  return text.split(/[\s,，、;；/]+/).filter((radio) => radio !== '')
}

/** A new team: name, call sign and type are enough; the rest may come later. */
export function TeamForm({
  onClose,
  onStored,
}: {
  readonly onClose: () => void
  readonly onStored: (id: string) => void
}) {
  const { message } = App.useApp()
  const county = useQuery(queries.places.county.queryOptions()).data
  const [draft, setDraft] = useState<Draft>(empty)
  const register = useMutation(
    queries.teams.register.mutationOptions({
      onSuccess: ({ id }) => {
        void message.success('已存')
        onStored(id)
        onClose()
      },
    }),
  )
  const text = (key: keyof Draft) => ({
    value: draft[key],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setDraft((before) => ({ ...before, [key]: event.target.value })),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const group = county?.teamTypes.find(({ key }) => key === draft.type)?.group ?? ''
    register.mutate({
      name: draft.name,
      callSign: draft.callSign,
      type: draft.type,
      group,
      township: draft.township || null,
      strength: /^\d+$/.test(draft.strength) ? Number(draft.strength) : null,
      leader: draft.leader || null,
      phone: draft.phone || null,
      radios: splitRadios(draft.radios),
    })
  }
  return (
    <Panel title="登记队伍" className={styles.side}>
      <form className={styles.form} onSubmit={submit}>
        <Field label="队伍名称" required>
          {(control) => <Input {...control} {...text('name')} autoFocus maxLength={40} />}
        </Field>
        <Field label="呼号" required hint="电台里叫的名字，如 森防01">
          {(control) => <Input {...control} {...text('callSign')} maxLength={40} />}
        </Field>
        <Field label="类型" required>
          {(control) => (
            <Select
              {...control}
              showSearch={{ optionFilterProp: 'label' }}
              value={draft.type || null}
              onChange={(type) => setDraft((before) => ({ ...before, type }))}
              options={(county?.teamTypes ?? []).map(({ key, label }) => ({ value: key, label }))}
            />
          )}
        </Field>
        <Field label="驻地乡镇">
          {(control) => (
            <Select
              {...control}
              allowClear={clearable}
              value={draft.township || null}
              onChange={(township) =>
                setDraft((before) => ({ ...before, township: township ?? '' }))
              }
              options={(county?.townships ?? []).map(({ code, name }) => ({
                value: code,
                label: name,
              }))}
            />
          )}
        </Field>
        <Field label="人数">
          {(control) => (
            <Input {...control} {...text('strength')} inputMode="numeric" maxLength={5} />
          )}
        </Field>
        <Field label="负责人">
          {(control) => <Input {...control} {...text('leader')} maxLength={40} />}
        </Field>
        <Field label="电话">
          {(control) => <Input {...control} {...text('phone')} maxLength={40} />}
        </Field>
        <Field label="电台号" hint="几部电台用顿号或空格隔开">
          {(control) => <Input {...control} {...text('radios')} />}
        </Field>
        {register.error && (
          <div className={styles.problem} role="alert">
            {describeError(register.error)}
          </div>
        )}
        <div className={styles.actions}>
          <ActionButton
            kind="primary"
            submit
            hint="Enter"
            busy={register.isPending}
            refusedBecause={
              draft.name && draft.callSign && draft.type ? undefined : '请填写名称、呼号和类型'
            }
          >
            保存
          </ActionButton>
          <ActionButton hotkey="Escape" onPress={onClose}>
            取消
          </ActionButton>
        </div>
      </form>
    </Panel>
  )
}
