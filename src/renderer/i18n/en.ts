import { data } from './en/data'
import { devices } from './en/devices'
import { frame } from './en/frame'
import { learn, welcome } from './en/learn'
import { names } from './en/names'
import { settings } from './en/settings'

/** Every word of the window. This object is the type: Korean does not compile until it names the same things. */
export const en = { frame, welcome, learn, data, devices, names, settings }
