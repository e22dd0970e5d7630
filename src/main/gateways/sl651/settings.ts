import { z } from 'zod'

const password = z.string().regex(/^[0-9A-Fa-f]{4}$/, '密码是 4 位十六进制数')

export const sl651Settings = z.object({
  /** Our own address, as the stations have it set. */
  center: z.int().min(0).max(255).default(1),
  /** Reports are confirmed: with EOT a station may sleep, with ESC it stays on the line. */
  confirm: z.enum(['none', 'eot', 'esc']).default('none'),
  /** Password of each station, by its ten digits; what it sent last stands in where there is none. */
  passwords: z.record(z.string().regex(/^[0-9A-Fa-f]{1,10}$/), password).default({}),
  /** Takes nothing from a station whose password is another. */
  checkPassword: z.boolean().default(false),
  /** How long a question may take; stations on a narrow link are slow. */
  answerS: z.int().min(1).max(600).default(20),
  /** Without any frame for this long the line is reported quiet; stations report every hour at least. */
  quietS: z.int().min(60).max(90_000).default(3900),
})

export type Sl651Settings = z.infer<typeof sl651Settings>
