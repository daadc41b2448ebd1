import { mount } from 'svelte'
import App from './App.svelte'
import { thisFront } from './state/front'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/overlays.css'

const target = document.getElementById('app')
if (target) mount(App, { target, props: { front: thisFront() } })
