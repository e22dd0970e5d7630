import { machineSuite } from '../../../../tests/contract/state-machine.suite.ts'
import { shiftMachine } from './words.ts'

machineSuite('shift', shiftMachine)
