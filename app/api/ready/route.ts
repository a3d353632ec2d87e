import { isReady } from '@/lib/desk/is-ready'

/** 200 when this instance can serve buyers, 503 when its database is away. */
export async function GET() {
  const ready = await isReady()
  return Response.json({ ready }, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
