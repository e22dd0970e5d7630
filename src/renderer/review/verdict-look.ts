import type { Verdict } from '../../core/modules/review/contract.ts'
import type { Tone } from '../ui/Tag.tsx'

const tones: Partial<Record<Verdict, Tone>> = {
  within: 'ok',
  over: 'red',
  'pending-over': 'red',
  unclear: 'orange',
  unrecorded: 'yellow',
}

export function verdictTone(verdict: Verdict): Tone {
  return tones[verdict] ?? 'plain'
}
