import type { VendorProfileRow } from '../../../../core/modules/vendors/contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, queries } from '../../../client.ts'
import { describeError } from '../../../ui/describe-error.ts'

/** What the core said instead of keeping the file. */
class FileRefused extends Error {
  override readonly name = 'FileRefused'
}

async function put(path: string, file: File): Promise<VendorProfileRow> {
  const answer = await fetch(path, { method: 'PUT', body: file })
  if (answer.ok) return (await answer.json()) as VendorProfileRow
  const sentence = (await answer.text()).trim()
  throw new FileRefused(sentence === '' ? '文件没有保存，请重试。' : sentence)
}

/** The sentence of a refusal is the core's own; anything else is a lost connection or a missing right. */
export const bringProblem = (error: Error): string =>
  error instanceof FileRefused ? error.message : describeError(error)

/** A vendor's file to the core: a ticket, then the bytes. */
export function useBringVendorFile(onBrought: (row: VendorProfileRow) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (file: File) => {
      const { path } = await api.vendors.bring({ fileName: file.name.slice(0, 200) })
      return await put(path, file)
    },
    onSuccess: async (row) => {
      await client.invalidateQueries({ queryKey: queries.vendors.key() })
      onBrought(row)
    },
  })
}
