import { data } from './en/data'
import { devices } from './en/devices'
import { form } from './en/form'
import { frame } from './en/frame'
import { learn, welcome } from './en/learn'
import { names } from './en/names'
import { runs } from './en/runs'
import { settings } from './en/settings'
import { train } from './en/train'
import { tryIt } from './en/try'

/** Every word of the window. This object is the type: Korean does not compile until it names the same things. */
export const en = { frame, welcome, learn, data, devices, names, form, train, tryIt, runs, settings }
