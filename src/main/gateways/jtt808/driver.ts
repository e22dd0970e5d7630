import type { Driver, Recognition } from '../../../core/gateway/driver.ts'
import { jtt808Causes } from './causes.ts'
import { jtt808Framer } from './framer.ts'
import { numberOf, readMessage } from './header.ts'
import { jtt808Commands } from './orders.ts'
import { jtt808Session } from './session.ts'
import { jtt808Settings, type Jtt808Settings } from './settings.ts'

function recognise(bytes: Uint8Array): Recognition {
  const framer = jtt808Framer()
  const counts = { good: 0, damaged: 0, noise: 0 }
  const numbers = new Set<string>()
  for (const framed of [...framer.push(bytes), ...framer.flush()]) {
    const message = framed.kind === 'frame' ? readMessage(framed.bytes) : undefined
    if (message?.lengthOk === true) {
      counts.good += 1
      numbers.add(numberOf(message.header.phone))
    } else if (framed.kind === 'noise') counts.noise += framed.bytes.length
    else counts.damaged += 1
  }
  const says = numbers.size > 0 ? `终端 ${[...numbers].slice(0, 5).join('、')}` : undefined
  return { ...counts, says }
}

/** Vehicle terminals of the public network; each connects to this console by itself. */
export const jtt808: Driver<Jtt808Settings> = {
  id: 'jtt808',
  title: '车载终端 (JT/T 808，2011/2013/2019)',
  links: ['tcp-listen', 'memory'],
  purpose: 'vehicle',
  means: 'public',
  settings: jtt808Settings,
  commands: jtt808Commands,
  causes: jtt808Causes,
  // Nobody is asked: the terminals call, and what they say first tells which protocol it is.
  detection: { bauds: [], recognise },
  session: jtt808Session,
}
