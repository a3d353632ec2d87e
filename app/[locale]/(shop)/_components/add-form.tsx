import { ActionForm } from '@/components/ui/action-form'
import { addToCartAction } from '../cart/actions'

const FORM = 'add-to-cart'

/** One form for all the cart buttons of a grid: each names its photo, the licence is the standard one. */
export function AddForm() {
  return (
    <ActionForm action={addToCartAction} id={FORM} className="max-lg:px-4">
      <input type="hidden" name="licence" value="standard" />
      <input type="hidden" name="leadTo" value="cart" />
    </ActionForm>
  )
}

/** What JustifiedGrid needs to draw the buttons. */
export const bagFor = (label: string) => ({ form: FORM, label })
