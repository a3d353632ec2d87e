import { getTranslations } from 'next-intl/server'
import { HeroSearch } from '@/components/search-field'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import { path } from '@/lib/web/path'

/** One large photo with the search field on it: a lagoon in wide windows, a portrait on phones. Scrims keep the words readable on both. */
export async function Hero({ locale, count }: { locale: Locale; count: number }) {
  const [t, common] = await Promise.all([getTranslations('shop.home'), getTranslations('common')])
  return (
    <section className="relative flex flex-col justify-end overflow-hidden bg-night text-white max-lg:min-h-[740px] lg:h-[556px] lg:justify-center">
      <picture>
        <source media="(min-width: 640px)" srcSet="/hero/lagune-1280.webp 1280w, /hero/lagune-2000.webp 2000w" sizes="100vw" width={2000} height={960} />
        <img
          src="/hero/foulard-860.webp"
          srcSet="/hero/foulard-480.webp 480w, /hero/foulard-860.webp 860w"
          sizes="100vw"
          width={860}
          height={1075}
          alt=""
          fetchPriority="high"
          className="absolute inset-x-0 top-0 h-[580px] w-full object-cover object-[62%_20%] lg:h-full lg:object-[60%_58%]"
        />
      </picture>
      <div className="absolute inset-x-0 top-0 h-28 bg-linear-to-b from-night/70 to-transparent lg:hidden" />
      <div className="absolute inset-x-0 top-[250px] h-[330px] bg-linear-to-b from-transparent via-night/60 via-45% to-night lg:hidden" />
      <div className="absolute inset-0 bg-linear-to-r from-[#2a1522]/85 via-[#2a1522]/45 via-45% to-transparent to-75% max-lg:hidden" />
      <div className="absolute inset-x-0 bottom-0 h-28 bg-linear-to-t from-night/70 to-transparent max-lg:hidden" />
      <div className="margins relative max-lg:pb-4">
        <h1 className="display-56 max-w-[12em]">
          <Words>{t('title')}</Words>
        </h1>
        <p className="mt-3 mb-5 max-w-[31em] lg:mt-4 lg:mb-7 lg:text-lg">{t('lede', { count })}</p>
        <HeroSearch
          action={path(locale, '/search')}
          words={{ label: common('searchLabel'), placeholder: common('searchPlaceholder'), submit: common('search'), clear: common('clearSearch') }}
        />
      </div>
      <p className="margins relative pb-5 text-sm lg:absolute lg:right-0 lg:bottom-5 lg:pb-0">
        <span className="sm:hidden">{t('heroTitlePhone')}</span>
        <span className="max-sm:hidden">{t('heroTitle')}</span>
      </p>
    </section>
  )
}
