import type { ServerResponse } from 'node:http'
import { pageHeaders } from '#host/front/page-headers'

export interface Answer {
  readonly status: number
  readonly type?: string
  readonly body?: Buffer | string
  readonly headers?: Readonly<Record<string, string>>
}

export type Respond = (response: ServerResponse, answer: Answer) => void

/** The one way in which this server answers: every response carries every header. */
export function responder(hosts: ReadonlySet<string>): Respond {
  const headers = {
    ...pageHeaders([...hosts].filter((host) => !host.startsWith('[')).map((host) => `ws://${host}`)),
    'Cache-Control': 'no-store'
  }
  return (response, { status, type = 'text/plain; charset=utf-8', body = '', headers: more }) => {
    response.writeHead(status, {
      ...headers,
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      ...more
    })
    response.end(response.req.method === 'HEAD' ? undefined : body)
  }
}

/** Refused before anything was looked at: the answer says nothing. */
export const refusal: Answer = { status: 403 }
