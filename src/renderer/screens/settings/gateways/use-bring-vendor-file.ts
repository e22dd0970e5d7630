import type { VendorProfileRow } from '../../../../core/modules/vendors/contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, queries } from '../../../client.ts'
import { putFile } from '../../../ui/put-file.ts'

/** A vendor's file to the core: a ticket, then the bytes. */
export function useBringVendorFile(onBrought: (row: VendorProfileRow) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (file: File) => {
      const { path } = await api.vendors.bring({ fileName: file.name.slice(0, 200) })
      return await putFile<VendorProfileRow>(path, file)
    },
    onSuccess: async (row) => {
      await client.invalidateQueries({ queryKey: queries.vendors.key() })
      onBrought(row)
    },
  })
}
