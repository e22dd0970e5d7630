import { machineSuite } from '../../../../tests/contract/state-machine.suite.ts'
import { reportMachine } from './machine.ts'

machineSuite('report', reportMachine)
