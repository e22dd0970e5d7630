import { Select } from 'antd'
import {
  sourceRoles,
  sourceRoleWord,
  type BasemapSource,
} from '../../../../core/modules/basemaps/contract.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Field } from '../../../ui/Field.tsx'
import { sourceDatumOptions } from './basemap-words.ts'
import styles from './Basemaps.module.css'

type Suggested = BasemapSource['suggested']

export interface ChosenInput extends Suggested {
  readonly found: BasemapSource
}

interface BuildInputProps {
  readonly input: ChosenInput
  readonly onChange: (input: ChosenInput) => void
  readonly onRemove: () => void
}

const roleOptions = sourceRoles.map((value) => ({ value, label: sourceRoleWord(value) }))
const noField = ''

/** One file of the pack: what it is, which attribute names it, and the grid it is in. */
export function BuildInput({ input, onChange, onRemove }: BuildInputProps) {
  const { found, role, nameField, classField, datum } = input
  const fields = [
    { value: noField, label: '没有' },
    ...found.fields.map(({ name, example }) => ({
      value: name,
      label: example === '' ? name : `${name}（${example}）`,
    })),
  ]
  const fieldSelect = (
    label: string,
    value: string | null,
    choose: (field: string | null) => void,
  ) => (
    <Field label={label}>
      {({ id }) => (
        <Select<string>
          id={id}
          value={value ?? noField}
          onChange={(field) => choose(field === noField ? null : field)}
          options={fields}
        />
      )}
    </Field>
  )
  return (
    <fieldset className={styles.input} aria-label={found.fileName}>
      <dl className={styles.facts}>
        <dt>文件</dt>
        <dd>
          <b>{found.fileName}</b>：{found.count} 个（点 {found.points}、线 {found.lines}、面{' '}
          {found.areas}）
        </dd>
        <dt>坐标</dt>
        <dd>{found.datumSaid === '' ? '文件没有说明' : found.datumSaid}</dd>
      </dl>
      {found.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      <div className={styles.pair}>
        <Field label="是什么">
          {({ id }) => (
            <Select<Suggested['role']>
              id={id}
              value={role}
              onChange={(chosen) => onChange({ ...input, role: chosen })}
              options={roleOptions}
            />
          )}
        </Field>
        <Field label="坐标系" required>
          {({ id }) => (
            <Select<Suggested['datum']>
              id={id}
              value={datum}
              placeholder="文件没有说明，请选"
              onChange={(chosen) => onChange({ ...input, datum: chosen })}
              options={sourceDatumOptions}
            />
          )}
        </Field>
        {fieldSelect('名称字段', nameField, (field) => onChange({ ...input, nameField: field }))}
        {fieldSelect('等级字段', classField, (field) => onChange({ ...input, classField: field }))}
      </div>
      <div className={styles.file}>
        <ActionButton onPress={onRemove}>不要这个文件</ActionButton>
      </div>
    </fieldset>
  )
}
