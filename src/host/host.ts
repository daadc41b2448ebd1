import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { HostService } from '#shared/contract'
import type { AppError } from '#shared/errors/app-error'
import type { DeviceChoice } from '#shared/schemas/devices'
import { DatasetStore } from './data/dataset-store'
import { DeviceDesk } from './devices/device-desk'
import { DeviceRates } from './devices/rates'
import { writeFailure } from './files/disk-failure'
import { Grants } from './files/grants'
import { sweepTemporary } from './files/sweep'
import { nativeFolder } from './native/folder'
import { nativeSources } from './native/places'
import { probeOnce } from './native/probe'
import { setUpNative } from './native/set-up'
import { RunLibrary } from './runs/library'
import { appService } from './service/app-service'
import { Fronts } from './service/fronts'
import { namesService } from './service/names-service'
import { recentFile } from './service/recent-file'
import { RunsService } from './service/runs-service'
import { trainingService } from './service/training-service'
import { SettingsStore } from './settings/settings-store'
import type { Host, HostOptions } from './terms'
import { Answers } from './training/answers'
import { deviceEnvironment, inheritedEnvironment } from './training/environment'
import { Supervisor } from './training/supervisor'
import type { DataSource } from './training/terms'
import { Throttle } from './training/throttle'
import { TrainerOwner } from './training/trainer-owner'

/**
 * Everything behind the contract: data sets, runs on disk, settings, and the trainer process. Several fronts may be
 * connected at once. Throws AppError 'folder-read-only' or 'disk-full' when the data folder cannot be used.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const { dataDir, resourcesDir } = options
  const notices = await prepareFolder(dataDir)
  const { store: settings, notice } = await SettingsStore.open(dataDir)
  if (notice) notices.push(notice)
  const library = new RunLibrary(dataDir)
  await library.sweep()
  const rates = new DeviceRates(dataDir)
  await rates.load()

  const fronts = new Fronts({
    ...(options.log ? { log: options.log } : {}),
    checkOutputs: options.checkOutputs ?? false
  })
  const { emit } = fronts
  const grants = new Grants()
  const data = new DatasetStore({
    resourcesDir,
    path: (handle) => grants.path(handle),
    progress: (progress) => emit.data.progress(progress),
    recent: recentFile(dataDir)
  })
  const source: DataSource = (dataset, split) => data.parts(dataset, split)

  const nativeDir = nativeFolder(dataDir)
  const native = nativeSources(options.appDir ?? __dirname, resourcesDir)
  const inherited = inheritedEnvironment(process.env)
  const spawn: HostOptions['spawnTrainer'] = (extra) => options.spawnTrainer({ ...inherited, ...extra })
  let hidesCard = false
  const owner = new TrainerOwner({
    spawn,
    environmentFor: async (choice) => {
      const { packageDir } = native
      const found = await deviceEnvironment(choice, nativeDir, packageDir, (runtime, cpuOnly) =>
        probeOnce({ runtime, packageDir, cpuOnly, spawn })
      )
      hidesCard = found.hidesCard
      return found.variables
    },
    ...(options.log ? { log: options.log } : {})
  })
  /** 'auto' is the winner of the last race, as long as it can be used. */
  const resolve = (device: DeviceChoice): DeviceChoice => {
    const { winner } = rates
    return device === 'auto' && winner && desk.mayBeUsed(winner) ? winner : device
  }
  const wanted = (): DeviceChoice => options.device ?? settings.current.device
  const chosen = (): DeviceChoice => resolve(wanted())

  const runsChanged = new Throttle<undefined>(1000, () => {
    void runs.list().then(
      (list) => emit.runs.changed(list),
      () => {}
    )
  })
  const supervisor = new Supervisor({
    library,
    owner,
    data: source,
    choice: () => ({ device: wanted(), watched: settings.current.watched }),
    reports: {
      changed: (state) => emit.training.changed(state),
      progress: (run, progress) => emit.training.progress({ run, progress }),
      epoch: (run, epoch) => emit.training.epoch({ run, epoch }),
      notice: (failure) => emit.app.notice(failure.toFailure()),
      runs: () => runsChanged.push(undefined),
      rate: (device, rate) => {
        rates.set(device, rate)
        void rates.save()
      }
    }
  })
  const runs = new RunsService(library, supervisor, () => runsChanged.push(undefined))
  const answers = new Answers({ library, owner, supervisor, choice: chosen })
  const desk = new DeviceDesk({
    owner,
    supervisor,
    rates,
    choice: chosen,
    hidesCard: () => hidesCard,
    setUp: async (flavour, signal, onProgress) => {
      const runtime = await setUpNative({
        ...native,
        nativeDir,
        flavour,
        signal,
        onProgress,
        spawnTrainer: spawn
      })
      return { version: runtime.manifest.tensorflow }
    },
    changed: (reports) => emit.devices.changed(reports),
    setup: (progress) => emit.devices.setup(progress)
  })

  const service: HostService = {
    app: appService(options, settings, emit, notices),
    data,
    training: trainingService({ supervisor, answers, data: source, rates, resolve, inUse: () => desk.inUse }),
    names: namesService({ answers, library, supervisor, readNames: (file, read) => data.names(file, read) }),
    runs: runs.service(),
    devices: {
      list: () => desk.list(),
      race: async ({ dataset, config }) => {
        const split = { seed: config.seed, heldOut: config.split.heldOut }
        return desk.race(config, (await source(dataset, split)).parts)
      },
      choose: async (device) => {
        emit.app.settingsChanged(await settings.change({ device }))
        return desk.use(device)
      },
      setUpNative: (flavour) => {
        desk.begin(flavour)
        return undefined
      },
      cancelSetup: () => {
        desk.cancel()
        return undefined
      }
    }
  }
  if (!options.lazy) desk.list().catch(() => {}) // the first click on Train finds a warm trainer

  return {
    service,
    grants,
    serve: (endpoint, serving) => fronts.serve(service, endpoint, serving?.onAbuse),
    sendMenu: (command) => emit.app.menu(command),
    sendFiles: (files) => emit.app.filesOpened([...files]),
    openRun: (folder) => library.open(folder),
    startRun: (folder, request) => supervisor.start({ ...request, device: resolve(request.device) }, folder),
    get busy() {
      return supervisor.busy
    },
    close: async () => {
      desk.cancel()
      data.cancel()
      await supervisor.close()
      runsChanged.cancel()
      fronts.close()
    }
  }
}

/** The data folder, there and clear of what an interrupted write left. */
async function prepareFolder(dataDir: string): Promise<AppError[]> {
  try {
    await mkdir(path.join(dataDir, 'runs'), { recursive: true })
  } catch (thrown) {
    throw await writeFailure(thrown, path.join(dataDir, 'runs'), 0)
  }
  await sweepTemporary(dataDir)
  return []
}
