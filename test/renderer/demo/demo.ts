/// <reference types="vite/client" />
// The window in front of a made-up host, for looking at and for the specs of what a real host rarely does. Not shipped.
// Options come as JSON in the address: demo/index.html#{"pace":50,"run":{"epochs":7,"kind":"training"}}
import { mount } from 'svelte'
import App from '../../../src/renderer/App.svelte'
import '../../../src/renderer/styles/tokens.css'
import '../../../src/renderer/styles/base.css'
import '../../../src/renderer/styles/controls.css'
import '../../../src/renderer/styles/overlays.css'
import type { Front } from '../../../src/renderer/state/front'
import { FakeHost, type FakeOptions } from '../fake/host'

declare global {
  interface Window {
    fakeHost: FakeHost
    /** Breaks the wire; the window opens another. */
    cutWire: () => void
  }
}

const options = JSON.parse(decodeURIComponent(location.hash.slice(1)) || '{}') as FakeOptions
const host = new FakeHost(options)
window.fakeHost = host

const front: Front = {
  kind: 'browser',
  open: (lost) => {
    window.cutWire = () => {
      host.disconnect()
      lost()
    }
    return Promise.resolve(host.connect())
  },
  grant: (files) =>
    Promise.resolve(
      files.map((file, i) => ({
        handle: `fake-file-${i}`,
        name: file.name,
        bytes: file.size,
        kind: 'file' as const
      }))
    )
}

const target = document.getElementById('app')
if (target) mount(App, { target, props: { front } })
