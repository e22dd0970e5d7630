import { useMutation } from '@tanstack/react-query'
import { Select } from 'antd'
import type { Organization } from '../../../../core/modules/people/contract.ts'
import { queries } from '../../../client.ts'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { SavedInput } from '../SavedInput.tsx'
import { kindOptions } from './NewOrganizationForm.tsx'
import styles from '../Section.module.css'

type TextField = 'name' | 'dutyPhone' | 'fax'

const textFields: readonly (readonly [TextField, string])[] = [
  ['name', '名称'],
  ['dutyPhone', '值班电话'],
  ['fax', '传真'],
]

/** One organisation: every change is saved by itself and is a fact of its own. */
export function OrganizationForm({ organization }: { readonly organization: Organization }) {
  const setKind = useMutation(queries.people.setOrganizationField.mutationOptions())
  return (
    <Panel title={organization.name}>
      <div className={styles.form}>
        {textFields.map(([field, label]) => (
          <OrganizationText
            key={field}
            organization={organization.id}
            field={field}
            label={label}
            value={organization[field]}
          />
        ))}
        <Field
          label="类别"
          problem={setKind.error === null ? undefined : describeError(setKind.error)}
        >
          {({ id }) => (
            <Select
              id={id}
              value={organization.kind}
              options={kindOptions}
              onChange={(value) =>
                setKind.mutate({ organization: organization.id, field: 'kind', value })
              }
            />
          )}
        </Field>
      </div>
    </Panel>
  )
}

function OrganizationText({
  organization,
  field,
  label,
  value,
}: {
  readonly organization: string
  readonly field: TextField
  readonly label: string
  readonly value: string
}) {
  const save = useMutation(queries.people.setOrganizationField.mutationOptions())
  return (
    <SavedInput
      label={label}
      value={value}
      busy={save.isPending}
      saved={save.isSuccess}
      problem={save.error === null ? undefined : describeError(save.error)}
      onSave={(typed, done) =>
        save.mutate({ organization, field, value: typed }, { onSuccess: done })
      }
    />
  )
}
