/** Plays one case: several consoles, their disks, clocks and roads, in one thread and from one seed. */
import { exchange } from '../../src/core/sync/exchange.ts'
import type { WireOp } from '../../src/core/oplog/types.ts'
import { seededRandom } from '../support/fake-world.ts'
import type { Case, Command, Road } from './commands.ts'
import { checkChains, checkDanger, checkHeld, checkQuiet, checkRows, heldOps } from './healed.ts'
import { Ledger } from './ledger.ts'
import type { Mutant } from './mutant.ts'
import { SimConsole } from './sim-console.ts'

/** @throws an Error that says what went wrong, in one sentence. */
export function simulate(plan: Case, mutant: Mutant = {}): void {
  const ledger = new Ledger()
  const consoles = Array.from(
    { length: plan.consoles },
    (_, index) => new SimConsole(`c${index + 1}`, index + 1, ledger, mutant),
  )
  const play = new Play(consoles, mutant)
  try {
    for (const command of plan.commands) play.run(command)
    play.heal()
  } finally {
    for (const console of consoles) console.close()
  }
}

class Play {
  readonly #consoles: readonly SimConsole[]
  readonly #mutant: Mutant
  /** Ids of log entries, in the order they were written anywhere. */
  readonly #entries: string[] = []

  constructor(consoles: readonly SimConsole[], mutant: Mutant) {
    this.#consoles = consoles
    this.#mutant = mutant
  }

  #console(index: number): SimConsole {
    const found = this.#consoles[index % this.#consoles.length]
    if (!found) throw new Error('no consoles')
    return found
  }

  run(command: Command): void {
    switch (command.do) {
      case 'set': {
        const table = command.peril ? 'peril' : 'field'
        return this.#console(command.console).setCell(
          table,
          `${table}-${command.entity}`,
          command.value,
        )
      }
      case 'enter':
        return this.#enter(command.console)
      case 'amend':
        return this.#amend(command.console, command.entry)
      case 'mark':
        return this.#mark(command.console, command.entity)
      case 'sync':
        return this.#sync(this.#console(command.from), this.#console(command.to), command.road)
      case 'clock': {
        const { clock, setNow } = this.#console(command.console).world
        return setNow(clock.nowMs() + command.byMs)
      }
      case 'crash':
        return this.#console(command.console).restart()
      case 'image':
        return this.#console(command.console).takeImage()
      case 'rewind':
        return this.#console(command.console).rewind(command.back)
      case 'upgrade':
        return this.#console(command.console).restart(2)
      case 'epoch':
        return this.#console(command.console).raiseEpoch()
      case 'checkpoint':
        return this.#console(command.console).checkpoint()
    }
  }

  #enter(index: number): void {
    const entity = `entry-${this.#entries.length}`
    this.#console(index).write({
      kind: 'entry.written',
      entity,
      body: { text: `第${this.#entries.length}条` },
    })
    this.#entries.push(entity)
  }

  /** A person can only amend an entry that is on the screen. */
  #amend(index: number, entry: number): void {
    const console = this.#console(index)
    const entity = this.#entries[entry % Math.max(1, this.#entries.length)]
    const shown = entity && console.db.prepare('select 1 from entry where entity = ?').get(entity)
    if (entity && shown)
      console.write({ kind: 'entry.amended', entity, body: { text: `改于${console.id}` } })
  }

  #mark(index: number, entity: number): void {
    const console = this.#console(index)
    if (console.version < 2) return
    console.write({ kind: 'field.marked', entity: `field-${entity}`, body: { text: console.id } })
  }

  #offer(from: SimConsole, to: SimConsole): Iterable<WireOp> {
    if (this.#mutant.offer) return this.#mutant.offer(from.log, to.log)
    const answer = exchange(from.log).answer(exchange(to.log).hello())
    if (!answer.ok) throw new Error(`a hello was refused: ${answer.data.reason}`)
    return answer.value
  }

  #sync(from: SimConsole, to: SimConsole, road: Road): void {
    if (from === to) return
    const random = seededRandom(road.seed)
    let ops = [...this.#offer(from, to)].filter(() => random.next() * 100 >= road.loss)
    if (road.reversed) ops.reverse()
    ops = ops.slice(0, road.limit)
    to.receive(road.twice ? [...ops, ...ops] : ops)
  }

  /** All roads open, everybody upgraded: in as many rounds as there are consoles all are equal. */
  heal(): void {
    for (const console of this.#consoles) {
      checkDanger(console)
      if (console.version < 2) console.restart(2)
    }
    const survivors = new Map(this.#consoles.flatMap((console) => [...heldOps(console.db)]))
    for (let round = 0; round < this.#consoles.length - 1; round++) {
      for (const from of this.#consoles) {
        for (const to of this.#consoles) {
          if (from !== to) to.receive(this.#offer(from, to))
        }
      }
    }
    checkHeld(this.#consoles, survivors)
    checkQuiet(this.#consoles)
    checkChains(this.#consoles)
    checkRows(this.#consoles)
    for (const console of this.#consoles) checkDanger(console)
  }
}
