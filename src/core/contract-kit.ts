/** What every module's contract shares: the builder, common refusals, paging. */
import { oc } from '@orpc/contract'
import { z } from 'zod'

/**
 * Refusals any procedure may answer with. `message` is the sentence the operator reads;
 * code decides, never the text.
 */
export const procedure = oc.errors({
  NOT_SIGNED_IN: { message: '请先登录。' },
  FORBIDDEN: { message: '当前岗位没有这项权限。', data: z.object({ right: z.string() }) },
  DISK_FULL: { message: '磁盘已满，本次没有记录。请清理磁盘后重试。' },
  READ_ONLY: { message: '数据目录只读，本次没有记录。请检查目录权限。' },
  DAMAGED: { message: '数据库损坏，本次没有记录。请按提示恢复。' },
  NOT_FOUND: { message: '没有找到这条记录，可能已被其他席位更改。' },
})

export const idSchema = z.string().min(1).max(64)
/** UTC epoch milliseconds, 1970 … 2109 (42 bits). */
export const epochMsSchema = z.number().int().min(0).max(4_398_046_511_103)
export const latLonSchema = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
})

/**
 * Text an operator typed or pasted: control characters (other than line feed and tab) are
 * refused, length is limited in characters.
 */
export function typedText(maxLength: number) {
  return (
    z
      .string()
      .max(maxLength, `最多 ${maxLength} 个字。`)
      // oxlint-disable-next-line no-control-regex -- control characters are what is refused
      .refine((text) => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text.replaceAll('\r\n', '\n')), {
        message: '含有不可见的控制字符，请删除后重试。',
      })
  )
}

/** Text that must say something; `message` is the sentence where it does not. */
export function neededText(maxLength: number, message: string) {
  return typedText(maxLength).refine((text) => text.trim() !== '', { message })
}

/** What the door has made of the input of one procedure. */
export type InputOf<Contract, Name extends keyof Contract> = Contract[Name] extends {
  readonly '~orpc': { readonly inputSchema?: infer Input }
}
  ? z.output<NonNullable<Input>>
  : never

/** What `changed` pushes: topic and entities; an empty list means "anything in the topic". */
export const changedSchema = z.object({
  topics: z.record(z.string(), z.array(z.string())),
})
export type ChangedEvent = z.infer<typeof changedSchema>

/** A leader's decision that was told to the officer (see `modules/people/decision.ts`). */
export const authoritySchema = z.object({
  person: idSchema,
  how: z.enum(['phone', 'radio', 'f2f']),
})

export const notEntitled = {
  NOT_ENTITLED: {
    message:
      '这一步须由带班领导决定：请带班领导登录后办理，或选明口头批准的领导和方式。所填内容没有丢。',
    data: z.object({ name: z.string() }),
  },
}

/** What a file of one console that an engine works with (roads, heights) says of itself. */
export const localFileShape = {
  name: z.string(),
  source: z.string(),
  fileName: z.string(),
  at: z.number(),
  by: z.string(),
}
