import { CronExpressionParser } from 'cron-parser'

/** A cron line taken apart: five fields or @daily and its kin, with an optional `TZ=Area/City ` in front; UTC without it. */
function parseCron(cron: string, currentDate: Date) {
  const [, tz = 'UTC', fields = ''] = /^(?:TZ=(\S+)\s+)?(.+)$/.exec(cron.trim()) ?? []
  const isDescriptor = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(fields)
  if (!isDescriptor && fields.split(/\s+/).length !== 5) throw new Error(`the cron "${cron}" has not five fields`)
  return CronExpressionParser.parse(fields === '@midnight' ? '@daily' : fields, { tz, currentDate })
}

/** The first tick after `now`; throws a sentence when the cron cannot be read. */
export function nextTick(cron: string, now: Date): Date {
  return parseCron(cron, now).next().toDate()
}

/** The last tick at or before `now`. */
export function latestTick(cron: string, now: Date): Date {
  return parseCron(cron, new Date(now.getTime() + 1))
    .prev()
    .toDate()
}
