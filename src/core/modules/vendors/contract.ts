/** Vendors' protocol files on this console (local scope): brought, seen, removed. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { vendorDialects } from '../../gateway/vendor-profile.ts'

const vendorProfileRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  version: z.string(),
  note: z.string(),
  dialect: z.enum(vendorDialects),
  transport: z.object({
    links: z.array(z.enum(['serial', 'tcp', 'udp'])),
    baud: z.number().nullable(),
    tcpPort: z.number().nullable(),
  }),
  fileName: z.string(),
  sha256: z.string(),
  importedAt: z.number(),
  importedBy: z.string(),
  /** Names of the gateways that use it. */
  usedBy: z.array(z.string()),
})
export type VendorProfileRow = z.infer<typeof vendorProfileRowSchema>

export const vendorsContract = {
  list: procedure.output(z.array(vendorProfileRowSchema)),
  /** A path for one `PUT` of the file; a bad file is answered with a sentence and changes nothing. */
  bring: procedure
    .input(z.object({ fileName: typedText(200) }))
    .output(z.object({ path: z.string() })),
  remove: procedure
    .errors({
      IN_USE: {
        message: '有网关正在使用这个厂商协议文件，没有移除。请先改这些网关的设置。',
        data: z.object({ gateways: z.array(z.string()) }),
      },
    })
    .input(z.object({ id: idSchema }))
    .output(z.object({ id: z.string() })),
}
