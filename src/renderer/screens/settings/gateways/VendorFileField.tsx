import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { Field } from '../../../ui/Field.tsx'
import { withVendorFile, type GatewayForm } from './gateway-form.ts'
import { ImportVendorFile } from './ImportVendorFile.tsx'
import { fileProblem } from '../../../ui/put-file.ts'
import { useBringVendorFile } from './use-bring-vendor-file.ts'
import { dialectWord, transportWords, vendorTitle } from './vendor-words.ts'
import styles from './Gateways.module.css'

/** Which vendor's file a gateway speaks by; one not here yet is imported on the spot. */
export function VendorFileField({
  form,
  onChange,
}: {
  readonly form: GatewayForm
  readonly onChange: (change: (before: GatewayForm) => GatewayForm) => void
}) {
  const list = useQuery(queries.vendors.list.queryOptions())
  const rows = list.data ?? []
  const chosen = rows.find(({ id }) => id === form.profile)
  const choose = (id: string) => {
    const row = rows.find((one) => one.id === id)
    onChange((before) => (row ? withVendorFile(before, row) : { ...before, profile: id }))
  }
  const bring = useBringVendorFile((row) => onChange((before) => withVendorFile(before, row)))
  const gone = form.profile !== '' && !chosen && list.isSuccess && !list.isFetching
  const hint = chosen
    ? `${dialectWord(chosen)} · ${transportWords(chosen.transport)}`
    : '没有文件时网关只听不发，显示「需要厂商协议文件」。'
  return (
    <>
      <Field
        label="厂商协议文件"
        hint={hint}
        problem={gone ? '这个文件不在本机，请重新导入或另选。' : undefined}
      >
        {(control) => (
          <div className={styles.choice}>
            <Select
              {...control}
              value={form.profile === '' ? null : form.profile}
              placeholder={rows.length === 0 ? '还没有导入' : '选厂商协议文件'}
              allowClear
              options={rows.map((row) => ({ value: row.id, label: vendorTitle(row) }))}
              onChange={(id: string | undefined) =>
                id === undefined ? onChange((before) => ({ ...before, profile: '' })) : choose(id)
              }
            />
            <ImportVendorFile
              busy={bring.isPending}
              hotkey="Alt+I"
              onFile={(file) => bring.mutate(file)}
            />
          </div>
        )}
      </Field>
      {bring.error && (
        <p className={styles.bad} role="alert">
          {fileProblem(bring.error)}
        </p>
      )}
    </>
  )
}
