import { Input } from 'antd'
import { Field } from '../../../ui/Field.tsx'
import styles from './Basemaps.module.css'

export interface Credits {
  readonly source: string
  readonly approvalNumber: string
  readonly attribution: string
  readonly permission: string
}

export const noCredits: Credits = {
  source: '',
  approvalNumber: '',
  attribution: '',
  permission: '',
}

interface CreditFieldsProps {
  readonly credits: Credits
  readonly onChange: (credits: Credits) => void
}

/** Where a base map comes from, and what allows its use. */
export function CreditFields({ credits, onChange }: CreditFieldsProps) {
  const field = (
    key: keyof Credits,
    label: string,
    hint: string,
    most: number,
    required = false,
  ) => (
    <Field label={label} hint={hint} required={required}>
      {(control) => (
        <Input
          {...control}
          value={credits[key]}
          maxLength={most}
          onChange={({ target }) => onChange({ ...credits, [key]: target.value })}
        />
      )}
    </Field>
  )
  return (
    <>
      {field('source', '来源', '例如：县自然资源局 2025 年', 200, true)}
      <div className={styles.pair}>
        {field('approvalNumber', '审图号', '显示在地图角上', 60)}
        {field('attribution', '署名', '空着就显示来源', 200)}
      </div>
      {field('permission', '使用许可', '谁批准、文号或日期', 400)}
    </>
  )
}
