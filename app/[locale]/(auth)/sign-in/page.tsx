import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { FormMessage } from '@/components/ui/field'
import { isUser } from '@/lib/actor'
import { countCart } from '@/lib/cart/queries'
import { path, safePath } from '@/lib/web/path'
import { getActor } from '@/lib/web/session'
import { FieldForm } from '../../_components/field-form'
import { Aside, Heading } from '../_components/heading'
import { signInAction } from '../actions'
import { withNext } from '../with-next'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.meta'))('signIn'), robots: { index: false } }
}

const done = { verified: 'signIn.verified', reset: 'signIn.resetDone', everywhere: 'signIn.signedOut' } as const

export default async function SignInPage({ searchParams }: Props) {
  const [t, actor, asked] = await Promise.all([getTranslations('auth'), getActor(), searchParams])
  const next = safePath(asked.next, '')
  if (isUser(actor)) redirect(next || path(actor.locale, '/'))
  const count = await countCart(actor)
  const word = Object.entries(done).find(([name]) => name === asked.done)?.[1]
  return (
    <>
      <Heading title={t('signIn.title')}>{count > 0 ? t('signIn.ledeCart', { count }) : t('signIn.lede')}</Heading>
      {word && (
        <div className="mb-6">
          <FormMessage ok>{t(word)}</FormMessage>
        </div>
      )}
      <FieldForm
        action={signInAction}
        hidden={next ? { next } : {}}
        link={{ href: path(actor.locale, '/reset'), label: t('signIn.forgot') }}
        words={{ submit: t('signIn.submit'), busy: t('signIn.busy'), show: t('fields.show'), hide: t('fields.hide') }}
        fields={[
          { name: 'email', label: t('fields.email'), type: 'email', autoComplete: 'username', maxLength: 254 },
          { name: 'password', label: t('fields.password'), type: 'password', autoComplete: 'current-password' },
        ]}
      />
      <Aside question={t('signIn.noAccount')} href={path(actor.locale, withNext('/register', next))}>
        {t('signIn.register')}
      </Aside>
    </>
  )
}
