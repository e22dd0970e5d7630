import { machineSuite } from '../../../../tests/contract/state-machine.suite.ts'
import { instructionMachine } from './words.ts'

machineSuite('instruction', instructionMachine)
