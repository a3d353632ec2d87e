import { type ReactNode, useRef } from 'react'
import type { Locale } from '@/lib/actor'
import type { City } from '@/lib/catalog/cities'
import { formatXof, isPrice, licencePrice, PRICE_MAX_XOF, PRICE_MIN_XOF, PRICE_STEP_XOF, shareOf } from '@/lib/money'
import { fill } from './fill'
import { useTowns } from './use-towns'

export type Terms = { commissionBps: number; extendedFactor: number }
type Named =
  | 'keep'
  | 'category'
  | 'city'
  | 'country'
  | 'addTags'
  | 'addTagsHint'
  | 'removeTags'
  | 'removeTagsHint'
  | 'worn'
  | 'removeOne'
  | 'price'
  | 'priceHint'
  | 'earn'
  | 'earnEditorial'
  | 'earnNot'
  | 'earnTooMuch'
  | 'use'
  | 'useAll'
  | 'useEditorial'
  | 'people'
  | 'peopleNone'
  | 'peopleOne'
  | 'peopleSeveral'
  | 'recognisable'
  | 'yes'
  | 'no'
  | 'releases'
export type BulkFieldWords = Record<Named, string>

type Values = Record<string, string>
type Options = readonly (readonly [string, string])[]

/** A 52 px field on the dark bar: its name small above its value; what is wrong stands over the fields, where there is room for it. The control in it has the id `bulk-<name>`. */
function BarField({ name, label, error, className = '', children }: { name: string; label: string; error?: string; className?: string; children: ReactNode }) {
  return (
    <div className={`bulk-field ${error ? 'faulty' : ''} ${className}`}>
      <label htmlFor={`bulk-${name}`}>{label}</label>
      {children}
    </div>
  )
}

const options = (list: Options) =>
  list.map(([value, said]) => (
    <option key={value} value={value}>
      {said}
    </option>
  ))

/** Subject, place, tags and price: what a batch from one place needs. */
export function MainFields({
  locale,
  words,
  kept,
  fields,
  categories,
  countries,
}: {
  locale: Locale
  words: BulkFieldWords
  kept: Values
  fields: Values
  categories: Options
  countries: Options
}) {
  return (
    <>
      <BarField name="categoryId" label={words.category} error={fields.categoryId} className="lg:w-36 lg:shrink">
        <select id="bulk-categoryId" name="categoryId" defaultValue={kept.categoryId}>
          {options([['', words.keep], ...categories])}
        </select>
      </BarField>
      <Place locale={locale} words={words} kept={kept} fields={fields} countries={countries} />
      <BarField name="addTags" label={words.addTags} error={fields.addTags} className="lg:min-w-44 lg:flex-1">
        <input id="bulk-addTags" name="addTags" lang="fr" autoComplete="off" placeholder={words.addTagsHint} defaultValue={kept.addTags} />
      </BarField>
      <BarField name="priceXof" label={words.price} error={fields.priceXof} className="lg:w-36 lg:shrink">
        <input id="bulk-priceXof" name="priceXof" inputMode="numeric" autoComplete="off" placeholder={words.priceHint} defaultValue={kept.priceXof} />
      </BarField>
    </>
  )
}

/** A town brings its country along. The list of towns is fetched once somebody is about to name one. */
function Place({ locale, words, kept, fields, countries }: { locale: Locale; words: BulkFieldWords; kept: Values; fields: Values; countries: Options }) {
  const country = useRef<HTMLSelectElement>(null)
  const { towns, look } = useTowns()
  const nameOf = (town: City) => (locale === 'en' ? town.nameEn : town.nameFr)
  const onType = async (typed: string) => {
    const found = await look(typed, country.current?.value ?? '')
    const exact = found.filter((town) => nameOf(town).toLocaleLowerCase() === typed.trim().toLocaleLowerCase())
    const [only] = exact
    if (only && exact.length === 1 && country.current && !country.current.value) country.current.value = only.countryCode
  }
  return (
    <>
      <BarField name="city" label={words.city} error={fields.city} className="lg:w-32 lg:shrink">
        <input id="bulk-city" name="city" list="bulk-towns" autoComplete="off" defaultValue={kept.city} onChange={(event) => void onType(event.target.value)} />
        <datalist id="bulk-towns">
          {towns.map((town) => (
            <option key={`${town.countryCode} ${town.nameFr}`} value={nameOf(town)} label={countries.find(([code]) => code === town.countryCode)?.[1]} />
          ))}
        </datalist>
      </BarField>
      <BarField name="countryCode" label={words.country} error={fields.countryCode} className="lg:w-32 lg:shrink">
        <select ref={country} id="bulk-countryCode" name="countryCode" defaultValue={kept.countryCode}>
          {options([['', words.keep], ...countries])}
        </select>
      </BarField>
    </>
  )
}

