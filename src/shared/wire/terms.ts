import type { z } from '../zod'

/** A command: arguments in, a value out; failures come back as a coded error. */
export interface Call<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  readonly kind: 'call'
  readonly input: In
  readonly output: Out
}

/** A report from the serving side; it never asks for anything. */
export interface Event<Payload extends z.ZodType = z.ZodType> {
  readonly kind: 'event'
  readonly payload: Payload
}

export const call = <In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out): Call<In, Out> => ({
  kind: 'call',
  input,
  output
})

export const event = <Payload extends z.ZodType>(payload: Payload): Event<Payload> => ({
  kind: 'event',
  payload
})

/** A contract: group -> name -> call or event. */
export type Contract = Record<string, Record<string, Call | Event>>

type Names<Group, Kind> = { [Name in keyof Group]: Group[Name] extends Kind ? Name : never }[keyof Group]

/** What the serving side implements: one async function a call. Both ends derive from the one literal. */
export type Service<C extends Contract> = {
  [Group in keyof C]: {
    [Name in Names<C[Group], Call>]: C[Group][Name] extends Call<infer In, infer Out>
      ? (input: z.output<In>) => Promise<z.input<Out>> | z.input<Out>
      : never
  }
}

/** What the calling side gets: `client.group.name(input)`. */
export type Client<C extends Contract> = {
  [Group in keyof C]: {
    [Name in Names<C[Group], Call>]: C[Group][Name] extends Call<infer In, infer Out>
      ? (
          ...input: undefined extends z.input<In> ? [] | [z.input<In>] : [z.input<In>]
        ) => Promise<z.output<Out>>
      : never
  }
}

/** `emit.group.name(payload)` on the serving side. */
export type Emitter<C extends Contract> = {
  [Group in keyof C]: {
    [Name in Names<C[Group], Event>]: C[Group][Name] extends Event<infer Payload>
      ? (payload: z.input<Payload>) => void
      : never
  }
}

/** `on.group.name(listener)` on the calling side; returns its own unsubscribe. */
export type Listeners<C extends Contract> = {
  [Group in keyof C]: {
    [Name in Names<C[Group], Event>]: C[Group][Name] extends Event<infer Payload>
      ? (listener: (payload: z.output<Payload>) => void) => () => void
      : never
  }
}
