import { useMutation } from '@tanstack/react-query'
import { receivedSchema } from '../../../../../core/modules/map-files/contract.ts'
import { api } from '../../../../client.ts'
import { fileProblem, putFile } from '../../../../ui/put-file.ts'
import { bringFile } from './exchange-store.ts'
import { packedFiles } from './packed-files.ts'

/** Takes chosen or dropped files to the core, which only looks at them. */
export function useBringFile() {
  const bring = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const packed = await packedFiles(files)
      if (typeof packed === 'string') return { problem: packed }
      const { path } = await api.mapFiles.upload({ name: packed.name.slice(0, 200) })
      const { token } = receivedSchema.parse(await putFile(path, packed.content))
      bringFile({ name: packed.name, reading: { token } })
      return {}
    },
  })
  const problem = bring.error ? fileProblem(bring.error) : bring.data?.problem
  return { bring: bring.mutate, isBusy: bring.isPending, problem }
}
