/** The process answers. Says nothing of what it depends on: see /api/ready. */
export function GET() {
  return Response.json({ ok: true }, { headers: { 'cache-control': 'no-store' } })
}