/** What is changed more rarely: tags to take out, uses, people, releases. */
export function MoreFields({
  words,
  kept,
  fields,
  releases,
  worn,
}: {
  words: BulkFieldWords
  kept: Values
  fields: Values
  releases: Options
  worn: readonly string[]
}) {
  const gone = useRef<HTMLInputElement>(null)
  const add = (word: string) => {
    if (!gone.current) return
    gone.current.value = [gone.current.value.trim().replace(/,$/, ''), word].filter(Boolean).join(', ')
    gone.current.dispatchEvent(new Event('input', { bubbles: true })) // So that the bar knows something was typed.
  }
  const yesNo = options([
    ['', words.keep],
    ['yes', words.yes],
    ['no', words.no],
  ])
  return (
    <>
      <div className="min-w-0 sm:col-span-full">
        <BarField name="removeTags" label={words.removeTags} error={fields.removeTags}>
          <input
            ref={gone}
            id="bulk-removeTags"
            name="removeTags"
            lang="fr"
            autoComplete="off"
            placeholder={words.removeTagsHint}
            defaultValue={kept.removeTags}
          />
        </BarField>
        {worn.length > 0 && (
          <fieldset className="no-scrollbar mt-2 flex min-w-0 gap-2 overflow-x-auto unscripted:hidden">
            <legend className="sr-only">{words.worn}</legend>
            {worn.map((word) => (
              <button
                key={word}
                type="button"
                lang="fr"
                aria-label={fill(words.removeOne, { word })}
                onClick={() => add(word)}
                className="min-h-11 shrink-0 whitespace-nowrap rounded-full bg-[#2c2521] px-4 hover:bg-[#3a312b]"
              >
                {word}
              </button>
            ))}
          </fieldset>
        )}
      </div>
      <BarField name="editorialOnly" label={words.use} error={fields.editorialOnly}>
        <select id="bulk-editorialOnly" name="editorialOnly" defaultValue={kept.editorialOnly}>
          {options([
            ['', words.keep],
            ['no', words.useAll],
            ['yes', words.useEditorial],
          ])}
        </select>
      </BarField>
      <BarField name="people" label={words.people} error={fields.people}>
        <select id="bulk-people" name="people" defaultValue={kept.people}>
          {options([
            ['', words.keep],
            ['none', words.peopleNone],
            ['one', words.peopleOne],
            ['several', words.peopleSeveral],
          ])}
        </select>
      </BarField>
      <BarField name="recognisable" label={words.recognisable} error={fields.recognisable}>
        <select id="bulk-recognisable" name="recognisable" defaultValue={kept.recognisable}>
          {yesNo}
        </select>
      </BarField>
      {releases.length > 0 && (
        <fieldset className="min-w-0 rounded-control bg-[#2c2521] px-3 py-1 sm:col-span-full">
          <legend className="sr-only">{words.releases}</legend>
          <p aria-hidden className="text-xs text-dust">
            {words.releases}
          </p>
          <div className="grid max-h-36 gap-x-6 overflow-y-auto sm:grid-cols-2 lg:grid-cols-3">
            {releases.map(([id, said]) => (
              <label key={id} className="flex min-h-11 items-center gap-3">
                <input
                  type="checkbox"
                  name="addReleaseIds[]"
                  value={id}
                  defaultChecked={kept.addReleaseIds?.includes(id)}
                  className="size-5 accent-[#9db0ea]"
                />
                <span className="min-w-0 truncate">{said}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
    </>
  )
}

/** What one sale of the chosen photos would bring at the price as it is typed, or the nearest prices that can be. */
export function earned(typed: string, everyEditorial: boolean, { commissionBps, extendedFactor }: Terms, locale: Locale, words: BulkFieldWords) {
  const figure = typed.replace(/[\s\u00a0\u202f]|F\s?CFA/g, '')
  if (!figure) return null
  const xof = /^\d+$/.test(figure) ? Number(figure) : Number.NaN // 1e4 is a number, but no price anybody writes.
  const money = (amount: number) => formatXof(amount, locale)
  if (!isPrice(xof)) {
    const low = Math.min(PRICE_MAX_XOF - PRICE_STEP_XOF, Math.max(PRICE_MIN_XOF, Math.floor((xof || 0) / PRICE_STEP_XOF) * PRICE_STEP_XOF))
    return fill(words.earnNot, { low: money(low), high: money(low + PRICE_STEP_XOF) })
  }
  const share = money(shareOf(xof, commissionBps))
  if (everyEditorial) return fill(words.earnEditorial, { share })
  const extended = licencePrice(xof, 'extended', extendedFactor)
  if (extended > PRICE_MAX_XOF) return fill(words.earnTooMuch, { max: money(PRICE_MAX_XOF) })
  return fill(words.earn, { share, extended: money(shareOf(extended, commissionBps)), extendedPrice: money(extended) })
}
