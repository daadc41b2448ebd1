import { describe, expect, it } from 'vitest'
import { hasNvidiaDriver, parseCards } from '#host/native/driver'
import { nativeEnvironment, nativeTrainerEnvironment } from '#host/native/environment'
import { nativeFolder } from '#host/native/folder'
import { installHint } from '#host/native/packages'

describe('installHint', () => {
  it.each([
    ['ID=debian', 'sudo apt install build-essential'],
    ['NAME=x\nID=linuxmint\nID_LIKE="ubuntu debian"', 'sudo apt install build-essential'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"', 'sudo dnf install gcc-c++'],
    ['ID="opensuse-leap"', 'sudo zypper install gcc-c++'],
    ['ID=arch', 'sudo pacman -S gcc'],
    ['ID=strange', 'g++'],
    ['', 'g++']
  ])('%s', (osRelease, hint) => expect(installHint('compiler', 'linux', osRelease)).toBe(hint))

  it('knows macOS without a file', () => {
    expect(installHint('compiler', 'darwin', '')).toBe('xcode-select --install')
  })
})

describe('hasNvidiaDriver', () => {
  it('goes by the driver’s own signs', () => {
    expect(hasNvidiaDriver((file) => file === '/proc/driver/nvidia/version')).toBe(true)
    expect(hasNvidiaDriver((file) => file === '/usr/lib/wsl/lib/libcuda.so.1')).toBe(true)
    expect(hasNvidiaDriver(() => false)).toBe(false)
  })

  it('reads the names of cards', () => {
    const output = 'GPU 0: NVIDIA GeForce RTX 4070 (UUID: GPU-1)\nGPU 1: Tesla T4 (UUID: GPU-2)\n'
    expect(parseCards(output)).toEqual(['NVIDIA GeForce RTX 4070', 'Tesla T4'])
    expect(parseCards('No devices found.')).toEqual([])
  })
})

describe('nativeEnvironment', () => {
  it('keeps the CPU to one thread and hides every card', () => {
    const environment = nativeEnvironment(true)
    expect(environment).toMatchObject({ TF_NUM_INTRAOP_THREADS: '1', CUDA_VISIBLE_DEVICES: '-1' })
    expect(Number(environment['MALLOC_MMAP_THRESHOLD_'])).toBe(33_554_432)
  })

  it('leaves a card visible, takes its memory as needed, and computes in full float32', () => {
    const environment = nativeEnvironment(false)
    expect(environment).toMatchObject({ TF_FORCE_GPU_ALLOW_GROWTH: 'true', NVIDIA_TF32_OVERRIDE: '0' })
    expect(environment).not.toHaveProperty('CUDA_VISIBLE_DEVICES')
  })

  it('tells a trainer where the runtime is', () => {
    const places = { manifestPath: '/n/native.json', packageDir: '/p', cpuOnly: true }
    expect(nativeTrainerEnvironment(places)).toMatchObject({
      UNROLL_NATIVE_MANIFEST: '/n/native.json',
      UNROLL_NATIVE_PACKAGE: '/p',
      TF_NUM_INTRAOP_THREADS: '1'
    })
  })
})

describe('nativeFolder', () => {
  it('lies in the data folder unless told otherwise', () => {
    expect(nativeFolder('/d', {})).toBe('/d/native')
    expect(nativeFolder('/d', { UNROLL_NATIVE_DIR: '/n' })).toBe('/n')
  })
})
