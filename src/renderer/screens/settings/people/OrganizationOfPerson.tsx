import { useMutation, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { Person } from '../../../../core/modules/people/contract.ts'
import { queries } from '../../../client.ts'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'

/** Where somebody belongs; the organisations themselves are in 设置 · 单位. */
export function OrganizationOfPerson({ person }: { readonly person: Person }) {
  const organizations = useQuery(queries.people.organizations.queryOptions())
  const save = useMutation(queries.people.setField.mutationOptions())
  const options = (organizations.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Field
      label="单位"
      hint={options.length === 0 ? '先在「设置 · 单位」里登记单位' : undefined}
      problem={save.error === null ? undefined : describeError(save.error)}
    >
      {({ id }) => (
        <Select
          id={id}
          value={person.organization}
          options={options}
          allowClear
          placeholder="未填"
          onChange={(value: string | null | undefined) =>
            save.mutate({ person: person.id, field: 'organization', value: value ?? '' })
          }
        />
      )}
    </Field>
  )
}
